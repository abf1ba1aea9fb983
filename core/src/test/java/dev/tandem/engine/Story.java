package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.RejectReason;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An engine whose venues answer when, and what, the test says. Prices and quantities are whole numbers; orders are
 * called {@code t-1}, {@code t-2}, … in the order in which they were made.
 */
final class Story implements Strategy {
    static final Instrument BTC = Instrument.of("BTC/USD", "1", "1");

    /** What was sent to the venues, in order; {@link #takeSent} empties it. */
    private final List<String> sent = new ArrayList<>();
    /** What the strategy was told, in order; {@link #takeTold} empties it. */
    private final List<String> told = new ArrayList<>();

    private final ReplayClock clock = new ReplayClock(0);
    private final Map<String, Side> sides = new HashMap<>();
    private final List<Ledger> ledgers = new ArrayList<>();
    final Engine engine;
    private final Past past = new Past();
    private Consumer<Trader> atBar = trader -> {};
    Consumer<Trader> atFill = trader -> {};
    Consumer<Trader> atOrder = trader -> {};
    Consumer<Trader> atSignal = trader -> {};
    Consumer<Trader> atStart = trader -> {};
    Consumer<Trader> atStop = trader -> {};
    private boolean inside;
    private long bars;
    private long trades;

    Story(String... exchanges) {
        this(EngineOptions.standard(), RiskLimits.NONE, exchanges);
    }

    Story(EngineOptions options, RiskLimits limits, String... exchanges) {
        List<EngineAccount> accounts = new ArrayList<>();
        for (String exchange : exchanges.length == 0 ? new String[] {"sim"} : exchanges) {
            Ledger ledger = new Ledger("USD", Money.parse("1000000"));
            ledgers.add(ledger);
            String prefix = exchanges.length > 1 ? exchange + ": " : "";
            accounts.add(
                    new EngineAccount(exchange, Capabilities.all(), ledger, Rate.ZERO, answers -> new Lane(prefix)));
        }
        Map<Instrument, BarHistory> histories = new LinkedHashMap<>();
        histories.put(BTC, past);
        engine = new Engine(
                this,
                clock,
                new Gate(ConfidencePolicy.standard(), limits, Sizing.one()),
                options,
                histories,
                accounts,
                EquityRecording.EACH_CLOSE);
    }

    // What happens

    Story start() {
        engine.process(new EngineEvent.Start());
        return this;
    }

    /** A second goes by and a bar closes at this price. */
    Story bar(long close) {
        return barAt((bars + 1) * Times.SECOND, close, trader -> {});
    }

    Story bar(long close, Consumer<Trader> decision) {
        return barAt((bars + 1) * Times.SECOND, close, decision);
    }

    Story barAt(long closeNanos, long close, Consumer<Trader> decision) {
        clock.advanceTo(closeNanos);
        Bar bar = new BarRecord(BTC, bars++, closeNanos - Times.SECOND, closeNanos, close, close, close, close, 1);
        past.bars.add(bar);
        atBar = decision;
        engine.process(new EngineEvent.BarClosed(bar));
        return this;
    }

    /** Half a second after the last bar an agent speaks. */
    Story signal(String agent, Side side, double confidence) {
        clock.advanceTo(bars * Times.SECOND + Times.SECOND / 2);
        engine.process(new EngineEvent.SignalReceived(Signal.of(agent, BTC, side, confidence, bars * Times.SECOND)));
        return this;
    }

    /** The venue answers that it has the order. */
    Story accepted(int order) {
        report(new ExecutionReport.Accepted(id(order), venueId(order), clock.nanos()));
        return this;
    }

    Story filled(int order, long lots, long price) {
        return filled(order, lots, price, ++trades);
    }

    Story filled(int order, long lots, long price, long tradeNumber) {
        Side side = sides.get("t-" + order);
        if (side == null) {
            throw new IllegalArgumentException("t-" + order + " was never sent");
        }
        Fill fill = new Fill(
                TradeId.of(tradeNumber),
                BTC,
                id(order),
                venueId(order),
                side,
                price,
                lots,
                0,
                Liquidity.TAKER,
                clock.nanos());
        report(new ExecutionReport.Filled(fill, 0));
        return this;
    }

    Story canceled(int order) {
        report(new ExecutionReport.Canceled(id(order), "requested", clock.nanos()));
        return this;
    }

    Story rejected(int order, String code) {
        report(new ExecutionReport.Rejected(id(order), code, "no", clock.nanos()));
        return this;
    }

