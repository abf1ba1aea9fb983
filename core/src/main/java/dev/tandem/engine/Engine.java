package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Gate;
import dev.tandem.gate.TradingState;
import dev.tandem.model.Bar;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Position;
import dev.tandem.model.Quote;
import dev.tandem.model.Signal;
import dev.tandem.model.TradeTick;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.Trade;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one strategy over one or several instruments and accounts.
 *
 * <p>Everything that happens comes in through {@link #process}, on one thread; everything that is decided goes out
 * through the accounts' {@link ExecutionLane}s. An event that arrives while another is handled (a simulated exchange
 * answers at once) is handled after it, before {@code process} returns, so no callback ever runs inside another.
 */
public final class Engine {
    private final StrategyCaller strategy;
    private final EngineClock clock;
    private final List<AccountState> accounts = new ArrayList<>();
    private final List<InstrumentState> instruments = new ArrayList<>();
    private final Map<Instrument, InstrumentState> byInstrument = new LinkedHashMap<>();
    private final ArrayDeque<EngineEvent> inbox = new ArrayDeque<>();
    private final TradeBook trades;
    private final Holdings holdings = new Holdings(accounts, instruments);
    private final @Nullable EquityRecorder equity;
    private final EquitySteps steps = new EquitySteps();
    private final long startingCash;
    private final boolean watchesDays;
    private final boolean numbersBars;
    private final boolean oneCurve;
    private final OrderDesk desk;
    private final OrderAnswers answers;
    private final BracketController brackets;
    private boolean processing;
    private boolean finishing;
    private int heldBars;
    private boolean haltsOnFailure;

    /** Whether a close is more than a price: days begin, equity is recorded, its peak is kept. */
    private boolean valuesEachClose;

    private long peakEquity = Long.MIN_VALUE;

    /**
     * @param strategy what decides
     * @param clock what time it is; only read here
     * @param gate what orders have to pass
     * @param options how orders are treated
     * @param histories what is traded, and the bars of each up to now
     * @param accounts where; the first one is where orders go that name no exchange
     * @param recording how it is to be known afterwards what the accounts were worth
     * @throws IllegalArgumentException if there is nothing to trade or nowhere, or if several instruments are to be
     *     recorded at fills only
     */
    public Engine(
            Strategy strategy,
            EngineClock clock,
            Gate gate,
            EngineOptions options,
            Map<Instrument, BarHistory> histories,
            List<EngineAccount> accounts,
            EquityRecording recording) {
        this(strategy, clock, gate, options, histories, accounts, recording, Keeping.IN_MEMORY);
    }

    /** The same, and {@code keeping} says where trades and equity go. */
    public Engine(
            Strategy strategy,
            EngineClock clock,
            Gate gate,
            EngineOptions options,
            Map<Instrument, BarHistory> histories,
            List<EngineAccount> accounts,
            EquityRecording recording,
            Keeping keeping) {
        if (histories.isEmpty() || accounts.isEmpty()) {
            throw new IllegalArgumentException("an engine needs at least one instrument and one account");
        }
        this.clock = clock;
        if (recording == EquityRecording.AT_FILLS && histories.size() > 1) {
            throw new IllegalArgumentException("with several instruments equity is recorded at each close");
        }
        this.trades = new TradeBook(keeping);
        this.numbersBars = recording != EquityRecording.EACH_CLOSE;
        this.oneCurve = recording == EquityRecording.EACH_MOMENT;
        this.equity = recording == EquityRecording.AT_FILLS ? null : new EquityRecorder(oneCurve, keeping);
        for (EngineAccount account : accounts) {
            this.accounts.add(new AccountState(account, account.lane().apply(this::process), clock));
        }
        histories.forEach((instrument, history) -> {
            InstrumentState state = new InstrumentState(instrument, history, this.accounts);
            instruments.add(state);
            byInstrument.put(instrument, state);
        });
        this.startingCash = holdings.cash();
        this.watchesDays = gate.watchesDays();
        this.valuesEachClose = watchesDays || equity != null;
        this.desk = new OrderDesk(gate, options, this.accounts, byInstrument, this::changed);
        this.brackets = desk.brackets();
        this.answers = new OrderAnswers(desk, this::changed, this::onFill);
        EngineTrader trader = new EngineTrader(clock, instruments, byInstrument, this.accounts, desk);
        this.strategy = new StrategyCaller(strategy, trader, clock, instruments.getFirst(), this::halted);
    }

