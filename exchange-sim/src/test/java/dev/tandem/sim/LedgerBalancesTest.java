package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.DirectLane;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.result.Trade;
import dev.tandem.sim.match.FillModel;
import dev.tandem.sim.oracle.RandomScenario;
import dev.tandem.sim.oracle.Scenario;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * After every event of random markets the ledger of the engine and that of the exchange say, to the last unit, what a
 * book says that is kept on paper from the fills. To look at one seed: {@code -Dtandem.seed=12345}.
 */
class LedgerBalancesTest {
    private static final long SEED = Long.getLong("tandem.seed", -1);

    @Test
    void cashPositionFeesEquityAndReservesBalanceAfterEveryEvent() {
        audit(5_000_000, 1_500);
    }

    @Test
    @Tag("long")
    void theyBalanceInThirtyThousandMarkets() {
        audit(6_000_000, 30_000);
    }

    private static void audit(long firstSeed, int runs) {
        long from = SEED >= 0 ? SEED : firstSeed;
        long to = SEED >= 0 ? SEED + 1 : firstSeed + runs;
        long checks = 0;
        long fills = 0;
        long reserves = 0;
        for (long seed = from; seed < to; seed++) {
            Audit audit = new Audit(seed);
            audit.run();
            checks += audit.checks;
            fills += audit.fills;
            reserves += audit.reserves;
        }
        if (SEED < 0) {
            assertThat(checks).as("times that the books were compared").isGreaterThan(100L * runs);
            assertThat(fills).as("fills").isGreaterThan(3L * runs);
            assertThat(reserves).as("orders that money was set aside for").isGreaterThan(3L * runs);
        }
    }

    /** One scenario, driven as {@link Backtest#run} does it, with somebody who looks into both books all the time. */
    private static final class Audit implements Strategy {
        private final long seed;
        private final Scenario scenario;
        private final BarColumns bars;
        private final Instrument instrument;
        private final long cash;
        private final ReplayClock clock;
        private final SimExchange exchange;
        private final Ledger ledger;
        private final NaiveBook ofExchange;
        private final NaiveBook ofEngine;
        private final Engine engine;
        private final ReplayHistory history;
        private final Map<String, Order> orders = new HashMap<>();
        long checks;
        long fills;
        long reserves;

        Audit(long seed) {
            this.seed = seed;
            scenario = RandomScenario.of(seed);
            instrument = scenario.instrument();
            bars = EngineRun.bars(scenario);
            cash = Money.of(scenario.startingCash());
            clock = new ReplayClock(bars.openTimeNanos(0));
            SimConfig config = new SimConfig(
                    scenario.account() == Scenario.Account.SPOT ? AccountType.SPOT : AccountType.MARGIN,
                    Rate.of(scenario.makerFee()),
                    Rate.of(scenario.takerFee()),
                    Rate.of(scenario.slippage()),
                    false,
                    FillModel.valueOf(scenario.fills().name()));
            exchange = new SimExchange(config, List.of(instrument), cash, clock);
            history = new ReplayHistory(bars);
            ledger = new Ledger(instrument.quote(), cash);
            ofExchange = new NaiveBook(scenario.startingCash(), config.takerFee());
            ofEngine = new NaiveBook(scenario.startingCash(), config.takerFee());
            engine = new Engine(
                    this,
                    clock,
                    new Gate(ConfidencePolicy.minimum(0), RiskLimits.NONE, Sizing.one()),
                    new EngineOptions(
                            "bt",
                            null,
                            null,
                            null,
                            true,
                            BracketStart.valueOf(scenario.bracketFrom().name())),
                    Map.of(instrument, history),
                    List.of(new EngineAccount(
                            exchange.name(), exchange.capabilities(), ledger, config.takerFee(), AuditedLane::new)),
                    // Both ways have to lead to the same curve.
                    seed % 3 == 0 ? EquityRecording.EACH_CLOSE : EquityRecording.AT_FILLS);
        }

        void run() {
            boolean closeAtEnd = seed % 2 == 0;
            long[] atClose = new long[bars.size()];
            ReplayBar bar = new ReplayBar(bars);
            exchange.init(report -> {
                reported(report);
                engine.process(new EngineEvent.Reported(report));
            });
            engine.process(new EngineEvent.Start());
            for (int i = 0; i < bars.size(); i++) {
                bar.moveTo(i);
                clock.advanceTo(bar.openTimeNanos());
                exchange.open(bar);
                checkBoth("after the open of bar " + i);
                exchange.rest(bar);
                ofExchange.closed(bar.close());
                checkExchange("at the close of bar " + i);
                clock.advanceTo(bar.closeTimeNanos());
                history.closeOne();
                ofEngine.closed(bar.close());
                engine.process(new EngineEvent.BarClosed(bar));
                checkBoth("after the close of bar " + i);
                atClose[i] = ledger.equity();
            }
            engine.process(new EngineEvent.Finish(closeAtEnd));
            if (closeAtEnd) {
                exchange.executeAtLastClose();
                engine.correctLastEquity();
                atClose[bars.size() - 1] = ledger.equity();
                same(
                        "held after closing at the end",
                        "0",
                        Long.toString(exchange.ledger().holdings().getFirst().lots()));
                same(
                        "open orders after closing at the end",
                        "[]",
                        exchange.openOrders().toString());
            }
            checkBoth("at the end");
            for (int i = 0; i < atClose.length; i++) {
                same(
                        "the curve at bar " + i,
                        Money.toText(atClose[i]),
                        Money.toText(engine.equityCurve().equity(i)));
            }
            long pnl = engine.trades().stream().mapToLong(Trade::pnl).sum();
            same("what the trades earned", Money.toText(ledger.equity() - cash), Money.toText(pnl));
            long paid = engine.trades().stream().mapToLong(Trade::fees).sum();
            same("the trades' fees", Money.toText(ledger.fees()), Money.toText(paid));
        }

