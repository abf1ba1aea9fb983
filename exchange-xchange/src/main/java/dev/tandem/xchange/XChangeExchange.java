package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Denial;
import dev.tandem.gate.DenialReason;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Position;
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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.Exchange;

/**
 * One account at one venue that XChange reaches.
 *
 * <p>No call blocks longer than the timeouts of {@link Settings} allow: waiting for its turn (5 s), connecting (3 s),
 * reading (5 s), for each request that it needs; an order needs one, and one more for the balance if it may only reduce.
 */
final class XChangeExchange implements ExecutionPlugin {
    private final String name;
    private final VenueProfile profile;
    private final Settings settings;
    private final @Nullable Credentials credentials;
    private final Pulse pulse;
    private final VenueClock clock;
    private final Correspondent venue;
    private final LiveOrders orders;
    private final Watch watch;
    private final Execution execution;
    private final AccountCheck check;
    private final EarlierOrders earlier;
    private final Map<String, VenueInstrument> instruments = new LinkedHashMap<>();
    private final Map<String, VenueInstrument> bySymbol = new HashMap<>();
    private final Set<MarketStream> markets = ConcurrentHashMap.newKeySet();
    private final boolean streams;
    private Pulse.@Nullable Beat beat;
    private volatile @Nullable NewsStream stream;
    private volatile Health.State state = Health.State.NOT_STARTED;

    XChangeExchange(
            String name,
            VenueProfile profile,
            Settings settings,
            @Nullable Credentials credentials,
            Class<? extends Exchange> exchangeClass,
            Surroundings surroundings) {
        this.name = name;
        this.profile = profile;
        this.settings = settings;
        this.credentials = credentials;
        this.pulse = surroundings.pulse();
        this.streams = surroundings.streams()
                && settings.stream()
                && credentials != null
                && profile.capabilities().has(Capability.EXECUTION_STREAM);
        this.clock = new VenueClock(surroundings.clock());
        KeyTurn turn = new KeyTurn(
                surroundings.timer(),
                new RateBudget(
                        settings.rateLimits() ? profile.limits() : List.of(),
                        surroundings.timer().nanos()),
                profile.errors(),
                settings.turnTimeout());
        Venue account = profile.open(new VenueProfile.Access(exchangeClass, settings, credentials, clock));
        this.venue = new Correspondent(account, profile, turn, clock, settings.rateLimits());
        this.orders = new LiveOrders(clock, new FeeInQuote(new FeePrices(instruments, venue, clock)::price));
        this.watch = new Watch(venue, orders, clock, settings.settleTime(), settings.pollInterval());
        this.execution = new Execution(profile, venue, orders, watch, clock, settings.settleTime());
        watch.lookAfter(execution.targets());
        this.check = new AccountCheck(name, credentials, settings, clock, venue, orders, watch, execution);
        this.earlier = new EarlierOrders(profile, venue, orders, watch, execution, clock, bySymbol);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return profile.capabilities();
    }

    // Life

    @Override
    public synchronized void init(ExecutionListener listener) {
        if (state != Health.State.NOT_STARTED) {
            throw new IllegalStateException("init was called before");
        }
        OnePost.verify();
        try {
            venue.measureClock();
            for (VenueInstrument instrument : venue.instruments()) {
                instruments.put(instrument.instrument().symbol(), instrument);
                bySymbol.put(instrument.symbol(), instrument);
            }
            if (credentials != null) {
                Optional<String> objection = venue.objection();
                if (objection.isPresent() && settings.refuseWithdrawal()) {
                    throw new PluginException(
                            name + " is not started: " + objection.get() + ", or set 'allow-withdrawal' to true");
                }
                if (profile.capabilities().has(Capability.LIMIT_ORDER)) {
                    venue.balances();
                    earlier.adoptOpen();
                }
            }
        } catch (VenueException e) {
            String message = name + " cannot be started: " + redacted(e.error().text());
            throw e.error().kind().isPassing() ? PluginException.passing(message) : new PluginException(message);
        }
        orders.reportTo(listener);
        state = Health.State.HEALTHY;
        beat = pulse.every(settings.pollInterval(), this::poll);
        watch.beat(beat);
        if (streams) {
            stream = new NewsStream(venue, watch::heard);
        }
    }

    /** Whether what happens to orders is heard at once, and not only when it is asked for. */
    boolean isListening() {
        NewsStream news = stream;
        return news != null && news.isConnected();
    }

