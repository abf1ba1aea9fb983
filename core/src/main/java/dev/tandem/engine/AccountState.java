package dev.tandem.engine;

import dev.tandem.gate.AccountView;
import dev.tandem.gate.TradingState;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import java.util.ArrayList;
import java.util.List;

/** One account: its books, its lane, and what the gate wants to know of it. */
final class AccountState implements AccountView {
    final String exchange;
    final Ledger ledger;
    final ExecutionLane lane;
    final List<PositionState> positions = new ArrayList<>();
    private final Capabilities capabilities;
    private final Rate takerFee;
    private final EngineClock clock;
    TradingState tradingState = TradingState.ACTIVE;
    String tradingStateCause = "";
    private long equityAtStartOfDay;
    private long nextDayNanos = Long.MIN_VALUE;

    AccountState(EngineAccount account, ExecutionLane lane, EngineClock clock) {
        this.exchange = account.exchange();
        this.ledger = account.ledger();
        this.capabilities = account.capabilities();
        this.takerFee = account.takerFee();
        this.lane = lane;
        this.clock = clock;
        this.equityAtStartOfDay = ledger.equity();
    }

    /**
     * A price is about to be known, perhaps the first of a day. A close at midnight belongs to the day that ends, so the
     * new day starts with it.
     */
    void startDay(PositionState position, long ticks, long timeNanos) {
        if (timeNanos < nextDayNanos) {
            return;
        }
        if (Math.floorMod(timeNanos, Times.DAY) == 0) {
            position.holding.mark(ticks);
        }
        equityAtStartOfDay = ledger.equity();
        nextDayNanos = Times.startOfDay(timeNanos) + Times.DAY;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public long positionLots(Instrument instrument) {
        return position(instrument).lots();
    }

    @Override
    public long workingLots(Instrument instrument, Side side) {
        long sum = 0;
        for (ManagedOrder order : position(instrument).orders) {
            if (order.side() == side && order.openingLots > 0) {
                sum = Math.addExact(sum, Math.min(order.openingLots, order.remainingLots()));
            }
        }
        return sum;
    }

    @Override
    public long lastTicks(Instrument instrument) {
        return position(instrument).instrumentState.lastTicks;
    }

    @Override
    public long equity() {
        return ledger.equity();
    }

    @Override
    public long equityAtStartOfDay() {
        return equityAtStartOfDay;
    }

    @Override
    public long availableFunds() {
        long available = ledger.available();
        for (PositionState position : positions) {
            for (ManagedOrder order : position.orders) {
                long opening = Math.min(order.openingLots, order.remainingLots());
                if (opening > 0) {
                    long reference = order.request().referenceTicks();
                    long ticks = reference > 0 ? reference : position.instrumentState.lastTicks;
                    available = Math.subtractExact(
                            available,
                            Math.addExact(
                                    position.instrument().notional(ticks, opening),
                                    position.instrument().fee(ticks, order.remainingLots(), takerFee)));
                }
            }
        }
        return available;
    }

    @Override
    public Rate takerFee() {
        return takerFee;
    }

    @Override
    public int openOrders() {
        int count = 0;
        for (PositionState position : positions) {
            count += position.orders.size();
        }
        return count;
    }

    @Override
    public TradingState tradingState() {
        return tradingState;
    }

    @Override
    public String tradingStateCause() {
        return tradingStateCause;
    }

    @Override
    public long nowNanos() {
        return clock.nanos();
    }

    private PositionState position(Instrument instrument) {
        for (int i = 0; i < positions.size(); i++) {
            PositionState position = positions.get(i);
            if (position.instrument().equals(instrument)) {
                return position;
            }
        }
        throw new IllegalArgumentException("this run does not trade " + instrument);
    }
}
