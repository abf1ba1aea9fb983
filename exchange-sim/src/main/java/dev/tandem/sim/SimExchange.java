package dev.tandem.sim;

import dev.tandem.engine.EngineClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.ExactMath;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
import dev.tandem.model.Money;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Position;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Ticker;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import dev.tandem.sim.match.MatchListener;
import dev.tandem.sim.match.RestingOrder;
import dev.tandem.strategy.BarHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private static final int REMEMBERED = 1024;

    private final SimConfig config;
    private final EngineClock clock;
    private final SimAccount account;
    private final Capabilities capabilities;
    private final Map<Instrument, SimMarket> markets = new LinkedHashMap<>();
    private final Map<ClientOrderId, SimOrder> open = new LinkedHashMap<>();
    private final Map<ClientOrderId, SimOrder> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientOrderId, SimOrder> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final MatchListener matches = new Matches();
    private SimMarket lastMarket;
    private @Nullable ExecutionListener listener;
    private Health.State state = Health.State.NOT_STARTED;
    private long lastOrderNumber;
    private long lastTradeNumber;
    private long bothLegsTouched;

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
        for (Instrument instrument : instruments) {
            markets.put(instrument, new SimMarket(instrument, ledger.holding(instrument), config.fills(), matches));
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
        SimMarket market = market(bar.instrument());
        if (config.slippageWithinBar()) {
            market.lowTicks = bar.lowTicks();
            market.highTicks = bar.highTicks();
        }
        market.matcher.open(bar.openTimeNanos(), bar.openTicks());
    }

    /** The rest of the bar happens, up to its close. */
    public void rest(Bar bar) {
        SimMarket market = market(bar.instrument());
        market.matcher.rest(bar.openTicks(), bar.highTicks(), bar.lowTicks());
        market.lastTicks = bar.closeTicks();
        market.lastTimeNanos = bar.closeTimeNanos();
        market.publish(bar);
    }

    /** Executes market orders at the last close: how a run closes what it still holds. */
    void executeAtLastClose() {
        for (SimMarket market : markets.values()) {
            if (!market.matcher.isEmpty()) {
                market.matcher.open(clock.nanos(), market.lastTicks);
            }
        }
    }

    /** Takes note of where past bars of an instrument can be found. */
    void record(Instrument instrument, BarHistory history, long intervalNanos) {
        SimMarket market = market(instrument);
        market.history = history;
        market.intervalNanos = intervalNanos;
    }

    /** The books of the account, at the last prices. */
    public Ledger ledger() {
        markAll();
        return account.ledger();
    }

    /** Prices are taken note of when somebody asks what the account is worth, not at each bar. */
    private void markAll() {
        for (SimMarket market : markets.values()) {
            account.ledger().mark(market.holding, market.lastTicks);
        }
    }

    /** Bars in which both orders of a pair were touched, and neither at the open. */
    public long bothLegsTouched() {
        return bothLegsTouched;
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
        listener = reports;
        state = Health.State.HEALTHY;
    }

    @Override
    public List<Instrument> instruments() {
        return List.copyOf(markets.keySet());
    }

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        listener();
        return switch (order) {
            case ApprovedOrder.Single single -> execute(single);
            case ApprovedOrder.Oco oco -> execute(oco);
        };
    }

    private ExecutionResult execute(ApprovedOrder.Single single) {
        if (open.containsKey(single.id())) {
            return rejected("duplicate-client-order-id", "there is an open order " + single.id() + " already");
        }
        SimMarket market = market(single.instrument());
        SimOrder order = new SimOrder(single, nextOrderId(), market);
        long closing = Math.min(single.lots(), SimAccount.closable(market.holding, single.side()));
        long opening = single.reduceOnly() ? 0 : single.lots() - closing;
        long ticks = SimAccount.referenceTicks(single.type(), market.lastTicks);
        if (opening > 0) {
            markAll();
        }
        boolean affordable = opening == 0
                || ticks <= 0
                || account.canPay(market.holding, single.side(), single.lots(), ticks, config.takerFee());
        if (!affordable && closing == 0) {
            return rejected(
                    "insufficient-balance",
                    "the account has " + Money.toText(account.ledger().available()) + " "
                            + account.ledger().asset()
                            + " to spend, and the order needs "
                            + Money.toText(account.reservation(single.instrument(), ticks, single.lots(), opening)));
        }
        order.reserved = account.reservation(single.instrument(), ticks, single.lots(), opening);
        account.ledger().reserve(order.reserved);
        open.put(single.id(), order);
        market.matcher.submit(order.resting);
        return new ExecutionResult.Accepted(order.orderId, clock.nanos(), "");
    }

    private ExecutionResult execute(ApprovedOrder.Oco oco) {
        if (open.containsKey(oco.stop().id()) || open.containsKey(oco.limit().id())) {
            return rejected("duplicate-client-order-id", "one of the pair is open already");
        }
        SimMarket market = market(oco.instrument());
        SimOrder stop = new SimOrder(oco.stop(), nextOrderId(), market);
        SimOrder limit = new SimOrder(oco.limit(), nextOrderId(), market);
        open.put(stop.approved.id(), stop);
        open.put(limit.approved.id(), limit);
        market.matcher.submitPair(stop.resting, limit.resting);
        return new ExecutionResult.Accepted(stop.orderId, clock.nanos(), "");
    }

    @Override
    public CancelResult cancelOrder(ClientOrderId id) {
        listener();
        SimOrder order = open.get(id);
        if (order == null) {
            SimOrder past = ended.get(id);
            return new CancelResult.TooLate(
                    past == null ? "there is no order " + id : "order " + id + " is " + past.status, clock.nanos());
        }
        RestingOrder sibling = order.resting.sibling();
        takeOut(order);
        endAs(order, OrderStatus.CANCELED, "requested");
        if (sibling != null) {
            SimOrder other = (SimOrder) sibling.owner();
            takeOut(other);
            endAs(other, OrderStatus.CANCELED, "requested");
        }
        return new CancelResult.Canceled(clock.nanos());
    }

    @Override
    public ExecutionResult replaceOrder(ClientOrderId id, ApprovedOrder.Single replacement) {
        SimOrder order = open.get(id);
        if (order == null) {
            return rejected("unknown-order", "there is no open order " + id);
        }
        order.approved = replacement;
        if (replacement.type() instanceof OrderType.Stop(long stopTicks)) {
            order.market.matcher.moveStop(order.resting, stopTicks);
        }
        return new ExecutionResult.Accepted(order.orderId, clock.nanos(), "");
    }

    @Override
    public Optional<OrderSnapshot> fetchOrder(ClientOrderId id) {
        SimOrder order = open.getOrDefault(id, ended.get(id));
        return Optional.ofNullable(order).map(o -> o.snapshot(clock.nanos()));
    }

    @Override
    public List<OrderSnapshot> openOrders() {
        return open.values().stream().map(o -> o.snapshot(clock.nanos())).toList();
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        SimMarket market = market(instrument);
        if (market.lastTicks <= 0) {
            throw new PluginException("no price of " + instrument + " is known yet");
        }
        return new Ticker(instrument, market.lastTicks, market.lastTicks, market.lastTicks, market.lastTimeNanos);
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
        return balances;
    }

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
        listener = null;
        markets.values().forEach(market -> market.listeners.clear());
    }

    // What the matcher decides

    private final class Matches implements MatchListener {
        @Override
        public void onMatch(RestingOrder resting, long ticks, boolean maker) {
            execute((SimOrder) resting.owner(), ticks, maker);
        }

        @Override
        public void onExpired(RestingOrder resting) {
            endAs((SimOrder) resting.owner(), OrderStatus.EXPIRED, "time-in-force");
        }

        @Override
        public void onPostOnlyWouldTake(RestingOrder resting) {
            endAs((SimOrder) resting.owner(), OrderStatus.REJECTED, "post-only");
        }

        @Override
        public void onBothLegsTouched(RestingOrder stop) {
            bothLegsTouched++;
        }
    }

    private void execute(SimOrder order, long matchTicks, boolean maker) {
        ApprovedOrder.Single approved = order.approved;
        SimMarket market = order.market;
        Rate rate = maker ? config.makerFee() : config.takerFee();
        long ticks = slipped(order, matchTicks);
        RestingOrder sibling = order.resting.sibling();
        takeOut(order);
        if (sibling != null) {
            takeOut((SimOrder) sibling.owner());
        }

        long closing = Math.min(approved.lots(), SimAccount.closable(market.holding, approved.side()));
        long opening = approved.lots() - closing;
        if (opening > 0) {
            markAll();
        }
        boolean mayOpen = !approved.reduceOnly()
                && (approved.side() == Side.BUY || account.allowsShort())
                && (opening == 0 || account.canPay(market.holding, approved.side(), approved.lots(), ticks, rate));
        long lots = mayOpen ? approved.lots() : closing;
        if (lots > 0) {
            fill(order, ticks, lots, rate, maker);
        }
        if (lots < approved.lots()) {
            if (approved.reduceOnly()) {
                endAs(order, OrderStatus.CANCELED, "reduce-only");
            } else {
                endAs(order, OrderStatus.EXPIRED, "insufficient-balance");
            }
        }
        if (sibling != null) {
            endAs((SimOrder) sibling.owner(), OrderStatus.CANCELED, "oco");
        }
    }

    private void fill(SimOrder order, long ticks, long lots, Rate rate, boolean maker) {
        ApprovedOrder.Single approved = order.approved;
        Instrument instrument = approved.instrument();
        long fee = instrument.fee(ticks, lots, rate);
        account.ledger().book(order.market.holding, approved.side(), lots, ticks, fee);
        order.filledLots += lots;
        long leaves = order.remainingLots();
        if (leaves == 0) {
            order.status = OrderStatus.FILLED;
            remember(order);
        } else {
            order.status = OrderStatus.PARTIALLY_FILLED;
        }
        Fill fill = new Fill(
                TradeId.of(++lastTradeNumber),
                instrument,
                approved.id(),
                order.orderId,
                approved.side(),
                ticks,
                lots,
                fee,
                maker ? Liquidity.MAKER : Liquidity.TAKER,
                clock.nanos());
        listener().onReport(new ExecutionReport.Filled(fill, leaves));
    }

    private long slipped(SimOrder order, long ticks) {
        long units = config.slippage().units();
        boolean slips =
                order.resting.kind() == RestingOrder.Kind.MARKET || order.resting.kind() == RestingOrder.Kind.STOP;
        if (units == 0 || !slips) {
            return ticks;
        }
        SimMarket market = order.market;
        if (order.approved.side() == Side.BUY) {
            long worse = ExactMath.multiplyDivideCeiling(ticks, Rate.ONE + units, Rate.ONE);
            return config.slippageWithinBar() ? Math.max(ticks, Math.min(worse, market.highTicks)) : worse;
        }
        long worse = ExactMath.multiplyDivideFloor(ticks, Rate.ONE - units, Rate.ONE);
        return config.slippageWithinBar() ? Math.min(ticks, Math.max(worse, market.lowTicks)) : worse;
    }

    /** Out of the matcher, and what was set aside for it is free again. */
    private void takeOut(SimOrder order) {
        if (order.resting.isLinked()) {
            order.market.matcher.remove(order.resting);
        }
        account.ledger().release(order.reserved);
        order.reserved = 0;
    }

    private void endAs(SimOrder order, OrderStatus status, String reason) {
        takeOut(order);
        order.status = status;
        remember(order);
        ClientOrderId id = order.approved.id();
        long now = clock.nanos();
        listener()
                .onReport(
                        switch (status) {
                            case CANCELED -> new ExecutionReport.Canceled(id, reason, now);
                            case EXPIRED -> new ExecutionReport.Expired(id, reason, now);
                            case REJECTED -> new ExecutionReport.Rejected(id, reason, reason, now);
                            default -> throw new IllegalArgumentException("not an end: " + status);
                        });
    }

    private void remember(SimOrder order) {
        open.remove(order.approved.id());
        ended.put(order.approved.id(), order);
    }

    private ExecutionResult rejected(String code, String message) {
        return new ExecutionResult.Rejected(code, message, clock.nanos(), "");
    }

    private OrderId nextOrderId() {
        return new OrderId(Long.toString(++lastOrderNumber));
    }

    private ExecutionListener listener() {
        ExecutionListener l = listener;
        if (l == null) {
            throw new IllegalStateException(
                    state == Health.State.CLOSED ? "the exchange is closed" : "init has not been called");
        }
        return l;
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
