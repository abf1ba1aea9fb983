package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fast reader of rows against the slow one: what the fast one accepts must mean the same, value by value, to the
 * slow one; what is plain, the fast one must accept.
 */
class RowTwinsTest {
    private static final String[] BAR_HEADER = {"timestamp", "open", "high", "low", "close", "volume"};
    private static final String[] TRADE_HEADER = {"timestamp", "price", "size", "side"};
    private static final String[] QUOTE_HEADER = {"timestamp", "bid", "bid_size", "ask", "ask_size"};
    private static final String[] BOOK_HEADER = {
        "timestamp", "first_update_id", "last_update_id", "side", "price", "qty"
    };
    private static final String[] TICKS = {
        "0.00000001", "0.01", "0.00005", "0.25", "1", "5", "0.1", "0.000000000001", "0.000000000000000001", "25"
    };

    @Test
    void theyAgreeOnRandomRows() {
        agree(1L, 60_000);
    }

    @Test
    @Tag("long")
    void theyAgreeOnManyRandomRows() {
        for (long seed = 100; seed < 120; seed++) {
            agree(seed, 100_000);
        }
    }

    private static void agree(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        int fast = 0;
        for (int i = 0; i < rows; i++) {
            String[] header = pick(random, BAR_HEADER, TRADE_HEADER, QUOTE_HEADER, BOOK_HEADER);
            boolean iso = random.nextInt(4) == 0;
            boolean rounds = random.nextInt(3) == 0;
            String tick = rounds ? TICKS[0] : TICKS[random.nextInt(TICKS.length)];
            String line = randomRow(random, header, iso);
            fast += same(header, iso, new Grid(new BigDecimal(tick), rounds), line, "seed " + seed + " row " + i)
                    ? 1
                    : 0;
        }
        assertThat(fast).as("rows that the fast reader took").isGreaterThan(rows / 8);
    }

    /** Whether the fast reader took the row; if it did, the slow one must have found the same. */
    private static boolean same(String[] header, boolean iso, Grid grid, String line, String place) {
        try {
            Layout layout = layout(header);
            byte[] bytes = Arrays.copyOf(line.getBytes(StandardCharsets.UTF_8), line.length() * 3 + ByteFeed.SLACK);
            // what lies behind a row must not matter
            int length = line.getBytes(StandardCharsets.UTF_8).length;
            Arrays.fill(bytes, length, bytes.length, (byte) '7');
            Row fastRow = new Row();
            fastRow.reset();
            int end = new FastRow(layout, grid, iso, fastRow).parse(bytes, 0);
            if (end < 0) {
                return false;
            }
            String where = place + ": '" + line + "' on " + grid.step();
            assertThat(end).as(where).isEqualTo(length);
            Row slowRow = new Row();
            slowRow.reset();
            int content = line.endsWith("\r\n") ? length - 2 : length - 1;
            SlowRow slow = new SlowRow(layout, grid, slowRow);
            try {
                slow.parse(bytes, 0, content, false);
            } catch (RowProblem problem) {
                throw new AssertionError(where + ": only the fast reader takes it: " + problem.what(), problem);
            }
            assertThat(slow.iso()).as(where).isEqualTo(iso);
            assertThat(fastRow.value).as(where).isEqualTo(slowRow.value);
            assertThat(fastRow.volume).as(where).isEqualTo(slowRow.volume);
            assertThat(fastRow.rounded).as(where).isEqualTo(slowRow.rounded);
            return true;
        } catch (RowProblem problem) {
            throw new AssertionError(problem);
        }
    }

    private static Layout layout(String[] header) throws RowProblem {
        byte[] bytes = String.join(",", header).getBytes(StandardCharsets.UTF_8);
        return Layout.of(Fields.split(bytes, 0, bytes.length), 0, null);
    }

