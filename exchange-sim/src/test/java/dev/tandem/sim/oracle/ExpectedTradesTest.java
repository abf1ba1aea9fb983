package dev.tandem.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.sim.oracle.Outcome.FillEvent;
import dev.tandem.sim.oracle.Scenario.Account;
import dev.tandem.sim.oracle.Scenario.BracketStart;
import dev.tandem.sim.oracle.Scenario.FillMode;
import dev.tandem.sim.oracle.Scenario.PriceBar;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference agrees, trade for trade, with the design's expected results on real data. */
class ExpectedTradesTest {
    private static final Path SHARED =
            Path.of(System.getProperty("tandem.root", "..")).resolve("../shared");
    private static final BigDecimal STEP = new BigDecimal("0.00000001");
    private static final BigDecimal RATE = new BigDecimal("0.001");
    private static final Pattern TRADE = Pattern.compile("\"side\":\\s*\"(\\w+)\",\\s*\"entry_idx\":\\s*(\\d+),"
            + "[^}]*?\"entry_price\":\\s*([^,\\s]+),\\s*\"exit_idx\":\\s*([^,\\s]+),"
            + "[^}]*?\"exit_price\":\\s*([^,\\s]+),\\s*\"exit_reason\":\\s*(?:null|\"([\\w-]*)\")");

    private record Trade(String side, int entry, BigDecimal entryPrice, int exit, BigDecimal exitPrice, String reason) {
        private static final int OPEN = -1;

        Trade closed(int bar, BigDecimal price, String why) {
            return new Trade(side, entry, entryPrice, bar, price, why);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "b1", "b1tp", "b2", "c", "d", "e", "b1-nextbar", "b1tp-nextbar", "b2-nextbar", "e-nextbar"})
    void bitcoinInFourHourBars(String file) throws IOException {
        agrees("coinbase_btcusd_4h", file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "b1", "b1tp", "b2", "c", "d", "e", "b1-nextbar", "b1tp-nextbar", "b2-nextbar", "e-nextbar"})
    void theEuroFutureInMinutes(String file) throws IOException {
        agrees("cme_6eh4_1m_2024-01", file);
    }

