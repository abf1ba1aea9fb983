package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.Instrument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a file cannot be used: one line with the place, the bad value, and what would be right. */
class BadFileTest {
    private static final String HEADER = "timestamp,open,high,low,close,volume\n";
    private static final String ROW = "1463544000000,456.16,456.81,455.3,456.02,561.88\n";
    private static final ReadOptions PLAIN = ReadOptions.of("BTC/USD");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("bars.csv");
    }

    /** The message of what goes wrong, without the folder in front. */
    private String messageOf(Path path, ReadOptions options) {
        DataException e =
                catchThrowableOfType(DataException.class, () -> MarketDataReader.read(path.toString(), options));
        assertThat(e).as("reading %s must fail", path).isNotNull();
        assertThat(e.getMessage()).doesNotContain("\n");
        return e.getMessage().replace(folder + "/", "");
    }

    private String messageOf(byte[] content, ReadOptions options) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return messageOf(file, options);
    }

    private String messageOf(String content) {
        return messageOf(content.getBytes(StandardCharsets.UTF_8), PLAIN);
    }

    private String messageOfRow(String row) {
        return messageOf(HEADER + ROW + row + "\n");
    }

    @Test
    void aMissingFile() {
        assertThat(messageOf(folder.resolve("none.csv"), PLAIN))
                .isEqualTo("none.csv: there is no such file (sample:NAME reads a sample)");
    }

    @Test
    void aDirectory() {
        assertThat(messageOf(folder, PLAIN)).endsWith(": is a directory; name a CSV file in it");
    }

    @Test
    void aDevice() {
        assertThat(messageOf(Path.of("/dev/zero"), PLAIN))
                .isEqualTo("/dev/zero: is a pipe or a device; write what comes out of it to a file, and name that");
    }

    @Test
    void aPipe() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(messageOf(pipe, PLAIN))
                .isEqualTo("pipe.csv: is a pipe or a device; write what comes out of it to a file, and name that");
    }

    @Test
    void aNameThatNoFileCanHave() {
        DataException e =
                catchThrowableOfType(DataException.class, () -> MarketDataReader.read("a\0b\u001b[2J.csv", PLAIN));

        assertThat(e).hasMessage("a\\u0000b\\u001b[2J.csv: is not the name of a file");
    }

    @Test
    void anEmptyFile() {
        assertThat(messageOf("")).isEqualTo("bars.csv: is empty; a header and at least one row are needed");
    }

    @Test
    void onlyAHeader() {
        assertThat(messageOf(HEADER)).isEqualTo("bars.csv: has a header but no rows; at least one is needed");
        assertThat(messageOf(HEADER + "\n\r\n"))
                .isEqualTo("bars.csv: has a header but no rows; at least one is needed");
    }

    @Test
    void aBinaryFile() {
        assertThat(messageOf(new byte[] {'t', 'i', 0, 1, 2}, PLAIN))
                .isEqualTo("bars.csv: is not text (byte 0 at offset 2); a CSV file is expected");
        assertThat(messageOf("PK\3\4bars".getBytes(StandardCharsets.UTF_8), PLAIN))
                .isEqualTo("bars.csv: is a ZIP archive; unpack it and name the CSV file");
        assertThat(messageOf("PAR1....".getBytes(StandardCharsets.UTF_8), PLAIN))
                .isEqualTo("bars.csv: is a Parquet file; a CSV file is expected");
        assertThat(messageOf(HEADER.getBytes(StandardCharsets.UTF_16), PLAIN))
                .isEqualTo("bars.csv: is UTF-16 text; save it as UTF-8");
    }

    @Test
    void aFileThatIsCutOff() {
        assertThat(messageOf(HEADER + ROW + "1463558400000,456.14,456."))
                .isEqualTo("bars.csv:3:26: the row has 3 columns, 6 are expected as in the header; the file ends in"
                        + " this line, is it cut off?");
    }

    @Test
    void aGzipFileThatIsCutOff() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 20_000; i++) {
            text.append(1463544000000L + i * 60_000L)
                    .append(",2,")
                    .append(3 + i % 977)
                    .append(",1,2,")
                    .append(i)
                    .append('\n');
        }
        byte[] packed = gzip(text.toString());
        file = folder.resolve("bars.csv.gz");

        assertThat(messageOf(java.util.Arrays.copyOf(packed, packed.length - 5), PLAIN))
                .startsWith("bars.csv.gz: the gzip data are damaged or cut off after line ");
        assertThat(messageOf(java.util.Arrays.copyOf(packed, packed.length / 2), PLAIN))
                .startsWith("bars.csv.gz: the gzip data are damaged or cut off after line ");
        packed[packed.length / 2] ^= 0x55;
        assertThat(messageOf(packed, PLAIN)).startsWith("bars.csv.gz:");
    }

    @Test
    void aFileThatIsNamedGzAndIsNone() {
        file = folder.resolve("bars.csv.gz");

        assertThat(messageOf(HEADER + ROW)).isEqualTo("bars.csv.gz: is named .gz but does not hold gzip data");
    }

    @Test
    void anUnknownHeader() {
        assertThat(messageOf("a,b,c\n1,2,3\n"))
                .isEqualTo("bars.csv:1:1: the header 'a,b,c' is unknown; known are: bars"
                        + " timestamp,open,high,low,close,volume; trades timestamp,price,size,side; quotes"
                        + " timestamp,bid,bid_size,ask,ask_size; book"
                        + " timestamp,first_update_id,last_update_id,side,price,qty; --columns maps other names");
    }

    @Test
    void aHeaderThatLacksColumns() {
        assertThat(messageOf("timestamp,open,high,low\n1,2,3,1\n"))
                .startsWith("bars.csv:1:1: the header lacks close, volume; known are: bars timestamp,");
        assertThat(messageOf("timestamp,price,size\n1,2,3\n"))
                .isEqualTo(
                        "bars.csv:1:1: the header lacks side; --columns timestamp=timestamp,price=price,size=size reads"
                                + " trades without it");
    }

    @Test
    void aHeaderWithAColumnTwice() {
        assertThat(messageOf("timestamp,open,high,low,close,volume,Close\n1,2,3,1,2,0,2\n"))
                .isEqualTo("bars.csv:1:38: the header has close twice");
    }

    @Test
    void noHeader() {
        assertThat(messageOf(ROW + ROW))
                .isEqualTo("bars.csv:1:1: the file has no header; put timestamp,open,high,low,close,volume (or another"
                        + " known form) above its rows, or say what they are with --columns 0=timestamp,1=open,…");
    }

    @Test
    void aBinanceDumpWithoutItsOption() {
        assertThat(messageOf("1735689600000,1,2,1,2,5,1735689659999,10,3,2,4,0\n"))
                .endsWith("with --columns binance (12 columns look like a dump of Binance klines)");
    }

    @Test
    void aYahooDownloadWithoutItsOption() {
        assertThat(messageOf("Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-02,1,2,1,2,2,5\n"))
                .isEqualTo("bars.csv:1:1: the header has 'Date' where timestamp is expected; --columns yahoo reads a"
                        + " file of this form");
    }

    @Test
    void otherSeparators() {
        assertThat(messageOf("timestamp;open;high;low;close;volume\n1;2;3;1;2;5\n"))
                .isEqualTo("bars.csv:1:1: the columns are separated by semicolons; commas are expected");
    }

    @Test
    void tooFewAndTooManyColumns() {
        assertThat(messageOfRow("1463558400000,456.14,456.81,454.79,456.1"))
                .isEqualTo("bars.csv:3:41: the row has 5 columns, 6 are expected as in the header");
        assertThat(messageOfRow("1463558400000,456.14,456.81,454.79,456.1,446,1,2"))
                .isEqualTo("bars.csv:3:46: the row has 8 columns, 6 are expected as in the header");
    }

    @Test
    void aFieldThatIsNoNumber() {
        for (String bad : new String[] {
            "NaN",
            "Infinity",
            "-Infinity",
            "abc",
            "0x10",
            "1_000",
            "1 000",
            "1.",
            ".5",
            "+5",
            "--5",
            "1.5.2",
            "1e",
            "1f",
            "５００",
            "٥٠٠",
            "null",
            "-"
        }) {
            assertThat(messageOfRow("1463558400000,456.14,456.81," + bad + ",456.1,446"))
                    .isEqualTo("bars.csv:3:29: low '" + bad + "' is not a decimal number such as 1234.5");
        }
        assertThat(messageOfRow("1463558400000,456.14,456.81,454.79,456.1,NaN"))
                .isEqualTo("bars.csv:3:42: volume 'NaN' is not a decimal number such as 1234.5");
    }

    @Test
    void anEmptyField() {
        assertThat(messageOfRow("1463558400000,,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:15: open is empty; a decimal number such as 1234.5 is expected");
    }

    @Test
    void thousandsSeparators() {
        assertThat(messageOfRow("1463558400000,\"1,456.14\",456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:15: open '1,456.14' is not a decimal number such as 1234.5");
    }

    @Test
    void anExponentBeyondReason() {
        assertThat(messageOfRow("1463558400000,1e400,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:15: open '1e400' has an exponent beyond 18; write it as a decimal number");
        assertThat(messageOfRow("1463558400000,1e999999999,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:15: open '1e999999999' is not a decimal number such as 1234.5");
    }

    @Test
    void aNumberThatIsTooLarge() {
        assertThat(messageOfRow("1463558400000,456,92233720369,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:19: high '92233720369' is out of range; the largest is 92233720368.54775807 in"
                        + " steps of 0.00000001");
    }

    @Test
    void quotesThatDoNotEnd() {
        assertThat(messageOfRow("1463558400000,\"456.14,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:15: a quoted field begins here and does not end in this line; close it with a"
                        + " double quote");
        assertThat(messageOfRow("1463558400000,\"456.14\"x,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:23: a comma must follow a quoted field, there is 'x,456.81'");
    }

    @Test
    void negativeValues() {
        assertThat(messageOfRow("1463558400000,456.14,456.81,-454.79,456.1,446"))
                .isEqualTo("bars.csv:3:29: low '-454.79' is not a price; it must be above 0");
        assertThat(messageOfRow("1463558400000,456.14,456.81,0,456.1,446"))
                .isEqualTo("bars.csv:3:29: low '0' is not a price; it must be above 0");
        assertThat(messageOfRow("1463558400000,456.14,456.81,454.79,456.1,-446"))
                .isEqualTo("bars.csv:3:42: volume '-446' is negative; it must be 0 or more");
    }

    @Test
    void highBelowLow() {
        assertThat(messageOfRow("1463558400000,456.14,456.10,456.2,456.15,446"))
                .isEqualTo("bars.csv:3:22: high 456.1 is below low 456.2");
    }

    @Test
    void openOrCloseOutsideTheRange() {
        assertThat(messageOfRow("1463558400000,456.14,456.81,454.79,454.7,446"))
                .isEqualTo("bars.csv:3:36: close 454.7 is outside the bar's range of 454.79 to 456.81");
        assertThat(messageOfRow("1463558400000,457,456.81,454.79,454.8,446"))
                .isEqualTo("bars.csv:3:15: open 457 is outside the bar's range of 454.79 to 456.81");
    }

    @Test
    void timesOutOfOrder() {
        assertThat(messageOfRow("1463543999999,456.14,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:1: the timestamp is earlier than that of the row before; rows must be in the"
                        + " order of time");
        assertThat(messageOfRow("1463544000000,456.14,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:1: the timestamp is the same as that of the row before; bars must be later than"
                        + " the bar before");
    }

    @Test
    void timesOfTwoUnits() {
        assertThat(messageOfRow("1463558400,456.14,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:1: timestamp '1463558400' looks like seconds, the one before ('1463544000000')"
                        + " like milliseconds; one unit per file");
        assertThat(messageOfRow("1463558400000000,456.14,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:1: timestamp '1463558400000000' looks like microseconds, the one before"
                        + " ('1463544000000') like milliseconds; one unit per file");
        assertThat(messageOfRow("2016-05-18T08:00:00Z,456.14,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:1: timestamp '2016-05-18T08:00:00Z' is ISO-8601, those before are numbers; one"
                        + " form per file");
        assertThat(messageOf(HEADER + "2016-05-18,1,1,1,1,0\n1463558400000,1,1,1,1,0\n"))
                .isEqualTo("bars.csv:3:1: timestamp '1463558400000' is a number, those before are ISO-8601; one form"
                        + " per file");
    }

    @Test
    void aTimeThatIsNone() {
        for (String bad : new String[] {
            "yesterday",
            "2016-02-30",
            "2015-02-29",
            "2016-13-01",
            "2016-05-18T24:00:00Z",
            "2016-05-18T08:00:60Z",
            "18.05.2016",
            "05/18/2016",
            "1463558400.5",
            "1e12",
            "2016-05-18T08",
            "2016-05-18T08:00:00.Z",
            "20160518" + "x",
            "2016-05-18T08:00:00+25:00",
            "1500-01-01"
        }) {
            assertThat(messageOf(HEADER + bad + ",456.14,456.81,454.79,456.1,446\n"))
                    .isEqualTo("bars.csv:2:1: timestamp '" + bad + "' is not a time; epoch seconds, milliseconds,"
                            + " microseconds or nanoseconds, or ISO-8601 such as 2024-01-31T12:00:00Z is expected");
        }
        assertThat(messageOfRow("9999999999999999999,1,1,1,1,1"))
                .isEqualTo("bars.csv:3:1: timestamp '9999999999999999999' is later than 2262 even in nanoseconds");
    }

    @Test
    void aDateWithoutHyphens() {
        assertThat(messageOf(HEADER + "20160518,1,1,1,1,1\n"))
                .isEqualTo("bars.csv:2:1: timestamp '20160518' looks like a date and would be read as a moment of 1970;"
                        + " write 2016-05-18");
        assertThat(messageOf(HEADER + "20160518093000,1,1,1,1,1\n")).endsWith("; write 2016-05-18");
    }

    @Test
    void timesBeyondTheYearsThatCanBeRead() {
        assertThat(messageOf(HEADER + "9223372036,1,1,1,1,1\n"))
                .isEqualTo("bars.csv: its timestamps reach from '9223372036' to '9223372036' seconds; only the years"
                        + " 1680 to 2259 can be read");
        assertThat(messageOf(HEADER + "-9223372036854775807,1,1,1,1,1\n5,1,1,1,1,1\n"))
                .isEqualTo("bars.csv: its timestamps reach from '-9223372036854775807' to '5' nanoseconds; only the"
                        + " years 1680 to 2259 can be read");
    }

    @Test
    void aFileThatShrinksOrGrowsWhileItIsRead() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 30_000; i++) {
            text.append(1463544000000L + i * 60_000L).append(",1,1,1,1,1\n");
        }
        Files.writeString(file, text);
        int size = text.length();

        assertThat(whileOpen(() -> Files.writeString(file, text.substring(0, size - 50_000))))
                .isEqualTo("bars.csv: was written to while it was read: it had " + size + " bytes at the start and "
                        + (size - 50_000) + " at the end");
        Files.writeString(file, text);
        assertThat(whileOpen(() -> Files.writeString(file, "1465344000000,1,1,1,1,1\n", StandardOpenOption.APPEND)))
                .isEqualTo("bars.csv: was written to while it was read: it had " + size + " bytes at the start and "
                        + (size + 24) + " at the end");
    }

    private interface Change {
        void make() throws IOException;
    }

    private String whileOpen(Change change) throws IOException {
        try (ByteFeed feed = ByteFeed.open(file.toString())) {
            assertThat(feed.fill(1)).isTrue();
            change.make();
            DataException e = catchThrowableOfType(DataException.class, () -> {
                while (feed.fill(2)) {
                    feed.position = feed.limit;
                }
            });
            assertThat(e).isNotNull();
            return e.getMessage().replace(folder + "/", "");
        }
    }

    @Test
    void moreRowsThanAreHeldInMemory() {
        assertThat(catchThrowableOfType(Columns.TooLarge.class, () -> Columns.grown(Columns.MAX_ROWS)))
                .hasMessage("more than 500000000 rows do not fit into memory; split the file");
        assertThat(Columns.grown(Columns.MAX_ROWS - 1)).isEqualTo(Columns.MAX_ROWS);
        assertThat(Columns.grown(0)).isEqualTo(256);
        assertThat(Columns.grown(1000)).isEqualTo(1500);
    }

    @Test
    void aBlankLineInTheMiddle() {
        assertThat(messageOf(HEADER + ROW + "\n1463558400000,456.14,456.81,454.79,456.1,446\n"))
                .isEqualTo("bars.csv:3:1: the line is blank, and rows follow; blank lines may only end a file");
        assertThat(messageOf("\n" + HEADER + ROW))
                .isEqualTo("bars.csv:1:1: the first line is blank; a header is expected");
    }

    @Test
    void aLineWithoutEnd() {
        String longLine = "1".repeat(ByteFeed.MAX_LINE + 1);
        assertThat(messageOf(HEADER + ROW + longLine))
                .isEqualTo("bars.csv:3:1: the line is longer than 65536 bytes; is this a CSV file?");
        assertThat(messageOf(HEADER + ROW + longLine.repeat(20) + "\n" + ROW))
                .isEqualTo("bars.csv:3:1: the line is longer than 65536 bytes; is this a CSV file?");
        assertThat(messageOf(HEADER + ROW + "1463558400000,456.14,456.81,454.79,456.1," + "0".repeat(70_000) + "\n"))
                .isEqualTo("bars.csv:3:1: the line is longer than 65536 bytes; is this a CSV file?");
        assertThat(messageOf(longLine))
                .isEqualTo("bars.csv:1:1: the line is longer than 65536 bytes; is this a CSV file?");
    }

    /** Ten gigabytes of zeros that take no room on the disk; the file's size promises a billion rows. */
    @Test
    void aLineOfTenGigabytes() throws IOException {
        Files.writeString(file, HEADER + ROW);
        makeLarge(file);
        assertThat(catchThrowableOfType(DataException.class, () -> MarketDataReader.read(file, PLAIN)))
                .hasMessage(file + ":3:1: the line is longer than 65536 bytes; is this a CSV file?");
        Files.write(file, new byte[0]);
        makeLarge(file);
        assertThat(catchThrowableOfType(DataException.class, () -> MarketDataReader.read(file, PLAIN)))
                .hasMessage(file + ":1:1: the line is longer than 65536 bytes; is this a CSV file?");
    }

    private static void makeLarge(Path file) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }
    }

    @Test
    void roomIsMadeForTheRowsThatAreThereAndNotForThoseThatTheSizePromises() throws IOException {
        Files.writeString(file, HEADER + ROW);
        makeLarge(file);
        assertThat(roomMade()).containsExactly(CsvReader.FIRST_ROWS);

        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 40_000; i++) {
            text.append(1463544000000L + i * 60_000L).append(",1,1,1,1,1\n");
        }
        Files.writeString(file, text);
        assertThat(roomMade())
                .singleElement()
                .satisfies(rows -> assertThat(rows).isBetween(40_000, 42_000));
    }

    private List<Integer> roomMade() throws IOException {
        List<Integer> made = new ArrayList<>();
        Rows rows = (Rows)
                Proxy.newProxyInstance(Rows.class.getClassLoader(), new Class<?>[] {Rows.class}, new Recording(made));
        try (ByteFeed feed = ByteFeed.open(file.toString())) {
            CsvReader csv = new CsvReader(file.toString(), feed, PLAIN, new Grid(Instrument.DEFAULT_STEP, true));
            csv.read(csv.layout(PLAIN.columns()), rows);
        } catch (DataException e) {
            assertThat(e).hasMessageContaining("the line is longer");
        }
        return made;
    }

    /** Rows that note for how many room was made. */
    private record Recording(List<Integer> made, BarRows rows) implements InvocationHandler {
        Recording(List<Integer> made) {
            this(made, new BarRows(PLAIN.instrument()));
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("reserve")) {
                made.add((Integer) arguments[0]);
            }
            return method.invoke(rows, arguments);
        }
    }

    @Test
    void blankLinesWithoutEnd() {
        String some = "\n".repeat(CsvReader.MAX_BLANK_LINES);
        assertThat(messageOf(HEADER + ROW + some + "\n"))
                .isEqualTo("bars.csv:3:1: more than 1000000 blank lines follow each other; end the file here");
        assertThat(messageOf(HEADER + ROW + some + "x"))
                .isEqualTo("bars.csv:3:1: the line is blank, and rows follow; blank lines may only end a file");
    }

    @Test
    void aGzipBomb() throws IOException {
        file = folder.resolve("bomb.csv.gz");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write((HEADER + ROW).getBytes(StandardCharsets.UTF_8));
            byte[] digits = "1".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                out.write(digits);
            }
        }

        assertThat(messageOf(packed.toByteArray(), PLAIN))
                .isEqualTo("bomb.csv.gz:3:1: the line is longer than 65536 bytes; is this a CSV file?");
    }

    @Test
    void pricesOffAnExplicitTick() {
        ReadOptions tick =
                ReadOptions.builder("BTC/USD").tick(new BigDecimal("0.05")).build();
        ReadOptions lenient = ReadOptions.builder("BTC/USD")
                .tick(new BigDecimal("0.05"))
                .lenient(true)
                .build();
        byte[] content =
                (HEADER + "1463544000000,456.15,456.80,455.3,456.02,561.88\n").getBytes(StandardCharsets.UTF_8);
        String expected = "bars.csv:2:35: close '456.02' is off the tick of 0.05; 456 and 456.05 are its neighbours"
                + " (without --tick, prices are rounded to 0.00000001 and counted)";

        assertThat(messageOf(content, tick)).isEqualTo(expected);
        assertThat(messageOf(content, lenient)).isEqualTo(expected);
    }

    @Test
    void aPriceThatTheDefaultTickCannotHold() {
        assertThat(messageOf(HEADER + "1463544000000,0.000000004,0.000000004,0.000000004,0.000000004,1\n"))
                .isEqualTo("bars.csv:2:15: open '0.000000004' rounds to 0 on the default tick of 0.00000001; give a"
                        + " finer one with --tick");
    }

    @Test
    void unknownSidesAndIds() {
        assertThat(messageOf("timestamp,price,size,side\n1463544000000,1,1,hold\n"))
                .isEqualTo("bars.csv:2:19: side 'hold' is unknown; it must be buy or sell");
        String book = "timestamp,first_update_id,last_update_id,side,price,qty\n";
        assertThat(messageOf(book + "1463544000000,1,2,mid,5,1\n"))
                .isEqualTo("bars.csv:2:19: side 'mid' is unknown; it must be bid or ask");
        assertThat(messageOf(book + "1463544000000,3,2,bid,5,1\n"))
                .isEqualTo("bars.csv:2:15: first_update_id 3 is above last_update_id 2");
        assertThat(messageOf(book + "1463544000000,1.5,2,bid,5,1\n"))
                .isEqualTo("bars.csv:2:15: first_update_id '1.5' is not a whole number of at most 18 digits");
    }

    @Test
    void tradesQuotesAndBookUpdatesThatGoBackInTime() {
        String back = ":3:1: the timestamp is earlier than that of the row before; rows must be in the order of time";
        assertThat(messageOf("timestamp,price,size,side\n1463544000001,1,1,buy\n1463544000000,1,1,buy\n"))
                .isEqualTo("bars.csv" + back);
        assertThat(messageOf("timestamp,bid,bid_size,ask,ask_size\n1463544000001,1,,2,\n1463544000000,1,,2,\n"))
                .isEqualTo("bars.csv" + back);
        assertThat(messageOf("timestamp,first_update_id,last_update_id,side,price,qty\n1463544000001,1,1,bid,1,1\n"
                        + "1463544000000,2,2,bid,1,1\n"))
                .isEqualTo("bars.csv" + back);
    }

    @Test
    void barsOfBookUpdates() throws IOException {
        Files.writeString(file, "timestamp,first_update_id,last_update_id,side,price,qty\n1463544000001,1,1,bid,1,1\n");
        MarketData book = MarketDataReader.read(file, PLAIN);

        DataException e = catchThrowableOfType(DataException.class, book::bars);

        assertThat(e)
                .hasMessage(
                        file
                                + ": holds book updates, of which no bars can be made; give bars, trades or quotes, or --replay ticks to replay the updates themselves");
    }

    @Test
    void nothingWithinTheLimitsOfTime() {
        ReadOptions later = ReadOptions.builder("BTC/USD")
                .from(Instant.parse("2020-01-01T00:00:00Z"))
                .to(Instant.parse("2021-01-01T00:00:00Z"))
                .build();

        assertThat(messageOf((HEADER + ROW).getBytes(StandardCharsets.UTF_8), later))
                .isEqualTo("bars.csv: has no bar from 2020-01-01T00:00:00Z to before 2021-01-01T00:00:00Z; it covers"
                        + " 2016-05-18T04:00:00.000Z to 2016-05-18T04:00:00.000Z");
    }

    @Test
    void barsThatAreFinerThanDeclared() {
        ReadOptions hours =
                ReadOptions.builder("BTC/USD").bar(BarInterval.parse("4h")).build();
        String content = HEADER + "1463544000000,1,1,1,1,0\n1463544060000,1,1,1,1,0\n";

        assertThat(messageOf(content.getBytes(StandardCharsets.UTF_8), hours))
                .isEqualTo("bars.csv: its bars are 1m apart, --bar declares 4h; bars are not made of bars, give trades"
                        + " or quotes, or bars of 4h");
    }

    @Test
    void nothingButBadRows() {
        ReadOptions lenient = ReadOptions.builder("BTC/USD").lenient(true).build();

        assertThat(messageOf((HEADER + "x,1,1,1,1,1\n1463544000000,1,1,1\n").getBytes(StandardCharsets.UTF_8), lenient))
                .isEqualTo("bars.csv: has no row that can be used; skipped were {unreadable time=1, wrong column"
                        + " count=1}");
    }

    @Test
    void foreignTextCannotSteerATerminal() {
        assertThat(messageOfRow("1463558400000,\u001b[31mred,456.81,454.79,456.1,446"))
                .isEqualTo("bars.csv:3:15: open '\\u001b[31mred' is not a decimal number such as 1234.5");
    }

    @Test
    void columnsCountCharactersAndNotBytes() {
        assertThat(messageOf("timestamp,note,open,high,low,close,volume\n1463558400000,größer,x,1,1,1,1\n"))
                .isEqualTo("bars.csv:2:22: open 'x' is not a decimal number such as 1234.5");
    }

    @Test
    void aSampleThatDoesNotExist() {
        DataException e = catchThrowableOfType(DataException.class, () -> MarketDataReader.read("sample:moon", PLAIN));

        assertThat(e)
                .hasMessage("sample:moon: there is no such sample; the samples are bitstamp-btcusd, apple-daily,"
                        + " binance-ethusd-5m");
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
