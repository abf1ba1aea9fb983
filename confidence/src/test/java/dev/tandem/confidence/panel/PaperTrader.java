package dev.tandem.confidence.panel;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Position;
import dev.tandem.model.Side;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills every order of one lot at once, and remembers what was asked for. */
final class PaperTrader implements Trader {
    final List<OrderRequest> requests = new ArrayList<>();
    private long now;
    private long lots;

    void at(long nanos) {
        now = nanos;
    }

    @Override
    public Order submit(OrderRequest request) {
        requests.add(request);
        long wanted = request.reduceOnly() ? 1 : 1 + Math.abs(lots);
        lots += request.side() == Side.BUY ? wanted : -wanted;
        return new Done(new ClientOrderId("paper", requests.size()), request, wanted);
    }

    private record Done(ClientOrderId id, OrderRequest request, long lots) implements Order {
        @Override
        public OrderStatus status() {
            return OrderStatus.FILLED;
        }

        @Override
        public long filledLots() {
            return lots;
        }

        @Override
        public @Nullable String reason() {
            return null;
        }

        @Override
        public @Nullable String denial() {
            return null;
        }
    }

    @Override
    public Position position(Instrument instrument) {
        return new Position(instrument, lots, 0);
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public List<Instrument> instruments() {
        return List.of(TestWorld.BTC);
    }

    @Override
    public Instrument instrument() {
        return TestWorld.BTC;
    }

    @Override
    public boolean cancel(Order order) {
        return false;
    }

    @Override
    public List<Order> openOrders(Instrument instrument) {
        return List.of();
    }

    @Override
    public BarHistory history(Instrument instrument) {
        throw new UnsupportedOperationException("a panel does not look back");
    }

    @Override
    public BigDecimal equity() {
        return BigDecimal.ZERO;
    }

    @Override
    public BigDecimal cash() {
        return BigDecimal.ZERO;
    }
}
