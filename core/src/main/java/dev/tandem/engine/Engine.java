package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Gate;
import dev.tandem.gate.OrderRole;
import dev.tandem.gate.TradingState;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Position;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.ExitReason;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.Trade;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
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
    private final Strategy strategy;
    private final EngineClock clock;
    private final List<AccountState> accounts = new ArrayList<>();
    private final List<InstrumentState> instruments = new ArrayList<>();
    private final Map<Instrument, InstrumentState> byInstrument = new LinkedHashMap<>();
    private final ArrayDeque<EngineEvent> inbox = new ArrayDeque<>();
    private final TradeBook trades = new TradeBook();
    private final @Nullable EquityRecorder equity;
    private final EquitySteps steps = new EquitySteps();
    private final long startingCash;
    private final boolean tellsOrders;
    private final boolean watchesDays;
    private final boolean tellsFills;
    private final OrderDesk desk;
    private final BracketController brackets;
    private final EngineTrader trader;
    private InstrumentState current;
    private boolean processing;
    private boolean finishing;
    private int heldBars;
    private boolean haltsOnFailure;
    private long peakEquity = Long.MIN_VALUE;
    private @Nullable StrategyException failure;

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
        if (histories.isEmpty() || accounts.isEmpty()) {
            throw new IllegalArgumentException("an engine needs at least one instrument and one account");
        }
        this.strategy = strategy;
        this.clock = clock;
        if (recording == EquityRecording.AT_FILLS && histories.size() > 1) {
            throw new IllegalArgumentException("with several instruments equity is recorded at each close");
        }
        this.equity = recording == EquityRecording.EACH_CLOSE ? new EquityRecorder() : null;
        for (EngineAccount account : accounts) {
            this.accounts.add(new AccountState(account, account.lane().apply(this::process), clock));
        }
        histories.forEach((instrument, history) -> {
            InstrumentState state = new InstrumentState(instrument, history, this.accounts);
            instruments.add(state);
            byInstrument.put(instrument, state);
        });
        this.startingCash = cash();
        this.watchesDays = gate.watchesDays();
        this.tellsOrders = overrides(strategy, "onOrder", Order.class);
        this.tellsFills = overrides(strategy, "onFill", Fill.class);
        this.current = instruments.getFirst();
        this.desk = new OrderDesk(gate, options, this.accounts, byInstrument, this::changed);
        this.brackets = desk.brackets();
        this.trader = new EngineTrader(clock, instruments, byInstrument, this.accounts, desk);
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

    private void drain() {
        EngineEvent next;
        while ((next = inbox.poll()) != null) {
            handle(next);
        }
    }

    private void handle(EngineEvent event) {
        switch (event) {
            case EngineEvent.BarClosed(Bar bar) -> onBar(bar);
            case EngineEvent.Reported(ExecutionReport report) -> onReport(report);
            case EngineEvent.Answered(ApprovedOrder order, ExecutionResult result) -> onAnswer(order, result);
            case EngineEvent.CancelAnswered(ClientOrderId order, CancelResult result) -> onCancelAnswer(order, result);
            case OrderChanged(ManagedOrder order) -> onOrderChanged(order);
            case EngineEvent.Start start -> onStart();
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
        for (PositionState position : instrument.positions) {
            if (watchesDays) {
                position.account.startDay(position, close, bar.closeTimeNanos());
            }
            position.holding.mark(close);
        }
        if (equity != null && !tradingStateCause().equals(EngineCommand.WARMING_UP)) {
            equity.record(bar.closeTimeNanos(), worth(), heldLots(instrument), close);
        }
        if (haltsOnFailure) {
            peakEquity = Math.max(peakEquity, worth());
        }
        for (PositionState position : instrument.positions) {
            if (!position.orders.isEmpty() || !position.brackets.isEmpty()) {
                ordersAtClose(position, close);
                brackets.barClosed(position, bar);
                drain();
            }
        }
        if (instrument.awaitsExpiry()) {
            instrument.heldBar = bar.copy();
            heldBars++;
            return;
        }
        tellStrategy(instrument, bar);
    }

    private void tellStrategy(InstrumentState instrument, Bar bar) {
        if (failure != null) {
            return;
        }
        focus(instrument);
        try {
            strategy.onBar(bar, trader);
        } catch (RuntimeException e) {
            failed("onBar", e);
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
            tellStrategy(instrument, bar);
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

    private void onAnswer(ApprovedOrder order, ExecutionResult result) {
        switch (order) {
            case ApprovedOrder.Single single -> onAnswer(single.id(), result);
            case ApprovedOrder.Oco oco -> {
                onAnswer(oco.stop().id(), result);
                onAnswer(oco.limit().id(), result);
            }
        }
    }

    private void onAnswer(ClientOrderId id, ExecutionResult result) {
        ManagedOrder order = desk.find(id);
        if (order == null) {
            return;
        }
        switch (result) {
            case ExecutionResult.Accepted accepted -> taken(order);
            case ExecutionResult.Filled filled -> taken(order);
            case ExecutionResult.Rejected rejected ->
                refused(order, rejected.code().isEmpty() ? rejected.message() : rejected.code());
            case ExecutionResult.Denied denied ->
                refused(order, denied.denial().reason().text());
            case ExecutionResult.Unconfirmed unconfirmed -> {
                if (order.become(OrderStatus.UNCONFIRMED, unconfirmed.message())) {
                    changed(order);
                }
            }
        }
    }

    private void taken(ManagedOrder order) {
        if (order.status() == OrderStatus.PENDING_NEW) {
            accepted(order);
        } else {
            order.replacementAnswered(true);
            accepted(order);
        }
    }

    /** An order that the venue does not take is over; one that it has and does not change rests as it was. */
    private void refused(ManagedOrder order, String reason) {
        if (order.status() == OrderStatus.PENDING_NEW) {
            desk.end(order, OrderStatus.REJECTED, reason);
        } else {
            order.replacementAnswered(false);
        }
    }

    private void accepted(ManagedOrder order) {
        boolean news = order.status() == OrderStatus.PENDING_NEW || order.status() == OrderStatus.UNCONFIRMED;
        if (news && order.become(OrderStatus.NEW, null) && order.role() == OrderRole.STRATEGY) {
            changed(order);
        }
    }

    private void onCancelAnswer(ClientOrderId id, CancelResult result) {
        ManagedOrder order = desk.find(id);
        if (order == null) {
            return;
        }
        switch (result) {
            case CancelResult.Canceled canceled -> desk.end(order, OrderStatus.CANCELED, "requested");
            // The report that says how it ended is on its way.
            case CancelResult.TooLate late -> order.cancelFailed();
            case CancelResult.Unconfirmed unconfirmed -> order.cancelFailed();
        }
    }

    private void onReport(ExecutionReport report) {
        ManagedOrder order = desk.find(report.clientOrderId());
        if (order == null) {
            return;
        }
        switch (report) {
            case ExecutionReport.Filled filled -> onFill(order, filled.fill());
            case ExecutionReport.Accepted accepted -> accepted(order);
            case ExecutionReport.Canceled canceled -> desk.end(order, OrderStatus.CANCELED, canceled.reason());
            case ExecutionReport.Expired expired -> desk.end(order, OrderStatus.EXPIRED, expired.reason());
            case ExecutionReport.Rejected rejected ->
                desk.end(order, OrderStatus.REJECTED, rejected.code().isEmpty() ? rejected.message() : rejected.code());
        }
    }

    private void onFill(ManagedOrder order, Fill fill) {
        if (!order.isNew(fill.tradeId())) {
            return;
        }
        PositionState position = desk.positionOf(order);
        Fill booked = asBooked(fill, position);
        long lots = booked == null ? 0 : booked.lots();
        long fee = booked == null ? position.instrument().notional(fill.priceTicks(), fill.lots()) : booked.fee();
        long closing = Math.min(lots, position.closable(fill.side()));
        long notional = position.instrument().notional(fill.priceTicks(), lots);
        position.account.ledger.book(position.holding, fill.side(), lots, fill.priceTicks(), notional, fee);
        InstrumentState instrument = position.instrumentState;
        if (equity == null) {
            steps.note((int) row(instrument), cash(), heldLots(instrument));
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
                        exitReason(order),
                        order.request().confidence().value());
        if (wasOpen && order.status() == OrderStatus.FILLED) {
            desk.filled(order);
        }
        brackets.trim(position);
        if (opened != null) {
            brackets.opened(order, opened, position);
        }
        if (!tellsFills || failure != null) {
            return;
        }
        focus(instrument);
        try {
            strategy.onFill(fill, trader);
        } catch (RuntimeException e) {
            failed("onFill", e);
        }
    }

    /**
     * A fill as the books have it: a fee that was taken in the traded asset makes the quantity smaller and is worth the
     * difference, so that money, holding and trades add up. Null if it has eaten the whole fill.
     */
    private static @Nullable Fill asBooked(Fill fill, PositionState position) {
        if (fill.baseFee() == 0) {
            return fill;
        }
        Instrument instrument = position.instrument();
        long lots = position.holding.lotsAfterFee(fill.side(), fill.lots(), fill.baseFee());
        if (lots == 0) {
            return null;
        }
        long missing =
                instrument.notional(fill.priceTicks(), fill.lots()) - instrument.notional(fill.priceTicks(), lots);
        return new Fill(
                fill.tradeId(),
                instrument,
                fill.clientOrderId(),
                fill.orderId(),
                fill.side(),
                fill.priceTicks(),
                lots,
                Math.addExact(fill.fee(), missing * fill.side().sign()),
                fill.liquidity(),
                fill.timeNanos());
    }

    /** The number of the bar that is happening; where bars are not kept, they have no numbers. */
    private long row(InstrumentState instrument) {
        if (equity != null) {
            return -1;
        }
        return finishing ? instrument.barsClosed - 1 : instrument.barsClosed;
    }

    private static ExitReason exitReason(ManagedOrder order) {
        OrderRole role = order.bracket != null && order.role() != OrderRole.TAKE_PROFIT
                ? order.bracket.stopRole()
                : order.role();
        return switch (role) {
            case STOP_LOSS -> ExitReason.STOP_LOSS;
            case TAKE_PROFIT -> ExitReason.TAKE_PROFIT;
            case TRAILING_STOP -> ExitReason.TRAILING_STOP;
            case CLOSE_AT_END -> ExitReason.END;
            case STRATEGY ->
                order.request().type() instanceof OrderType.TrailingStop ? ExitReason.TRAILING_STOP : ExitReason.SIGNAL;
        };
    }

    private void changed(ManagedOrder order) {
        if (tellsOrders) {
            inbox.add(new OrderChanged(order));
        }
    }

    /** Whether a strategy wants to be told: one that leaves a callback as it is does not. */
    private static boolean overrides(Strategy strategy, String callback, Class<?> event) {
        try {
            return strategy.getClass().getMethod(callback, event, Trader.class).getDeclaringClass() != Strategy.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every strategy has " + callback, e);
        }
    }

    private void onOrderChanged(ManagedOrder order) {
        // It may have moved on since this was queued: then it is told once, as what it is now.
        if (order.status() == order.told) {
            return;
        }
        order.told = order.status();
        PositionState position = order.position;
        if (position != null) {
            focus(position.instrumentState);
        }
        if (failure != null) {
            return;
        }
        try {
            strategy.onOrder(order, trader);
        } catch (RuntimeException e) {
            failed("onOrder", e);
        }
    }

    // Commands

    private void onCommand(EngineCommand command) {
        switch (command) {
            case EngineCommand.ChangeState(TradingState state, String cause) -> {
                // A strategy that failed does not come back.
                if (failure == null) {
                    changeState(state, cause);
                }
            }
            case EngineCommand.CancelAll cancel -> eachPosition(desk::cancelAll);
            case EngineCommand.Flatten flatten -> eachPosition(desk::flatten);
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
    }

    /** Why the strategy is not called any more; null while it is. */
    public @Nullable StrategyException failure() {
        return failure;
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
        return worth();
    }

    /** The most that the accounts were worth at a close, in units of money; kept where failures halt. */
    public long peakEquity() {
        return peakEquity;
    }

    /** What the accounts were worth when the UTC day began; followed where the gate has a limit for a day's loss. */
    public long equityAtStartOfDay() {
        long sum = 0;
        for (AccountState account : accounts) {
            sum = Math.addExact(sum, account.equityAtStartOfDay());
        }
        return sum;
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

    private void onStart() {
        try {
            strategy.onStart(trader);
        } catch (RuntimeException e) {
            failed("onStart", e);
        }
    }

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
        if (failure != null) {
            return;
        }
        try {
            strategy.onStop(trader);
        } catch (RuntimeException e) {
            failed("onStop", e);
        }
    }

    /** After positions were closed at the last close: the last point of the equity curve is what is left. */
    public void correctLastEquity() {
        if (equity != null) {
            equity.correctLast(worth(), heldLots(current));
        }
    }

    // Results

    /** Round trips in the order in which they were closed, open ones last. */
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

    private long worth() {
        long sum = 0;
        for (int i = 0; i < accounts.size(); i++) {
            sum = Math.addExact(sum, accounts.get(i).ledger.equity());
        }
        return sum;
    }

    private long cash() {
        long sum = 0;
        for (int i = 0; i < accounts.size(); i++) {
            sum = Math.addExact(sum, accounts.get(i).ledger.cash());
        }
        return sum;
    }

    private static long heldLots(InstrumentState instrument) {
        long sum = 0;
        for (PositionState position : instrument.positions) {
            sum += position.lots();
        }
        return sum;
    }

    private InstrumentState state(Instrument instrument) {
        if (current.instrument.equals(instrument)) {
            return current;
        }
        InstrumentState state = byInstrument.get(instrument);
        if (state == null) {
            throw new IllegalArgumentException("this engine does not trade " + instrument);
        }
        return state;
    }

    private void focus(InstrumentState instrument) {
        // Hardly ever another one: a reference is not written at each event for nothing.
        if (current != instrument) {
            current = instrument;
            trader.focus(instrument);
        }
    }

    /** The strategy threw: that ends a backtest, and halts a live strategy. */
    private void failed(String callback, RuntimeException cause) {
        StrategyException problem = strategyException(callback, cause);
        if (!haltsOnFailure) {
            throw problem;
        }
        failure = problem;
        changeState(TradingState.HALTED, "the strategy failed: " + problem.getMessage());
    }

    private StrategyException strategyException(String callback, RuntimeException cause) {
        if (cause instanceof StrategyException nested) {
            return nested;
        }
        long index = current.history.size() == 0 ? -1 : current.history.ago(0).index();
        String where = index < 0 ? "before the first bar" : "at bar " + index + " (" + Times.text(clock.nanos()) + ")";
        return new StrategyException(callback, where, index, cause);
    }
}