    /**
     * Handles an event and everything that follows from it.
     *
     * @throws StrategyException if the strategy throws; the engine is not to be used any further
     */
    public void process(EngineEvent event) {
        if (processing) {
            inbox.add(event);
            return;
        }
        processing = true;
        try {
            handle(event);
            if (!inbox.isEmpty()) {
                drain();
            }
        } finally {
            processing = false;
        }
    }

    /**
     * A bar is complete: {@code process(new BarClosed(bar))} without the event, for replays that have nothing to record.
     */
    public void barClosed(Bar bar) {
        if (processing) {
            throw new IllegalStateException("a bar cannot close while another event is handled");
        }
        processing = true;
        try {
            onBar(bar);
            if (!inbox.isEmpty()) {
                drain();
            }
        } finally {
            processing = false;
        }
    }

    /**
     * Whether a close is nothing but a price and a call of the strategy: no order is open and no exit, there is one
     * instrument without longer bars, and nobody wants to know at each close what the accounts are worth.
     */
    public boolean isAtRest() {
        InstrumentState only = strategy.current();
        if (valuesEachClose || heldBars > 0 || instruments.size() > 1 || !only.frames.isEmpty() || !inbox.isEmpty()) {
            return false;
        }
        for (PositionState position : only.positions) {
            if (!position.orders.isEmpty() || !position.brackets.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Bars close, one after the other, until the stretch ends or the strategy has asked for something: the same as
     * {@link #barClosed} for each of them, for an engine that {@linkplain #isAtRest is at rest}.
     *
     * @param bar the view that the stretch moves on
     */
    public void barsClosed(Bar bar, BarStretch stretch) {
        if (processing) {
            throw new IllegalStateException("a bar cannot close while another event is handled");
        }
        processing = true;
        try {
            InstrumentState instrument = state(bar.instrument());
            desk.forgetRequests();
            while (!desk.wasAsked() && stretch.closeNext()) {
                long close = bar.closeTicks();
                instrument.lastTicks = close;
                instrument.barsClosed++;
                for (PositionState position : instrument.positions) {
                    position.holding.mark(close);
                }
                strategy.barAtRest(bar);
            }
            if (!inbox.isEmpty()) {
                drain();
            }
        } finally {
            processing = false;
        }
    }

    /** A venue tells something: {@code process(new Reported(report))} without the event, where nothing is recorded. */
    public void reported(ExecutionReport report) {
        if (processing) {
            inbox.add(new EngineEvent.Reported(report));
            return;
        }
        processing = true;
        try {
            answers.onReport(report);
            drain();
            if (heldBars > 0) {
                releaseHeldBars();
            }
        } finally {
            processing = false;
        }
    }

    // What a replay tells beside bars

    /**
     * Adds bars of a longer time frame. Each is told to {@link Strategy#onFrame} at the first close of a bar of the
     * instrument at which it is complete, before that bar.
     */
    public void addFrame(Instrument instrument, FrameFeed feed) {
        state(instrument).frames.add(feed);
    }

    /** A price is known, of a bar that is about to be told, or of a tick: what is held is worth that from now on. */
    public void priceKnown(Instrument instrument, long ticks) {
        InstrumentState state = state(instrument);
        state.lastTicks = ticks;
        for (PositionState position : state.positions) {
            if (watchesDays) {
                position.account.startDay(position, ticks, clock.nanos());
            }
            position.holding.mark(ticks);
        }
    }

    /** Whether the strategy wants to be told of trades. */
    public boolean hearsTrades() {
        return strategy.hearsTrades();
    }

    /** Someone has traded. */
    public void traded(TradeTick trade) {
        begin();
        try {
            strategy.trade(state(trade.instrument()), trade);
            drain();
        } finally {
            processing = false;
        }
    }

    /** The best bid or the best offer has changed. */
    public void quoted(Quote quote) {
        begin();
        try {
            strategy.quote(state(quote.instrument()), quote);
            drain();
        } finally {
            processing = false;
        }
    }

    /** The order book has changed. */
    public void bookChanged(BookUpdate update) {
        begin();
        try {
            strategy.book(state(update.instrument()), update);
            drain();
        } finally {
            processing = false;
        }
    }

    private void begin() {
        if (processing) {
            throw new IllegalStateException("a tick cannot happen while another event is handled");
        }
        processing = true;
    }

    private void drain() {
        EngineEvent next;
        while ((next = inbox.poll()) != null) {
            handle(next);
        }
    }

    private void handle(EngineEvent event) {
        switch (event) {
            case EngineEvent.BarClosed(Bar bar) -> onBar(bar);
            case EngineEvent.Reported(ExecutionReport report) -> answers.onReport(report);
            case EngineEvent.Answered(ApprovedOrder order, ExecutionResult result) -> answers.onAnswer(order, result);
            case EngineEvent.CancelAnswered(ClientOrderId order, CancelResult result) ->
                answers.onCancelAnswer(order, result);
            case OrderChanged(ManagedOrder order) -> strategy.order(order);
            case EngineEvent.SignalReceived(Signal signal) -> strategy.signal(state(signal.instrument()), signal);
            case EngineEvent.Start start -> strategy.start();
            case EngineEvent.Commanded(EngineCommand command) -> onCommand(command);
            case EngineEvent.Finish(boolean closePositions) -> onFinish(closePositions);
        }
        if (heldBars > 0) {
            releaseHeldBars();
        }
    }

    // Market data

    private void onBar(Bar bar) {
        InstrumentState instrument = state(bar.instrument());
        if (instrument.heldBar != null) {
            release(instrument);
        }
        long close = bar.closeTicks();
        instrument.lastTicks = close;
        instrument.barsClosed++;
        if (valuesEachClose) {
            value(instrument, bar, close);
        }
        boolean busy = false;
        for (PositionState position : instrument.positions) {
            position.holding.mark(close);
            busy |= !position.orders.isEmpty() || !position.brackets.isEmpty();
        }
        if (busy) {
            workAtClose(instrument, bar, close);
            if (instrument.awaitsExpiry()) {
                instrument.heldBar = bar.copy();
                heldBars++;
                return;
            }
        }
        strategy.bar(instrument, bar);
    }

    /** What only some runs want to know at each close: it is worked out from the accounts at that price. */
    private void value(InstrumentState instrument, Bar bar, long close) {
        for (PositionState position : instrument.positions) {
            if (watchesDays) {
                position.account.startDay(position, close, bar.closeTimeNanos());
            }
            position.holding.mark(close);
        }
        if (equity != null && !tradingStateCause().equals(EngineCommand.WARMING_UP)) {
            if (oneCurve) {
                equity.recordMoment(bar.closeTimeNanos(), holdings.worth(), holdings.anywhere(), holdings.basket());
            } else {
                equity.record(bar.closeTimeNanos(), holdings.worth(), Holdings.lots(instrument), close);
            }
        }
        if (haltsOnFailure) {
            peakEquity = Math.max(peakEquity, holdings.worth());
        }
    }

    /** Orders and exits that wait for a close. */
    private void workAtClose(InstrumentState instrument, Bar bar, long close) {
        for (PositionState position : instrument.positions) {
            if (!position.orders.isEmpty() || !position.brackets.isEmpty()) {
                ordersAtClose(position, close);
                brackets.barClosed(position, bar);
                drain();
            }
        }
    }

    /**
     * A strategy that decides at a close knows which orders end with it. Where the venue takes its time to confirm that, the
     * strategy is called when it has.
     */
    private void releaseHeldBars() {
        for (InstrumentState instrument : instruments) {
            if (instrument.heldBar != null && !instrument.awaitsExpiry()) {
                release(instrument);
            }
        }
    }

    private void release(InstrumentState instrument) {
        Bar bar = instrument.heldBar;
        if (bar != null) {
            instrument.heldBar = null;
            heldBars--;
            strategy.bar(instrument, bar);
        }
    }

    /** Orders that were good for so many bars end; trailing orders follow. */
    private void ordersAtClose(PositionState position, long close) {
        if (!anyConcernedByAClose(position.orders)) {
            return;
        }
        for (ManagedOrder order : List.copyOf(position.orders)) {
            if (order.barsLeft > 0 && --order.barsLeft == 0) {
                order.expiring = true;
                desk.cancel(order);
            } else if (order.isTrailing()) {
                desk.trail(order, close);
            }
        }
    }

    /** Most orders just rest: then nothing is copied, and a bar costs no memory. */
    private static boolean anyConcernedByAClose(List<ManagedOrder> orders) {
        for (int i = 0; i < orders.size(); i++) {
            ManagedOrder order = orders.get(i);
            if (order.barsLeft > 0 || order.isTrailing()) {
                return true;
            }
        }
        return false;
    }

    // Orders

    private void onFill(ManagedOrder order, Fill fill) {
        if (!order.isNew(fill.tradeId())) {
            return;
        }
        PositionState position = desk.positionOf(order);
        Fill booked = BookedFill.of(fill, position);
        long lots = booked == null ? 0 : booked.lots();
        long fee = booked == null ? position.instrument().notional(fill.priceTicks(), fill.lots()) : booked.fee();
        long closing = Math.min(lots, position.closable(fill.side()));
        long notional = position.instrument().notional(fill.priceTicks(), lots);
        position.account.ledger.book(position.holding, fill.side(), lots, fill.priceTicks(), notional, fee);
        InstrumentState instrument = position.instrumentState;
        if (equity == null) {
            steps.note((int) row(instrument), holdings.cash(), Holdings.lots(instrument));
        }
        boolean wasOpen = order.isOpen();
        order.fill(fill.lots());
        Entry opened = booked == null
                ? null
                : trades.apply(
                        position,
                        booked,
                        row(instrument),
                        notional,
                        closing,
                        order.bracket == null ? null : order.bracket.entry,
                        order.exitReason(),
                        order.request().confidence().value());
        if (wasOpen && order.status() == OrderStatus.FILLED) {
            desk.filled(order);
        }
        brackets.trim(position);
        if (opened != null) {
            brackets.opened(order, opened, position);
        }
        strategy.fill(instrument, fill);
    }

    /** The number of the bar that is happening; where bars are not kept, they have no numbers. */
    private long row(InstrumentState instrument) {
        if (!numbersBars) {
            return -1;
        }
        return finishing ? instrument.barsClosed - 1 : instrument.barsClosed;
    }

    private void changed(ManagedOrder order) {
        if (strategy.hearsOrders()) {
            inbox.add(new OrderChanged(order));
        }
    }

    // Commands

    private void onCommand(EngineCommand command) {
        switch (command) {
            case EngineCommand.ChangeState(TradingState state, String cause) -> {
                // A strategy that failed does not come back.
                if (strategy.failure() == null) {
                    changeState(state, cause);
                }
            }
            case EngineCommand.CancelAll cancel -> eachPosition(desk::cancelAll);
            case EngineCommand.Flatten flatten -> eachPosition(desk::flatten);
            case EngineCommand.Close(Instrument instrument, String exchange, String cause) ->
                eachPosition(position -> {
                    if (position.instrument().equals(instrument) && position.account.exchange.equals(exchange)) {
                        desk.flatten(position);
                    }
                });
            case EngineCommand.Rearm rearm -> eachPosition(brackets::rearm);
        }
    }

    private void eachPosition(Consumer<PositionState> action) {
        for (InstrumentState instrument : instruments) {
            for (PositionState position : instrument.positions) {
                action.accept(position);
            }
        }
    }

    private void changeState(TradingState state, String cause) {
        for (AccountState account : accounts) {
            account.tradingState = state;
            account.tradingStateCause = state == TradingState.ACTIVE ? "" : cause;
        }
    }

    /**
     * From now on a strategy that throws is halted and not called any more; its orders, exits and positions are looked after
     * as before. Without this {@link #process} throws, and the engine is not to be used any further.
     */
    public void haltOnFailure() {
        haltsOnFailure = true;
        strategy.haltOnFailure();
        valuesEachClose = true;
    }

    /** Why the strategy is not called any more; null while it is. */
    public @Nullable StrategyException failure() {
        return strategy.failure();
    }

    /** What the strategy may do at the moment. */
    public TradingState tradingState() {
        return accounts.getFirst().tradingState;
    }

    /** Why that is so; empty if there is no reason. */
    public String tradingStateCause() {
        return accounts.getFirst().tradingStateCause;
    }

    /** What the accounts are worth at the last prices, in units of money. */
    public long equity() {
        return holdings.worth();
    }

    /** The most that the accounts were worth at a close, in units of money; kept where failures halt. */
    public long peakEquity() {
        return peakEquity;
    }

    /** What the accounts were worth when the UTC day began; followed where the gate has a limit for a day's loss. */
    public long equityAtStartOfDay() {
        return holdings.worthAtStartOfDay();
    }

    /** Orders that may still be filled, exits included, oldest first. */
    public List<Order> openOrders() {
        return List.copyOf(desk.open());
    }

    /** What should be at the venues, oldest first, pairs as pairs. */
    public List<WorkingOrder> workingOrders() {
        return desk.working();
    }

    /** Positions that were entered with a stop, and for some of which none is confirmed at the venue. */
    public List<Unprotected> unprotected() {
        List<Unprotected> naked = new ArrayList<>();
        eachPosition(position -> {
            long lots = BracketController.withoutStop(position);
            if (lots > 0) {
                naked.add(new Unprotected(position.instrument(), position.account.exchange, lots));
            }
        });
        return naked;
    }

    // Beginning and end

    private void onFinish(boolean closePositions) {
        finishing = true;
        if (closePositions) {
            for (InstrumentState instrument : instruments) {
                for (PositionState position : instrument.positions) {
                    List.copyOf(position.orders).forEach(desk::cancel);
                    brackets.giveUpAll(position);
                }
            }
            drain();
            for (InstrumentState instrument : instruments) {
                for (PositionState position : instrument.positions) {
                    desk.closeAtEnd(position);
                }
            }
        }
        strategy.stop();
    }

    /** After positions were closed at the last close: the last point of the equity curve is what is left. */
    public void correctLastEquity() {
        if (equity != null) {
            equity.correctLast(holdings.worth(), oneCurve ? holdings.anywhere() : Holdings.lots(strategy.current()));
        }
    }

    // Results

    /**
     * Round trips in the order in which they were closed, open ones last. Where closed ones are not kept in memory, each look
     * at one reads it.
     */
    public List<Trade> trades() {
        List<PositionState> all = new ArrayList<>();
        instruments.forEach(instrument -> Collections.addAll(all, instrument.positions));
        return trades.trades(all);
    }

    public OrderCounts orderCounts() {
        return desk.tally().counts();
    }

    public EquityCurve equityCurve() {
        InstrumentState first = instruments.getFirst();
        if (oneCurve && equity != null) {
            return equity.basketCurve();
        }
        return equity != null
                ? equity.curve(first.instrument)
                : steps.curve(first.instrument, first.history, startingCash);
    }

    /** What is held, one per instrument. */
    public List<Position> positions() {
        return instruments.stream()
                .map(instrument -> instrument.holder().holding.position())
                .toList();
    }

    /** Entries whose exits would have been touched in the entry bar; see {@link BracketStart#NEXT_BAR}. */
    public long bracketDelayMatters() {
        return brackets.delayMatters();
    }

    private InstrumentState state(Instrument instrument) {
        InstrumentState current = strategy.current();
        if (current.instrument.equals(instrument)) {
            return current;
        }
        InstrumentState state = byInstrument.get(instrument);
        if (state == null) {
            throw new IllegalArgumentException("this engine does not trade " + instrument);
        }
        return state;
    }

    private void halted(StrategyException failure) {
        changeState(TradingState.HALTED, "the strategy failed: " + failure.getMessage());
    }
}
