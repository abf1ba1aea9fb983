package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderId;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.result.RunResult;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.session.Divergence.Cause;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions at venues that differ from a backtest in one thing, or in all of them. */
class DivergenceTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final long MINUTE = 60 * Times.SECOND;
    private static final long BEGIN = 1_700_000_040L * Times.SECOND;
    private static final long CASH = Money.parse("1000000");

    /** Buys and closes after the bars that it was told. */
    private record Plan(Set<Integer> buys, Set<Integer> closes) implements Strategy {
        @Override
        public void onBar(Bar closed, Trader trader) {
            int bar = (int) closed.index();
            if (buys.contains(bar) && trader.position().isFlat()) {
                trader.buy();
            } else if (closes.contains(bar) && !trader.position().isFlat()) {
                trader.close();
            }
        }
    }

    /** Where the session trades: it stands still between two steps. */
    private static final class Market implements Lockstep {
        private final List<Bar> bars;
        private final List<Bar> shown;
        private final boolean late;
        private final SimExchange exchange;
        private final List<ApprovedOrder> held = new ArrayList<>();
        private long nowNanos = BEGIN;
        private int closed;
        private boolean open;

        /**
         * @param shown what it says of its bars afterwards
         * @param late whether orders reach its book one bar late
         */
        Market(List<Bar> bars, List<Bar> shown, boolean late, SimConfig config) {
            this.bars = bars;
            this.shown = shown;
            this.late = late;
            this.exchange = new SimExchange(config, List.of(BTC), CASH, () -> nowNanos);
        }

        ExecutionPlugin plugin() {
            return (ExecutionPlugin) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ExecutionPlugin.class}, (proxy, method, arguments) -> {
                        synchronized (this) {
                            return switch (method.getName()) {
                                case "executeOrder" -> execute((ApprovedOrder) arguments[0]);
                                case "history" -> history((Instant) arguments[2], (Instant) arguments[3]);
                                default -> method.invoke(exchange, arguments);
                            };
                        }
                    });
        }

        private ExecutionResult execute(ApprovedOrder order) {
            if (!late) {
                return exchange.executeOrder(order);
            }
            held.add(order);
            return new ExecutionResult.Accepted(OrderId.NONE, nowNanos, "");
        }

        private List<Bar> history(Instant from, Instant to) {
            return shown.subList(0, closed).stream()
                    .filter(bar -> bar.openTimeNanos() >= Times.nanos(from) && bar.openTimeNanos() < Times.nanos(to))
                    .toList();
        }

        @Override
        public synchronized Step next() {
            if (closed == bars.size()) {
                return new Step(Kind.END, closed - 1L, nowNanos);
            }
            Bar bar = bars.get(closed);
            if (!open) {
                open = true;
                nowNanos = bar.openTimeNanos();
                exchange.open(bar);
                return new Step(Kind.OPEN, closed, nowNanos);
            }
            exchange.rest(bar);
            open = false;
            closed++;
            nowNanos = bar.closeTimeNanos();
            held.forEach(exchange::executeOrder);
            held.clear();
            return new Step(Kind.CLOSE, closed - 1L, nowNanos);
        }

        @Override
        public synchronized long nowNanos() {
            return closed == 0 && !open ? Long.MIN_VALUE : nowNanos;
        }
    }

    @TempDir
    Path directory;

    private int sessions;

    private static Bar bar(int index, long open, long high, long low, long close) {
        long at = BEGIN + index * MINUTE;
        return new BarRecord(BTC, index, at, at + MINUTE, open, high, low, close, 1_000_000);
    }

    /** Opens 100, 101, 102 and so on, each with a range of five to both sides. */
    private static List<Bar> rising(int count) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long open = 10_000 + 100L * i;
            bars.add(bar(i, open, open + 500, open - 500, open));
        }
        return bars;
    }

    private static SimConfig venue() {
        return SimConfig.standard()
                .withAccount(AccountType.SPOT)
                .withFees(Rate.parse("0.001"), Rate.parse("0.001"))
                .withSlippage(Rate.ZERO);
    }

    private static Divergence compare(RecordedSession session, Strategy strategy) {
        BarColumns.Builder columns = new BarColumns.Builder(BTC, MINUTE);
        session.bars(BTC).forEach(columns::add);
        RunResult result = Backtest.of(columns.build(), strategy)
                .cash(CASH)
                .exchange(venue())
                .sizing(new Sizing.Fixed(BigDecimal.ONE))
                .run();
        Divergence divergence = Divergence.of(session, result.trades(), result.equity());
        long sum =
                divergence.parts().stream().mapToLong(Divergence.Part::amount).sum();
        assertThat(sum).as(divergence.parts().toString()).isEqualTo(divergence.difference());
        assertThat(divergence.sums().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(divergence.difference());
        assertThat(divergence.difference()).isEqualTo(session.equity() - result.equity());
        return divergence;
    }

    private RecordedSession session(Market market, Strategy strategy) throws InterruptedException {
        Path folder = directory.resolve("session-" + ++sessions);
        SessionSetup setup = new SessionSetup(
                market.exchange.name(),
                "plan",
                Map.of(),
                "",
                () -> strategy,
                List.of(BTC),
                Duration.ofNanos(MINUTE),
                CASH,
                new Sizing.Fixed(BigDecimal.ONE),
                0.6,
                RiskLimits.NONE,
                null,
                null,
                null,
                true,
                BracketStart.FILL,
                Rate.parse("0.001"),
                market.exchange.capabilities(),
                true);
        try (TradingAccount account = new TradingAccount(market.plugin(), InstantSource.system());
                Journal journal = Journal.open(folder)) {
            LiveSession.open(
                            setup,
                            account,
                            journal,
                            market,
                            SafetyLimits.lockstep(),
                            InstantSource.system(),
                            (topic, text) -> {})
                    .run();
        }
        return RecordedSession.replay(folder, setup);
    }

    private static Plan plan() {
        return new Plan(Set.of(2), Set.of(6));
    }

    private static String amount(Divergence divergence, Cause cause) {
        return Money.toText(divergence.sums().getOrDefault(cause, 0L));
    }

    @Test
    void aVenueThatIsAsTheBacktestThinksLeavesNothingToExplain() throws InterruptedException {
        List<Bar> bars = rising(12);
        Divergence found = compare(session(new Market(bars, bars, false, venue()), plan()), plan());
        assertThat(found.difference()).isZero();
        assertThat(found.parts()).isEmpty();
    }

    @Test
    void aWorsePriceInTheSameBarIsThePriceOfTheFill() throws InterruptedException {
        List<Bar> bars = rising(12);
        SimConfig slips = venue().withSlippage(Rate.parse("0.01"));
        Divergence found = compare(session(new Market(bars, bars, false, slips), plan()), plan());
        // In at 103 and out at 107: 1.03 and 1.07 worse; the fees are 0.1 % of 1.03 more and of 1.07 less.
        assertThat(amount(found, Cause.FILL_PRICE)).isEqualTo("-2.1");
        assertThat(amount(found, Cause.FEE)).isEqualTo("0.00004");
        assertThat(found.sums()).containsOnlyKeys(Cause.FILL_PRICE, Cause.FEE, Cause.UNEXPLAINED);
        assertThat(amount(found, Cause.UNEXPLAINED)).isEqualTo("0");
    }

    @Test
    void anOrderThatArrivesOneBarLateIsLatency() throws InterruptedException {
        List<Bar> bars = new ArrayList<>(rising(12));
        // What is bought late costs 1 more, and what is sold late brings 3 less.
        bars.set(8, bar(8, 10_400, 10_900, 9_900, 10_400));
        Divergence found = compare(session(new Market(bars, bars, true, venue()), plan()), plan());
        assertThat(amount(found, Cause.LATENCY)).isEqualTo("-4");
        assertThat(amount(found, Cause.FEE)).isEqualTo("0.002");
        assertThat(found.sums()).containsOnlyKeys(Cause.LATENCY, Cause.FEE, Cause.UNEXPLAINED);
        assertThat(amount(found, Cause.UNEXPLAINED)).isEqualTo("0");
    }

    @Test
    void aPriceThatTheBarDoesNotHaveIsADifferenceOfTheData() throws InterruptedException {
        List<Bar> bars = rising(12);
        List<Bar> shown = new ArrayList<>(bars);
        // The venue has traded at 103, and says of that bar that it was between 95 and 96.
        shown.set(3, bar(3, 9_500, 9_600, 9_500, 9_600));
        Divergence found = compare(session(new Market(bars, shown, false, venue()), plan()), plan());
        assertThat(amount(found, Cause.DATA)).isEqualTo("-8");
        assertThat(amount(found, Cause.FEE)).isEqualTo("-0.008");
        assertThat(found.sums()).containsOnlyKeys(Cause.DATA, Cause.FEE, Cause.UNEXPLAINED);
        assertThat(amount(found, Cause.UNEXPLAINED)).isEqualTo("0");
    }

    @Test
    void whatOnlyTheBacktestAskedForIsAMissedSignal() throws InterruptedException {
        List<Bar> bars = rising(14);
        Plan more = new Plan(Set.of(2, 8), Set.of(6, 10));
        Divergence found = compare(session(new Market(bars, bars, false, venue()), plan()), more);
        // In at 109, out at 111, for 0.22 of fees: the session is without the 1.78 that this earned.
        assertThat(amount(found, Cause.MISSED_SIGNAL)).isEqualTo("-1.78");
        assertThat(found.parts())
                .singleElement()
                .satisfies(part ->
                        assertThat(part.about()).endsWith("only in the backtest: the strategy did not ask for it"));
    }

    @Test
    void anExitThatOnlyTheBacktestAskedForIsAMissedSignalToo() throws InterruptedException {
        List<Bar> bars = rising(12);
        Plan holds = new Plan(Set.of(2), Set.of());
        Divergence found = compare(session(new Market(bars, bars, false, venue()), holds), plan());
        // Still held at 111 instead of sold at 107.
        assertThat(amount(found, Cause.MISSED_SIGNAL)).isEqualTo("4");
        assertThat(amount(found, Cause.FEE)).isEqualTo("0.107");
        assertThat(amount(found, Cause.UNEXPLAINED)).isEqualTo("0");
    }

    @Test
    void whateverIsDifferentThePartsAddUpToTheWhole() throws InterruptedException {
        for (long seed = 1; seed <= 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Bar> bars = new ArrayList<>();
            List<Bar> shown = new ArrayList<>();
            long price = 10_000;
            for (int i = 0; i < 40; i++) {
                long open = price + random.nextLong(-30, 31);
                long close = open + random.nextLong(-60, 61);
                long high = Math.max(open, close) + random.nextLong(40);
                long low = Math.min(open, close) - random.nextLong(40);
                bars.add(bar(i, open, high, low, close));
                long off = random.nextInt(8) == 0 ? random.nextLong(-200, 201) : 0;
                shown.add(bar(i, open + off, high + off, low + off, close + off));
                price = close;
            }
            SimConfig config = venue().withSlippage(Rate.parse(random.nextBoolean() ? "0" : "0.00123"))
                    .withFees(Rate.parse("0.0007"), Rate.parse("0.00077"));
            Market market = new Market(bars, shown, random.nextInt(3) == 0, config);
            try {
                compare(session(market, random(random)), random(random));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static Plan random(SplittableRandom random) {
        Set<Integer> buys = new HashSet<>();
        Set<Integer> closes = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(4) == 0) {
                buys.add(i);
            }
            if (random.nextInt(4) == 0) {
                closes.add(i);
            }
        }
        return new Plan(buys, closes);
    }
}