    private static String randomRow(SplittableRandom random, String[] header, boolean iso) {
        StringBuilder line = new StringBuilder();
        boolean strange = random.nextInt(3) == 0;
        for (int c = 0; c < header.length; c++) {
            line.append(c == 0 ? "" : ",");
            String text = switch (header[c]) {
                case "timestamp" -> iso ? randomIso(random) : randomEpoch(random);
                case "side" -> pick(random, "buy", "sell", "bid", "ask");
                case "first_update_id", "last_update_id" -> digits(random, 1 + random.nextInt(18));
                case "bid_size", "ask_size" -> random.nextInt(4) == 0 ? "" : randomNumber(random);
                default -> randomNumber(random);
            };
            line.append(strange && random.nextInt(4) == 0 ? mutated(random, text) : text);
        }
        if (strange && random.nextInt(8) == 0) {
            line.append(',');
        }
        return line.append(random.nextInt(4) == 0 ? "\r\n" : "\n").toString();
    }

    private static String randomNumber(SplittableRandom random) {
        String whole = random.nextInt(6) == 0 ? "0" : digits(random, 1 + random.nextInt(random.nextInt(1, 18)));
        if (random.nextInt(4) == 0) {
            return whole;
        }
        String decimals = digits(random, 1 + random.nextInt(random.nextInt(1, 18)));
        return whole + "."
                + switch (random.nextInt(5)) {
                    case 0 -> decimals + "0000";
                    // an exact half of the default tick, for its rounding
                    case 1 -> (decimals + "00000000").substring(0, 8) + "5";
                    case 2 ->
                        new BigDecimal("0." + decimals)
                                .setScale(2, RoundingMode.DOWN)
                                .toPlainString()
                                .substring(2);
                    default -> decimals;
                };
    }

    private static String randomEpoch(SplittableRandom random) {
        return (random.nextInt(5) == 0 ? "-" : "") + digits(random, 1 + random.nextInt(20));
    }

    private static String randomIso(SplittableRandom random) {
        String day =
                "%04d-%02d-%02d".formatted(random.nextInt(1600, 2300), random.nextInt(0, 14), random.nextInt(0, 33));
        String time = "%02d:%02d".formatted(random.nextInt(0, 25), random.nextInt(0, 61));
        return switch (random.nextInt(4)) {
            case 0 -> day;
            case 1 -> day + "T" + time + ":" + digits(random, 2) + "Z";
            case 2 -> day + " " + time + ":30." + digits(random, 1 + random.nextInt(10));
            default -> day + "T" + time + pick(random, "", "Z", "+02:00", "-0530", "+14", "+99:99", "x");
        };
    }

    private static String mutated(SplittableRandom random, String text) {
        String odd = "+-. eE\"_,xN:/٣\u0000\t0";
        char c = odd.charAt(random.nextInt(odd.length()));
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + c + text.substring(at);
            case 1 -> "\"" + text + "\"";
            case 2 -> text + "e" + random.nextInt(-20, 21);
            default -> text.substring(0, at);
        };
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder out = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            out.append((char) ('0' + random.nextInt(10)));
        }
        return out.toString();
    }

    @SafeVarargs
    private static <T> T pick(SplittableRandom random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void plainRowsOfRealFilesTakeTheFastWay() {
        for (String row : new String[] {
            "1463544000000,456.16,456.81,455.3,456.02,561.88098307",
            "-631652400000,16.65999984741211,17.09000015258789,16.65999984741211,17.09000015258789,9040000.0",
            "1704150060000,1.1076,1.10785,1.1076,1.1078,205",
            "1772424000000000000,6699.7998046875,6845.080078125,6636.0400390625,6781.47998046875,12654360000.0",
            "1385337600,800.010000000000,800.010000000000,800.010000000000,800.010000000000,0.100000000000"
        }) {
            assertThat(same(BAR_HEADER, false, new Grid(new BigDecimal("0.00000001"), true), row + "\n", row))
                    .as(row)
                    .isTrue();
        }
        assertThat(same(BAR_HEADER, true, Grid.SIZES, "2013-01-02,553.82,555.00,541.63,549.03,20018500\r\n", "iso"))
                .isTrue();
        assertThat(same(TRADE_HEADER, false, Grid.SIZES, "1723161255342,61837.63000000,0.02000000,sell\n", "trade"))
                .isTrue();
        assertThat(same(QUOTE_HEADER, false, Grid.SIZES, "1357077600295,86.655,,86.728,\n", "quote"))
                .isTrue();
        assertThat(same(
                        BOOK_HEADER,
                        false,
                        Grid.SIZES,
                        "1723161255208,50093239189,50093239202,bid,61737.63000000,0.0\n",
                        "book"))
                .isTrue();
    }
}