    private static void agrees(String data, String file) throws IOException {
        String expected = expected(data, file);
        Outcome outcome = play(data, file, expected);
        List<Trade> ours = trades(outcome.fills());
        List<Trade> theirs = trades(expected);
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.size(); i++) {
            Trade our = ours.get(i);
            Trade their = theirs.get(i);
            assertThat(our.side() + " " + our.entry() + "-" + our.exit() + " " + our.reason())
                    .as("trade %d", i)
                    .isEqualTo(their.side() + " " + their.entry() + "-" + their.exit() + " " + their.reason());
            samePrice(i, our.entryPrice(), their.entryPrice());
            samePrice(i, our.exitPrice(), their.exitPrice());
        }
        assertThat(outcome.equity()
                        .getLast()
                        .subtract(number(expected, "final_equity_from_trades"))
                        .abs())
                .isLessThanOrEqualTo(new BigDecimal("0.001"));
        sameCountOfBothLegsTouched(expected, outcome);
    }

    private static final Pattern BOTH_LEGS = Pattern.compile("both legs touched in (\\d+) bars");

    private static void sameCountOfBothLegsTouched(String json, Outcome outcome) {
        Matcher note = BOTH_LEGS.matcher(json);
        if (note.find()) {
            assertThat(outcome.bothLegsTouched()).isEqualTo(Integer.parseInt(note.group(1)));
        }
    }

    private static void samePrice(int trade, BigDecimal our, BigDecimal their) {
        BigDecimal tolerance = their.multiply(new BigDecimal("1e-9")).max(STEP);
        assertThat(our.subtract(their).abs())
                .as("trade %d: %s and %s", trade, our, their)
                .isLessThanOrEqualTo(tolerance);
    }

    private static Outcome play(String data, String file, String expected) throws IOException {
        List<PriceBar> bars = bars(data);
        Scenario scenario = new Scenario(
                bars,
                bars.get(1).openNanos() - bars.get(0).openNanos(),
                STEP,
                STEP,
                new BigDecimal("1000000"),
                RATE,
                RATE,
                BigDecimal.ZERO,
                file.startsWith("b1tp") ? FillMode.OPTIMISTIC : FillMode.REALISTIC,
                file.endsWith("-nextbar") ? BracketStart.NEXT_BAR : BracketStart.FILL,
                Account.MARGIN,
                Collections.nCopies(bars.size(), List.of()));
        String name = file.replace("-nextbar", "").replace("b1tp", "b1");
        ReferenceStrategies strategy =
                new ReferenceStrategies(name, bars, scenario.instrument(), number(expected, "size"));
        ReferenceRun run = new ReferenceRun(scenario);
        for (int i = 0; i < bars.size(); i++) {
            run.nextBar();
            strategy.decide(i, run);
        }
        return run.outcome();
    }

    /** There is one position at a time here: a fill against it closes it, what is more opens the next. */
    private static List<Trade> trades(List<FillEvent> fills) {
        List<Trade> trades = new ArrayList<>();
        BigDecimal position = BigDecimal.ZERO;
        for (FillEvent fill : fills) {
            BigDecimal signed =
                    fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negate();
            if (position.signum() != 0) {
                String reason = fill.order().contains("/stop")
                        ? "sl"
                        : fill.order().contains("/target")
                                ? "tp"
                                : fill.order().contains("/trail") ? "trail" : "market";
                trades.add(trades.removeLast().closed(fill.bar(), fill.price(), reason));
            }
            position = position.add(signed);
            if (position.signum() != 0) {
                trades.add(new Trade(
                        position.signum() > 0 ? "long" : "short",
                        fill.bar(),
                        fill.price(),
                        Trade.OPEN,
                        BigDecimal.ZERO,
                        ""));
            }
        }
        return trades;
    }

    private static List<Trade> trades(String json) {
        List<Trade> trades = new ArrayList<>();
        Matcher trade = TRADE.matcher(json);
        while (trade.find()) {
            boolean open = trade.group(4).equals("null");
            String reason = trade.group(6);
            trades.add(new Trade(
                    trade.group(1),
                    Integer.parseInt(trade.group(2)),
                    new BigDecimal(trade.group(3)),
                    open ? Trade.OPEN : Integer.parseInt(trade.group(4)),
                    open ? BigDecimal.ZERO : new BigDecimal(trade.group(5)),
                    open || reason == null ? "" : reason.replace("-gap", "")));
        }
        assertThat(trades).hasSize(number(json, "n_trades").intValueExact());
        return trades;
    }

    private static BigDecimal number(String json, String key) {
        Matcher value = Pattern.compile("\"" + key + "\":\\s*([-0-9.eE+]+)").matcher(json);
        assertThat(value.find()).as(key).isTrue();
        return new BigDecimal(value.group(1));
    }

    private static String expected(String data, String file) throws IOException {
        Path path = SHARED.resolve("expected").resolve(data).resolve(file + ".json");
        assumeTrue(Files.exists(path), "the expected trades are not here: " + path);
        return Files.readString(path);
    }

    private static List<PriceBar> bars(String data) throws IOException {
        Path path = SHARED.resolve("data").resolve(data + ".csv");
        assumeTrue(Files.exists(path), "the market data are not here: " + path);
        return Files.readAllLines(path).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new PriceBar(
                        Math.multiplyExact(Long.parseLong(cells[0]), Times.SECOND / 1_000),
                        new BigDecimal(cells[1]),
                        new BigDecimal(cells[2]),
                        new BigDecimal(cells[3]),
                        new BigDecimal(cells[4])))
                .toList();
    }
}
