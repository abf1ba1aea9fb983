package dev.tandem.bench;

import dev.tandem.engine.DirectLane;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An order's whole way, one at a time: a signal, the strategy, the confidence, the limits, the route, the exchange, the
 * fill, both ledgers, the strategy's callback. A little is bought with one order and sold with the next. The engine is set up
 * as in a live session: with limits, and without bars that it could look back on.
 */
public final class OrderTrip {
    /** What is traded. */
    public static final Instrument INSTRUMENT = Instrument.of("BTC/USD", "0.01", "0.00001");

    /** What the account begins with. */
    public static final long CASH = 1_000_000_000L * Money.ONE;

    /** Of each order: 0.001 of the asset, so that what is traded in all fits into the books for a billion orders. */
    public static final long LOTS = 100;

    private static final long START = 1_704_067_200_000_000_000L;
    private static final RiskLimits LIMITS = new RiskLimits(
            10_000_000 * Money.ONE,
            10_000_000 * Money.ONE,
            100,
            RiskLimits.OFF,
            Duration.ofMinutes(1),
            500_000_000 * Money.ONE);

    private final ReplayClock clock;
    private final Engine engine;
    private final Runnable market;
    private final Taker taker = new Taker();
    private final EngineEvent.SignalReceived buys = signal(Side.BUY);
    private final EngineEvent.SignalReceived sells = signal(Side.SELL);

    private static EngineEvent.SignalReceived signal(Side side) {
        return new EngineEvent.SignalReceived(Signal.of("lark", INSTRUMENT, side, 0.9, START));
    }

    private static final class Taker implements Strategy {
        private long fills;

        @Override
        public void onSignal(Signal signal, Trader trader) {
            trader.submit(OrderRequest.of(INSTRUMENT, signal.side())
                    .lots(LOTS)
                    .confidence(signal.confidence().value())
                    .build());
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            fills++;
        }
    }

    /** A live session that has just begun. */
    private static final class NoBars implements BarHistory {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public Bar bar(int index) {
            throw new LookAheadException(index, -1);
        }

        @Override
        public long closeTicks(int index) {
            throw new LookAheadException(index, -1);
        }
    }

    /**
     * @param clock the exchange's, too
     * @param exchange takes the orders
     * @param market lets the exchange fill what it has taken
     */
    public OrderTrip(ReplayClock clock, ExecutionPlugin exchange, Runnable market) {
        this.clock = clock;
        this.market = market;
        this.engine = new Engine(
                taker,
                clock,
                new Gate(ConfidencePolicy.minimum(0.6), LIMITS, Sizing.one()),
                EngineOptions.standard(),
                Map.of(INSTRUMENT, new NoBars()),
                List.of(new EngineAccount(
                        exchange.name(),
                        exchange.capabilities(),
                        new Ledger(INSTRUMENT.quote(), CASH),
                        Rate.parse("0.001"),
                        inbox -> new DirectLane(exchange, inbox))),
                EquityRecording.EACH_CLOSE);
        exchange.init(report -> engine.process(new EngineEvent.Reported(report)));
        engine.process(new EngineEvent.Start());
        engine.priceKnown(INSTRUMENT, 6_000_000);
    }

    /** The clock that an exchange for it needs. */
    public static ReplayClock clock() {
        return new ReplayClock(START);
    }

    /**
     * Sends one, and returns when the strategy has been told of its fill.
     *
     * @throws IllegalStateException if it was not filled
     */
    public void order(long number) {
        long before = taker.fills;
        clock.advanceTo(clock.nanos() + 1_000);
        engine.process((number & 1) == 0 ? buys : sells);
        market.run();
        if (taker.fills != before + 1) {
            throw new IllegalStateException("order " + number + " led to " + (taker.fills - before)
                    + " fills, wanted 1: " + engine.orderCounts());
        }
    }

    public long fills() {
        return taker.fills;
    }

    /** What the account is worth. */
    public long equity() {
        return engine.equity();
    }
}
