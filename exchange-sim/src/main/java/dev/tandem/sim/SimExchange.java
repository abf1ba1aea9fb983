package dev.tandem.sim;

import dev.tandem.engine.EngineClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.ledger.Holding;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import dev.tandem.model.Rate;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import dev.tandem.sim.match.RecordedMarket;
import dev.tandem.sim.match.TickMatcher;
import dev.tandem.strategy.BarHistory;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exchange on which bars happen and orders meet them: an {@link ExecutionPlugin} like any other, with money that does
 * not exist.
 *
 * <p>It is driven from outside, bar by bar ({@link #open}, {@link #rest}), answers at once and on the caller's thread, and
 * reports to its listener before the call that caused the report returns. One thread.
 */
public final class SimExchange implements ExecutionPlugin {
    /** The name of the plugin. */
    public static final String NAME = "sim";

    private final SimConfig config;
    private final EngineClock clock;
    private final SimAccount account;
    private final Capabilities capabilities;
    private final Map<Instrument, SimMarket> markets = new LinkedHashMap<>();
    private final OrderFlow flow;
    private SimMarket lastMarket;
    private Health.State state = Health.State.NOT_STARTED;

    /**
     * @param config how hard the market is
     * @param instruments what can be traded
     * @param cash what the account starts with, in units of {@link Money}
     * @param clock what time it is
     */
    public SimExchange(SimConfig config, List<Instrument> instruments, long cash, EngineClock clock) {
        if (instruments.isEmpty()) {
            throw new IllegalArgumentException("an exchange needs at least one instrument");
        }
        this.config = config;
        this.clock = clock;
        Ledger ledger = new Ledger(instruments.getFirst().quote(), cash);
        this.account = new SimAccount(ledger, config.account(), config.takerFee());
        this.capabilities = capabilitiesOf(config.account());
        this.flow = new OrderFlow(config, clock, account, markets.values());
        for (Instrument instrument : instruments) {
            markets.put(instrument, new SimMarket(instrument, ledger.holding(instrument), config.fills(), flow));
        }
        this.lastMarket = markets.values().iterator().next();
    }

    /** What an account of this type can do. */
    static Capabilities capabilitiesOf(AccountType type) {
        return type == AccountType.SPOT ? Capabilities.all().without(Capability.SHORT) : Capabilities.all();
    }

    // The market

    /** A bar opens: everything marketable is executed at its open. */
    public void open(Bar bar) {
        open(market(bar.instrument()), bar);
    }

    /** The rest of the bar happens, up to its close. */
    public void rest(Bar bar) {
        rest(market(bar.instrument()), bar);
    }

    void open(SimMarket market, Bar bar) {
        if (config.slippageWithinBar()) {
            market.lowTicks = bar.lowTicks();
            market.highTicks = bar.highTicks();
        }
        if (config.participation().units() > 0) {
            market.barLots = share(market.instrument, bar.volume());
        }
        market.nowTicks = bar.openTicks();
        market.matcher.open(bar.openTimeNanos(), bar.openTicks());
    }

    /** Ticks happen in a market, and not bars. */
    TickMatcher onTicks(SimMarket market, RecordedMarket recorded) {
        long lotUnits;
        try {
            lotUnits = market.instrument.lotSize().movePointRight(Money.SCALE).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "ticks are replayed with sizes in 0.00000001, and a lot must be a multiple"
                            + " of that; the lot of " + market.instrument + " is "
                            + market.instrument.lotSize().toPlainString());
        }
        TickMatcher matcher = new TickMatcher(recorded, config.queueModel(), config.fills(), lotUnits, flow);
        market.ticks = matcher;
        return matcher;
    }

    /** How many lots of a bar's volume may be ours. */
    private long share(Instrument instrument, double volume) {
        double lots = volume
                * config.participation().units()
                / Rate.ONE
                / instrument.lotSize().doubleValue();
        // Volume is a double: what is a hair below a whole lot was meant to be one.
        return (long) Math.min(1L << 60, Math.floor(lots * (1 + 1e-12)));
    }

    static void rest(SimMarket market, Bar bar) {
        // Most orders are done with at the open: then the rest of the bar's prices need not be looked up.
        if (market.matcher.isEmpty()) {
            market.matcher.nothingRests();
        } else {
            market.matcher.rest(bar.openTicks(), bar.highTicks(), bar.lowTicks());
        }
        close(market, bar);
    }

    /** A bar is over. Where no order rests, this is all that happens in it. */
    static void close(SimMarket market, Bar bar) {
        market.lastTicks = bar.closeTicks();
        market.nowTicks = bar.closeTicks();
        if (market.history == null) {
            market.lastCloseNanos = bar.closeTimeNanos();
        }
        market.publish(bar);
    }

    /** Executes market orders at the last close: how a run closes what it still holds. */
    void executeAtLastClose() {
        for (SimMarket market : markets.values()) {
            market.barLots = Long.MAX_VALUE;
            TickMatcher ticks = market.ticks;
            if (ticks != null) {
                ticks.closeAt(market.lastTicks);
            } else if (!market.matcher.isEmpty()) {
                market.matcher.open(clock.nanos(), market.lastTicks);
            }
        }
    }

    /**
     * Somebody trades with a limit order that rests, at its price, for a part of it or for what is left. Bars fill orders
     * whole; this is how a part is filled.
     *
     * @throws IllegalArgumentException if no limit order of that id rests here, or fewer lots are left of it
     */
    public void trade(ClientOrderId id, long lots) {
        mustBeOpen();
        flow.trade(id, lots);
    }

    /** Says where the bars that have happened can be found, for {@link #history}. */
    public void remember(Instrument instrument, BarHistory bars, Duration length) {
        record(instrument, bars, length.toNanos());
    }

    /** Takes note of where past bars of an instrument can be found. */
    SimMarket record(Instrument instrument, BarHistory history, long intervalNanos) {
        SimMarket market = market(instrument);
        market.history = history;
        market.intervalNanos = intervalNanos;
        return market;
    }

    /** The books of the account, at the last prices. */
    public Ledger ledger() {
        flow.markAll();
        return account.ledger();
    }

    /** Bars in which both orders of a pair were touched, and neither at the open. */
    public long bothLegsTouched() {
        return flow.bothLegsTouched();
    }

    // The plugin

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public void init(ExecutionListener reports) {
        if (state != Health.State.NOT_STARTED) {
            throw new IllegalStateException("init was called before");
        }
        flow.reportTo(reports);
        state = Health.State.HEALTHY;
    }

    @Override
    public List<Instrument> instruments() {
        return List.copyOf(markets.keySet());
    }

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        mustBeOpen();
        return switch (order) {
            case ApprovedOrder.Single single -> flow.execute(single, market(single.instrument()));
            case ApprovedOrder.Oco oco -> flow.execute(oco, market(oco.instrument()));
        };
    }

    @Override
    public CancelResult cancelOrder(ClientOrderId id) {
        mustBeOpen();
        return flow.cancel(id);
    }

    @Override
    public ExecutionResult replaceOrder(ClientOrderId id, ApprovedOrder.Single replacement) {
        mustBeOpen();
        return flow.replace(id, replacement);
    }

    @Override
    public Optional<OrderSnapshot> fetchOrder(ClientOrderId id) {
        return Optional.ofNullable(flow.find(id)).map(o -> o.snapshot(clock.nanos()));
    }

    @Override
    public List<OrderSnapshot> openOrders() {
        return flow.open().stream().map(o -> o.snapshot(clock.nanos())).toList();
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        SimMarket market = market(instrument);
        if (market.lastTicks <= 0) {
            throw new PluginException("no price of " + instrument + " is known yet");
        }
        return new Ticker(instrument, market.lastTicks, market.lastTicks, market.lastTicks, market.lastTimeNanos());
    }

    @Override
    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant to) {
        return market(instrument).past(bar, from, to);
    }

    @Override
    public Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener reader) {
        SimMarket market = market(instrument);
        market.listeners.add(reader);
        return () -> market.listeners.remove(reader);
    }

    @Override
    public List<Balance> fetchBalance() {
        Ledger ledger = account.ledger();
        List<Balance> balances = new ArrayList<>();
        balances.add(
                new Balance(ledger.asset(), Math.subtractExact(ledger.cash(), ledger.reserved()), ledger.reserved()));
        if (config.account() == AccountType.SPOT) {
            for (Holding holding : ledger.holdings()) {
                if (holding.lots() != 0) {
                    balances.add(new Balance(holding.instrument().base(), unitsOf(holding), 0));
                }
            }
        }
        return balances;
    }

    /** What is held, in units of 1e-8; what is finer than that is not shown. */
    private static long unitsOf(Holding holding) {
        return holding.instrument()
                .quantity(holding.lots())
                .movePointRight(Money.SCALE)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** What is held: at a margin account with short positions among them, at a spot account also as assets. */
    @Override
    public List<Position> positions() {
        return account.ledger().holdings().stream()
                .filter(holding -> holding.lots() != 0)
                .map(holding -> holding.position())
                .toList();
    }

    @Override
    public Health healthCheck() {
        return new Health(state, "the simulated exchange is " + state, Duration.ZERO);
    }

    @Override
    public void close() {
        state = Health.State.CLOSED;
        flow.reportTo(report -> {});
        markets.values().forEach(market -> market.listeners.clear());
    }

    private void mustBeOpen() {
        if (state != Health.State.HEALTHY) {
            throw new IllegalStateException(
                    state == Health.State.CLOSED ? "the exchange is closed" : "init has not been called");
        }
    }

    private SimMarket market(Instrument instrument) {
        SimMarket last = lastMarket;
        if (last.instrument.equals(instrument)) {
            return last;
        }
        SimMarket market = markets.get(instrument);
        if (market == null) {
            throw new IllegalArgumentException("the exchange does not trade " + instrument);
        }
        lastMarket = market;
        return market;
    }
}