    /** The venue answers that the market has passed an order, or its pair, or what it was to be replaced with. */
    Story passed(int order, RejectReason reason) {
        engine.process(new EngineEvent.Answered(
                Objects.requireNonNull(lastSentById.get("t-" + order)),
                new ExecutionResult.Rejected("-2010", "would trigger", clock.nanos(), "", reason)));
        return this;
    }

    /** What is at none of the venues is placed again. */
    Story rearm() {
        engine.process(new EngineEvent.Commanded(new EngineCommand.Rearm("a test")));
        return this;
    }

    Story tooLateToCancel(int order) {
        engine.process(new EngineEvent.CancelAnswered(id(order), new CancelResult.TooLate("filled", clock.nanos())));
        return this;
    }

    /** The connection broke while the order was sent. */
    Story unconfirmed(int order) {
        ApprovedOrder approved = approvedById.get("t-" + order);
        engine.process(new EngineEvent.Answered(
                Objects.requireNonNull(approved), new ExecutionResult.Unconfirmed("timeout", clock.nanos(), "")));
        return this;
    }

    Story finish(boolean closePositions) {
        engine.process(new EngineEvent.Finish(closePositions));
        return this;
    }

    void report(ExecutionReport report) {
        engine.process(new EngineEvent.Reported(report));
    }

    private static ClientOrderId id(int order) {
        return new ClientOrderId("t", order);
    }

    private static OrderId venueId(int order) {
        return OrderId.of("v" + order);
    }

    // What came of it

    List<String> takeSent() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    List<String> takeTold() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    long held(int account) {
        return ledgers.get(account).holdings().getFirst().lots();
    }

    long held() {
        return held(0);
    }

    // The strategy

    @Override
    public void onStart(Trader trader) {
        told("start", atStart, trader);
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        told("bar " + bar.index(), atBar, trader);
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        told("fill " + fill.clientOrderId() + " " + fill.lots() + "@" + fill.priceTicks(), atFill, trader);
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        String reason = order.reason();
        told(order.id() + " " + order.status() + (reason == null ? "" : " " + reason), atOrder, trader);
    }

    @Override
    public void onSignal(Signal signal, Trader trader) {
        told(signal.agent() + " " + signal.side() + " " + signal.confidence(), atSignal, trader);
    }

    @Override
    public void onStop(Trader trader) {
        told("stop", atStop, trader);
    }

    private void told(String what, Consumer<Trader> decision, Trader trader) {
        if (inside) {
            throw new AssertionError("a callback inside another: " + what);
        }
        inside = true;
        told.add(what);
        decision.accept(trader);
        inside = false;
    }

    // The venues

    private final Map<String, ApprovedOrder> approvedById = new HashMap<>();

    /** As it was last sent: a pair under the id of its stop. */
    private final Map<String, ApprovedOrder> lastSentById = new HashMap<>();

    private final class Lane implements ExecutionLane {
        private final String prefix;

        Lane(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public void execute(ApprovedOrder order) {
            sent.add(prefix
                    + switch (order) {
                        case ApprovedOrder.Single single -> text(single);
                        case ApprovedOrder.Oco oco -> text(oco.stop()) + " or " + text(oco.limit());
                    });
            lastSentById.put(
                    switch (order) {
                        case ApprovedOrder.Single single -> single.id().toString();
                        case ApprovedOrder.Oco oco -> oco.stop().id().toString();
                    },
                    order);
        }

        @Override
        public void cancel(ClientOrderId order) {
            sent.add(prefix + "cancel " + order);
        }

        @Override
        public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
            sent.add(prefix + "replace " + text(replacement));
            lastSentById.put(order.toString(), replacement);
        }
    }

    private String text(ApprovedOrder.Single order) {
        String id = order.id().toString();
        sides.put(id, order.side());
        approvedById.put(id, order);
        return id + " " + order.side() + " " + order.lots()
                + switch (order.type()) {
                    case OrderType.Market market -> " market";
                    case OrderType.Limit(long limit) -> " limit " + limit;
                    case OrderType.Stop(long stop) -> " stop " + stop;
                    case OrderType.StopLimit(long stop, long limit) -> " stop " + stop + " limit " + limit;
                    case OrderType.TrailingStop(Rate distance) -> " trailing " + distance;
                }
                + (order.reduceOnly() ? " reduce-only" : "");
    }

    private static final class Past implements BarHistory {
        final List<Bar> bars = new ArrayList<>();

        @Override
        public int size() {
            return bars.size();
        }

        @Override
        public Bar bar(int index) {
            if (index >= bars.size()) {
                throw new LookAheadException(index, bars.size() - 1L);
            }
            return bars.get(index);
        }

        @Override
        public long closeTicks(int index) {
            return bar(index).closeTicks();
        }
    }
}
