package dev.tandem.engine;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.MoneyRangeException;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the engine lets its strategy see and do. */
final class EngineTrader implements Trader {
    private final EngineClock clock;
    private final List<Instrument> names;
    private final Map<Instrument, InstrumentState> instruments;
    private final List<AccountState> accounts;
    private final OrderDesk desk;
    private InstrumentState focus;

    EngineTrader(
            EngineClock clock,
            List<InstrumentState> instruments,
            Map<Instrument, InstrumentState> byInstrument,
            List<AccountState> accounts,
            OrderDesk desk) {
        this.clock = clock;
        this.names = instruments.stream().map(state -> state.instrument).toList();
        this.instruments = byInstrument;
        this.accounts = accounts;
        this.desk = desk;
        this.focus = instruments.getFirst();
    }

    void focus(InstrumentState instrument) {
        focus = instrument;
    }

    @Override
    public long nowNanos() {
        return clock.nanos();
    }

    @Override
    public List<Instrument> instruments() {
        return names;
    }

    @Override
    public Instrument instrument() {
        return focus.instrument;
    }

    @Override
    public Order submit(OrderRequest request) {
        try {
            return desk.submit(request);
        } catch (ArithmeticException e) {
            throw new MoneyRangeException(e);
        }
    }

    @Override
    public boolean cancel(Order order) {
        if (order instanceof ManagedOrder managed) {
            return desk.cancel(managed);
        }
        throw new IllegalArgumentException("this order was not submitted here: " + order);
    }

    @Override
    public Position position() {
        return focus.holder().holding.position();
    }

    @Override
    public Position position(Instrument instrument) {
        return state(instrument).holder().holding.position();
    }

    @Override
    public List<Order> openOrders(Instrument instrument) {
        List<Order> open = new ArrayList<>();
        for (PositionState position : state(instrument).positions) {
            open.addAll(position.orders);
        }
        return open;
    }

    @Override
    public BarHistory history(Instrument instrument) {
        return state(instrument).history;
    }

    @Override
    public BarHistory history(Instrument instrument, Duration frame) {
        for (FrameFeed feed : state(instrument).frames) {
            if (feed.length().equals(frame)) {
                return feed.history();
            }
        }
        return Trader.super.history(instrument, frame);
    }

    @Override
    public BigDecimal equity() {
        return Money.toDecimal(
                accounts.stream().mapToLong(account -> account.ledger.equity()).sum());
    }

    @Override
    public BigDecimal cash() {
        return Money.toDecimal(
                accounts.stream().mapToLong(account -> account.ledger.cash()).sum());
    }

    private InstrumentState state(Instrument instrument) {
        InstrumentState state = focus.instrument.equals(instrument) ? focus : instruments.get(instrument);
        if (state == null) {
            throw new IllegalArgumentException("this run does not trade " + instrument);
        }
        return state;
    }
}
