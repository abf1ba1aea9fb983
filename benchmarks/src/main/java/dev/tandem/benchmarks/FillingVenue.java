package dev.tandem.benchmarks;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
import dev.tandem.model.OrderId;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import dev.tandem.model.Times;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A venue that fills every order at once and remembers none, and whose bars are complete on time. */
final class FillingVenue implements ExecutionPlugin {
    static final Instrument INSTRUMENT = Instrument.of("BTC/USD", "0.01", "0.00001");
    static final long PRICE = 6_000_000;
    static final long FEE = 12_345;

    private final InstantSource clock;
    private @Nullable ExecutionListener listener;
    private long trades;

    FillingVenue(InstantSource clock) {
        this.clock = clock;
    }

    private long now() {
        return Times.nanos(clock.instant());
    }

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        if (!(order instanceof ApprovedOrder.Single single) || listener == null) {
            throw new IllegalArgumentException("only single orders come here: " + order);
        }
        long number = ++trades;
        OrderId id = new OrderId(number, "");
        listener.onReport(new ExecutionReport.Filled(
                new Fill(
                        new TradeId(number, ""),
                        single.instrument(),
                        single.id(),
                        id,
                        single.side(),
                        PRICE + number * 37 % 100,
                        single.lots(),
                        FEE,
                        Liquidity.TAKER,
                        now()),
                0));
        return new ExecutionResult.Accepted(id, now(), "");
    }

    @Override
    public String name() {
        return "filling";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(EnumSet.complementOf(EnumSet.of(Capability.MARKET_DATA_STREAM)));
    }

    @Override
    public void init(ExecutionListener reports) {
        listener = reports;
    }

    @Override
    public List<Instrument> instruments() {
        return List.of(INSTRUMENT);
    }

    @Override
    public CancelResult cancelOrder(ClientOrderId order) {
        throw new UnsupportedOperationException("nothing rests here");
    }

    @Override
    public ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
        throw new UnsupportedOperationException("nothing rests here");
    }

    @Override
    public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
        return Optional.empty();
    }

    @Override
    public List<OrderSnapshot> openOrders() {
        return List.of();
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        return new Ticker(instrument, PRICE, PRICE, PRICE, now());
    }

    @Override
    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant to) {
        List<Bar> bars = new ArrayList<>();
        long length = bar.toNanos();
        long open = Math.ceilDiv(Times.nanos(from), length) * length;
        for (; open + length <= Times.nanos(to); open += length) {
            bars.add(new BarRecord(instrument, -1, open, open + length, PRICE, PRICE, PRICE, PRICE, 1));
        }
        return bars;
    }

    @Override
    public Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener bars) {
        throw new UnsupportedOperationException("bars are asked for here");
    }

    @Override
    public List<Balance> fetchBalance() {
        return List.of();
    }

    @Override
    public List<Position> positions() {
        return List.of();
    }

    @Override
    public Health healthCheck() {
        return new Health(Health.State.HEALTHY, "it is in this process", Duration.ZERO);
    }

    @Override
    public void close() {
        listener = null;
    }
}