        // What happens at the exchange

        private void reported(ExecutionReport report) {
            if (report instanceof ExecutionReport.Filled(Fill fill, long leaves)) {
                ofExchange.filled(fill);
                fills++;
            }
            if (!(report instanceof ExecutionReport.Accepted)) {
                ofExchange.release(report.clientOrderId());
            }
            checkExchange("after " + report);
        }

        private final class AuditedLane implements ExecutionLane {
            private final DirectLane lane;

            AuditedLane(Consumer<EngineEvent> engine) {
                this.lane = new DirectLane(exchange, engine);
            }

            @Override
            public void execute(ApprovedOrder order) {
                if (order instanceof ApprovedOrder.Single single) {
                    long last = ofExchangeLastTicks();
                    var needed =
                            ofExchange.needed(single, instrument.price(SimAccount.referenceTicks(single.type(), last)));
                    lane.execute(order);
                    boolean works = exchange.openOrders().stream()
                            .anyMatch(open -> open.clientOrderId().equals(single.id()));
                    if (works && needed.signum() > 0) {
                        ofExchange.reserve(single.id(), needed);
                        reserves++;
                    }
                } else {
                    lane.execute(order);
                }
                checkExchange("after the order " + order);
            }

            @Override
            public void cancel(ClientOrderId order) {
                lane.cancel(order);
                checkExchange("after the cancel of " + order);
            }

            @Override
            public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
                lane.replace(order, replacement);
                checkExchange("after the replacement " + replacement);
            }
        }

        private long ofExchangeLastTicks() {
            return history.size() == 0 ? 0 : history.closeTicks(history.size() - 1);
        }

        // What the strategy sees

        @Override
        public void onBar(Bar bar, Trader trader) {
            checkEngine("in onBar " + bar.index());
            for (Scenario.Action action : scenario.script().get((int) bar.index())) {
                switch (action) {
                    case Scenario.Submit submit -> orders.put(submit.key(), trader.submit(submit.order()));
                    case Scenario.Cancel cancel -> {
                        Order order = orders.get(cancel.key());
                        if (order != null) {
                            trader.cancel(order);
                        }
                    }
                    case Scenario.ClosePosition close -> {
                        Side side = trader.position().isShort() ? Side.BUY : Side.SELL;
                        orders.put(
                                close.key(),
                                trader.submit(OrderRequest.of(instrument, side)
                                        .reduceOnly()
                                        .build()));
                    }
                }
                checkEngine("after " + action);
            }
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            ofEngine.filled(fill);
            checkEngine("in onFill " + fill);
            same(
                    "the strategy's cash",
                    NaiveBook.line(ledger).split(",", 2)[0],
                    "cash " + trader.cash().toPlainString());
        }

        @Override
        public void onOrder(Order order, Trader trader) {
            checkEngine("in onOrder " + order);
        }

        // The comparison

        private void checkBoth(String when) {
            checkExchange(when);
            checkEngine(when);
            same(when + ", exchange and engine", lineWithoutReserved(exchange.ledger()), lineWithoutReserved(ledger));
        }

        private void checkExchange(String when) {
            same(when + ", the exchange", ofExchange.line(true), NaiveBook.line(exchange.ledger()));
            if (exchange.openOrders().isEmpty()) {
                same(
                        when + ", reserved without orders",
                        "0",
                        Long.toString(exchange.ledger().reserved()));
            }
        }

        private void checkEngine(String when) {
            same(when + ", the engine", ofEngine.line(false), NaiveBook.line(ledger));
        }

        private static String lineWithoutReserved(Ledger books) {
            String line = NaiveBook.line(books);
            return line.substring(0, line.indexOf(", reserved"));
        }

        private void same(String what, String wanted, String got) {
            checks++;
            if (!wanted.equals(got)) {
                fail("seed " + seed + " (-Dtandem.seed=" + seed + "), " + what + ":\n  on paper " + wanted
                        + "\n  booked   " + got);
            }
        }
    }
}