    private void poll() {
        if (state == Health.State.HEALTHY) {
            watch.look();
        }
    }

    @Override
    public void close() {
        Pulse.Beat running;
        synchronized (this) {
            if (state == Health.State.CLOSED) {
                return;
            }
            state = Health.State.CLOSED;
            running = beat;
        }
        orders.beSilent();
        markets.forEach(MarketStream::close);
        markets.clear();
        NewsStream news = stream;
        if (news != null) {
            news.close();
        }
        if (running != null) {
            running.close();
        }
    }

    @Override
    public Health healthCheck() {
        Health.State now = state;
        if (now == Health.State.NOT_STARTED || now == Health.State.CLOSED) {
            return new Health(
                    now,
                    now == Health.State.CLOSED ? name + " is closed" : name + " has not been started",
                    clock.skew());
        }
        return check.now();
    }

    private String redacted(String text) {
        return credentials == null ? text : credentials.redact(text);
    }

    // Orders

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        mustBeOpen();
        VenueInstrument at = instrument(order.instrument());
        if (credentials == null) {
            return new ExecutionResult.Denied(
                    new Denial(
                            DenialReason.CAPABILITY,
                            "",
                            "",
                            "",
                            name + " was opened without credentials: only public data can be had"),
                    clock.nanos());
        }
        return credentials.redact(
                switch (order) {
                    case ApprovedOrder.Single single -> execution.execute(single, at);
                    case ApprovedOrder.Oco oco -> execution.execute(oco, at);
                });
    }

    @Override
    public CancelResult cancelOrder(ClientOrderId order) {
        mustBeOpen();
        return execution.cancel(order);
    }

    @Override
    public ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
        mustBeOpen();
        instrument(replacement.instrument());
        ExecutionResult result = execution.replace(order, replacement);
        return credentials == null ? result : credentials.redact(result);
    }

    @Override
    public Optional<OrderSnapshot> fetchOrder(ClientOrderId id) {
        mustBeOpen();
        LiveOrder order = orders.find(id);
        if (order != null && order.held) {
            return Optional.of(order.snapshot());
        }
        try {
            if (order == null) {
                return openOrders().stream()
                        .filter(open -> open.clientOrderId().equals(id))
                        .findFirst();
            }
            Optional<VenueOrder> view = venue.query(order.reference());
            if (view.isPresent() && orders.open(id) == order && order.status != OrderStatus.UNCONFIRMED) {
                watch.settle(order, view.get());
            }
            return view.map(seen -> snapshot(seen, order.instrument));
        } catch (VenueException e) {
            throw failed("order " + id + " cannot be asked for", e);
        }
    }

    @Override
    public List<OrderSnapshot> openOrders() {
        mustBeOpen();
        try {
            List<OrderSnapshot> open = new ArrayList<>();
            for (VenueOrder view : venue.allOpenOrders()) {
                VenueInstrument at = bySymbol.get(view.symbol());
                if (at != null) {
                    open.add(snapshot(view, at.instrument()));
                }
            }
            execution.targets().held().forEach(target -> open.add(target.snapshot()));
            // Numbers grow; where the venue has names instead, and for what is held here, the time counts.
            open.sort(Comparator.<OrderSnapshot>comparingLong(order ->
                            order.orderId().number() > 0 ? order.orderId().number() : Long.MAX_VALUE)
                    .thenComparingLong(OrderSnapshot::timeNanos));
            return open;
        } catch (VenueException e) {
            throw failed("open orders cannot be asked for", e);
        }
    }

    @Override
    public Optional<OrderSnapshot> adopt(ApprovedOrder order) {
        mustBeOpen();
        try {
            return Optional.ofNullable(earlier.adopt(order, instrument(order.instrument())))
                    .map(LiveOrder::snapshot);
        } catch (VenueException e) {
            throw failed("order " + order + " cannot be asked for", e);
        }
    }

    @Override
    public void refresh() {
        mustBeOpen();
        watch.poll();
        VenueError trouble = watch.trouble();
        if (trouble != null) {
            throw new PluginException(name + ": orders cannot be looked after: " + redacted(trouble.text()));
        }
    }

    @Override
    public Duration settleTime() {
        return settings.settleTime();
    }

    private static OrderSnapshot snapshot(VenueOrder view, Instrument instrument) {
        return new OrderSnapshot(
                ClientOrderId.parse(view.clientId()),
                view.orderId(),
                instrument,
                view.side(),
                view.type(),
                view.status(),
                instrument.roundedLots(view.quantity(), RoundingMode.DOWN),
                instrument.roundedLots(view.executed(), RoundingMode.DOWN),
                view.timeNanos());
    }

    // Account

    @Override
    public List<Balance> fetchBalance() {
        mustBeOpen();
        try {
            return venue.balances().stream()
                    .filter(balance -> balance.total().signum() != 0)
                    .map(balance -> new Balance(balance.asset(), money(balance.free()), money(balance.locked())))
                    .toList();
        } catch (VenueException e) {
            throw failed("balances cannot be asked for", e);
        }
    }

    private static long money(BigDecimal amount) {
        return Money.of(amount.setScale(Money.SCALE, RoundingMode.DOWN));
    }

    /** Spot: what is held of the base assets of the instruments that were traded here, at no known cost. */
    @Override
    public List<Position> positions() {
        mustBeOpen();
        try {
            Map<String, VenueBalance> held = new HashMap<>();
            for (VenueBalance balance : venue.balances()) {
                held.put(balance.asset(), balance);
            }
            List<Position> positions = new ArrayList<>();
            for (Instrument instrument : orders.traded()) {
                VenueBalance balance = held.get(instrument.base());
                long lots = balance == null ? 0 : instrument.roundedLots(balance.total(), RoundingMode.DOWN);
                if (lots > 0) {
                    positions.add(new Position(instrument, lots, 0));
                }
            }
            return positions;
        } catch (VenueException e) {
            throw failed("positions cannot be asked for", e);
        }
    }

    // Market data

    @Override
    public List<Instrument> instruments() {
        return instruments.values().stream().map(VenueInstrument::instrument).toList();
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        mustBeOpen();
        try {
            Ticker ticker = venue.ticker(instrument(instrument));
            if (ticker.lastTicks() <= 0) {
                throw new PluginException("no price of " + instrument + " is known at " + name);
            }
            return ticker;
        } catch (VenueException e) {
            throw failed("the price of " + instrument + " cannot be asked for", e);
        }
    }

    @Override
    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant to) {
        mustBeOpen();
        VenueInstrument at = instrument(instrument);
        List<Bar> bars = new ArrayList<>();
        long next = from.toEpochMilli();
        long end = to.toEpochMilli();
        try {
            if (clock.isOfAnotherTime()) {
                // It may go at another speed, too: which of its bars are complete is not told by our clock.
                venue.measureClock();
            }
            while (next < end) {
                List<BarRecord> page = venue.bars(at, bar, next, end);
                if (page.isEmpty()) {
                    break;
                }
                bars.addAll(page);
                next = page.getLast().closeTimeNanos() / 1_000_000;
            }
            return bars;
        } catch (VenueException e) {
            throw failed("bars of " + instrument + " cannot be asked for", e);
        }
    }

    @Override
    public Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener listener) {
        mustBeOpen();
        VenueInstrument at = instrument(instrument);
        if (!profile.capabilities().has(Capability.MARKET_DATA_STREAM)) {
            throw new PluginException(
                    name + " has no stream of bars (capability 'market-data-stream'); ask for history");
        }
        if (!settings.stream()) {
            throw new PluginException(name + " is set to listen to no streams (setting 'stream')");
        }
        // A length that the venue does not have is named now, and not when the connection is there.
        venue.marketStream(at, bar);
        MarketStream market = new MarketStream(
                bar + " bars of " + instrument + " at " + name,
                () -> venue.marketStream(at, bar),
                (from, to) -> history(instrument, bar, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)),
                bar,
                clock,
                listener,
                StreamPace.standard(settings.streamSilence()));
        markets.add(market);
        return () -> {
            markets.remove(market);
            market.close();
        };
    }

    private VenueInstrument instrument(Instrument instrument) {
        VenueInstrument at = instruments.get(instrument.symbol());
        if (at == null) {
            throw new IllegalArgumentException(name + " does not trade " + instrument);
        }
        return at;
    }

    private void mustBeOpen() {
        if (state != Health.State.HEALTHY) {
            throw new IllegalStateException(
                    state == Health.State.CLOSED ? name + " is closed" : "init has not been called");
        }
    }

    private PluginException failed(String what, VenueException e) {
        return new PluginException(
                name + ": " + what + ": " + redacted(e.error().text()));
    }

    @Override
    public String toString() {
        return name;
    }
}
