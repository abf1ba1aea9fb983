package dev.tandem.sim;

import dev.tandem.engine.EngineClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trades at a real exchange's prices with money that does not exist: market data come from the exchange, orders go to the
 * simulated one.
 *
 * <p>The price is asked for now and then, and each answer is to the simulated market a bar of one price: a market order
 * fills at the first price that is asked for after it arrived, a stop or a limit when a price has reached it. What the real
 * price did in between is not seen, a fill may come later and at another price than in life, and nothing that is traded
 * here moves the market. Safe for any thread.
 */
public final class PaperExchange implements ExecutionPlugin {
    private final ExecutionPlugin real;
    private final Set<String> symbols;
    private final SimConfig config;
    private final long cash;
    private final InstantSource clock;
    private final Duration pollInterval;
    private final Map<Instrument, Instrument> traded = new HashMap<>();
    private SimExchange sim;
    private Thread poller;
    private volatile boolean closed;
    private volatile String trouble = "";
    private volatile long marketNanos;

    /**
     * @param real where prices come from; not started yet
     * @param symbols what may be traded here
     * @param config costs
     * @param cash what there is to trade with, in units of {@link dev.tandem.model.Money}
     * @param pollInterval how often the price is asked for
     */
    public PaperExchange(
            ExecutionPlugin real,
            Set<String> symbols,
            SimConfig config,
            long cash,
            InstantSource clock,
            Duration pollInterval) {
        this.real = real;
        this.symbols = Set.copyOf(symbols);
        this.config = config;
        this.cash = cash;
        this.clock = clock;
        this.pollInterval = pollInterval;
        EngineClock now = () -> Times.nanos(clock.instant());
        // Replaced when the instruments are known.
        this.sim = new SimExchange(config, List.of(Instrument.of("NONE/NONE")), cash, now);
        this.poller = Thread.ofVirtual().unstarted(() -> {});
    }

    @Override
    public String name() {
        return "paper:" + real.name();
    }

    /** What the simulated market can do; market data come by stream where those of the real one do. */
    @Override
    public Capabilities capabilities() {
        EnumSet<Capability> set =
                EnumSet.copyOf(SimExchange.capabilitiesOf(config.account()).asSet());
        if (!real.capabilities().has(Capability.MARKET_DATA_STREAM)) {
            set.remove(Capability.MARKET_DATA_STREAM);
        }
        return Capabilities.of(set);
    }

    @Override
    public synchronized void init(ExecutionListener listener) {
        real.init(report -> {});
        List<Instrument> instruments = real.instruments().stream()
                .filter(instrument -> symbols.contains(instrument.symbol()))
                .toList();
        if (!instruments.isEmpty()) {
            sim = new SimExchange(config, instruments, cash, this::marketNanos);
            instruments.forEach(instrument -> traded.put(instrument, instrument));
        }
        sim.init(listener);
        poller = Thread.ofVirtual().name("paper-prices").start(this::run);
    }

    /** The time of the last price; before there is one, ours. */
    private long marketNanos() {
        return marketNanos == 0 ? Times.nanos(clock.instant()) : marketNanos;
    }

    private void run() {
        try {
            while (!closed) {
                poll();
                Thread.sleep(pollInterval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        for (Instrument instrument : traded.keySet()) {
            try {
                price(real.fetchData(instrument));
                trouble = "";
            } catch (PluginException e) {
                trouble = String.valueOf(e.getMessage());
            }
        }
    }

    /** The market has this price now. */
    synchronized void price(Ticker ticker) {
        marketNanos = Math.max(marketNanos, ticker.timeNanos());
        long now = marketNanos;
        long last = ticker.lastTicks();
        if (last <= 0 || closed) {
            return;
        }
        Bar moment = new BarRecord(ticker.instrument(), -1, now, now, last, last, last, last, 0);
        sim.open(moment);
        sim.rest(moment);
    }

    @Override
    public List<Instrument> instruments() {
        return real.instruments();
    }

    @Override
    public synchronized ExecutionResult executeOrder(ApprovedOrder order) {
        return sim.executeOrder(order);
    }

    @Override
    public synchronized CancelResult cancelOrder(ClientOrderId order) {
        return sim.cancelOrder(order);
    }

    @Override
    public synchronized ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
        return sim.replaceOrder(order, replacement);
    }

    @Override
    public synchronized Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
        return sim.fetchOrder(order);
    }

    @Override
    public synchronized List<OrderSnapshot> openOrders() {
        return sim.openOrders();
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        return real.fetchData(instrument);
    }

    @Override
    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant to) {
        return real.history(instrument, bar, from, to);
    }

    @Override
    public Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener listener) {
        return real.subscribe(instrument, bar, listener);
    }

    @Override
    public synchronized List<Balance> fetchBalance() {
        return sim.fetchBalance();
    }

    @Override
    public synchronized List<Position> positions() {
        return sim.positions();
    }

    @Override
    public Health healthCheck() {
        Health health = real.healthCheck();
        return trouble.isEmpty() || health.state() != Health.State.HEALTHY
                ? health
                : new Health(Health.State.DEGRADED, "no prices: " + trouble, health.clockSkew());
    }

    @Override
    public void close() {
        closed = true;
        poller.interrupt();
        synchronized (this) {
            sim.close();
        }
        real.close();
    }
}
