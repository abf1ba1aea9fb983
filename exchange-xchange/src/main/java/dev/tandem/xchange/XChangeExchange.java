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
import dev.tandem.model.OrderType;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account at one venue that XChange reaches.
 *
 * <p>No call blocks longer than the timeouts of {@link Settings} allow: waiting for its turn (5 s), connecting (3 s),
 * reading (5 s), for each request that it needs; an order needs one, and one more for the balance if it may only reduce.
 */
final class XChangeExchange implements ExecutionPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(XChangeExchange.class);
    private static final long STALE_ROUNDS = 5;
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(1);

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
    private final Map<String, VenueInstrument> instruments = new LinkedHashMap<>();
    private final Map<String, VenueInstrument> bySymbol = new HashMap<>();
    private final Map<String, CachedPrice> prices = new HashMap<>();
    private final Set<MarketStream> markets = ConcurrentHashMap.newKeySet();
    private final boolean streams;
    private Pulse.@Nullable Beat beat;
    private volatile @Nullable NewsStream stream;
    private volatile Health.State state = Health.State.NOT_STARTED;

    private record CachedPrice(@Nullable BigDecimal price, long atNanos) {}

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
        this.orders = new LiveOrders(clock, new FeeInQuote(this::price));
        this.watch = new Watch(venue, orders, clock, settings.settleTime(), settings.pollInterval());
        this.execution = new Execution(profile, venue, orders, watch, clock, settings.settleTime());
        watch.lookAfter(execution.targets());
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
                    adopt();
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

    /** Orders of an earlier session that are still open: their fills are told from now on. */
    private void adopt() throws VenueException {
        for (VenueOrder view : venue.allOpenOrders()) {
            ClientOrderId id = ClientOrderId.parse(view.clientId());
            VenueInstrument at = bySymbol.get(view.symbol());
            if (id.number() < 1 || at == null) {
                continue;
            }
            Instrument instrument = at.instrument();
            LiveOrder order = new LiveOrder(
                    id,
                    instrument,
                    at,
                    view.side(),
                    view.type(),
                    instrument.roundedLots(view.quantity(), RoundingMode.DOWN),
                    view.timeNanos());
            orders.add(order);
            orders.accepted(order, view, false);
            if (view.executed().signum() > 0) {
                orders.known(order, venue.fills(order.reference()));
            }
        }
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
        try {
            venue.measureClock();
            if (credentials != null) {
                venue.balances();
            }
        } catch (VenueException e) {
            return new Health(
                    Health.State.DOWN,
                    name + " does not answer as it should: "
                            + redacted(e.error().text()),
                    clock.skew());
        } catch (RuntimeException e) {
            LOG.error("the health check of {} failed", name, e);
            return new Health(Health.State.DOWN, name + ": " + redacted(String.valueOf(e)), clock.skew());
        }
        return degraded()
                .map(why -> new Health(Health.State.DEGRADED, name + " answers, but " + why, clock.skew()))
                .orElseGet(() -> new Health(
                        Health.State.HEALTHY,
                        name + " answers" + (credentials == null ? "; there are no credentials" : ""),
                        clock.skew()));
    }

    private Optional<String> degraded() {
        VenueError trouble = watch.trouble();
        if (trouble != null) {
            return Optional.of("orders could not be looked after: " + redacted(trouble.text()));
        }
        long silence = clock.nanos() - watch.heardNanos();
        long limit = STALE_ROUNDS * settings.pollInterval().toNanos()
                + settings.readTimeout().toNanos();
        if (silence > limit) {
            return Optional.of("nothing has been heard of the orders for " + silence / 1_000_000 + " ms (limit "
                    + limit / 1_000_000 + " ms)");
        }
        LiveOrder bare = execution.targets().withoutStop();
        if (bare != null) {
            return Optional.of("the stop of " + bare.id + " could not be put back: " + bare.instrument
                    + " is not protected; it is tried again in each round");
        }
        List<LiveOrder> unclear = orders.unconfirmed();
        if (!unclear.isEmpty()) {
            return Optional.of("nobody knows yet what became of "
                    + unclear.stream().map(order -> order.id.toString()).toList());
        }
        if (clock.skew().abs().compareTo(TOLERATED_SKEW) > 0) {
            return Optional.of("its clock is " + clock.skew().toMillis() + " ms ahead of ours (corrected; above "
                    + TOLERATED_SKEW.toMillis() + " ms something is wrong with one of them)");
        }
        return Optional.empty();
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
        return redacted(
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
        return redacted(execution.replace(order, replacement));
    }

    private ExecutionResult redacted(ExecutionResult result) {
        return switch (result) {
            case ExecutionResult.Rejected r ->
                new ExecutionResult.Rejected(
                        r.code(), redacted(r.message()), r.timeNanos(), redacted(r.raw()), r.reason());
            case ExecutionResult.Unconfirmed u ->
                new ExecutionResult.Unconfirmed(redacted(u.message()), u.timeNanos(), redacted(u.raw()));
            case ExecutionResult.Accepted a ->
                new ExecutionResult.Accepted(a.orderId(), a.timeNanos(), redacted(a.raw()));
            case ExecutionResult.Filled f ->
                new ExecutionResult.Filled(
                        f.orderId(), f.filledLots(), f.averagePriceTicks(), f.fees(), f.timeNanos(), redacted(f.raw()));
            case ExecutionResult.Denied d -> d;
        };
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
            return switch (order) {
                case ApprovedOrder.Single single -> {
                    LiveOrder adopted = adopt(single);
                    if (profile.holdsStops() && single.type() instanceof OrderType.Stop) {
                        adopted =
                                execution.targets().adopt(single, null, adopted, null, instrument(single.instrument()));
                    }
                    yield adopted == null ? Optional.empty() : Optional.of(adopted.snapshot());
                }
                case ApprovedOrder.Oco pair -> {
                    LiveOrder stop = execution
                            .targets()
                            .adopt(
                                    pair.stop(),
                                    pair.limit(),
                                    adopt(pair.stop()),
                                    adopt(pair.limit()),
                                    instrument(pair.instrument()));
                    yield stop == null ? Optional.empty() : Optional.of(stop.snapshot());
                }
            };
        } catch (VenueException e) {
            throw failed("order " + order + " cannot be asked for", e);
        }
    }

    /** Takes an order of an earlier session over, if the venue knows it by its name. */
    private @Nullable LiveOrder adopt(ApprovedOrder.Single order) throws VenueException {
        VenueInstrument at = instrument(order.instrument());
        LiveOrder live = new LiveOrder(
                order.id(), order.instrument(), at, order.side(), order.type(), order.lots(), clock.nanos());
        Optional<VenueOrder> found = venue.query(live.reference());
        if (found.isEmpty() || found.get().side() != order.side()) {
            return null;
        }
        VenueOrder view = found.get();
        live.approved = order;
        live.type = view.type();
        live.lots = order.instrument().roundedLots(view.quantity(), RoundingMode.DOWN);
        live.status = OrderStatus.UNCONFIRMED;
        orders.add(live);
        orders.accepted(live, view, true);
        watch.settle(live, view);
        return live;
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

    /** What an asset is worth in another, for fees; asked for once a minute at most. */
    private @Nullable BigDecimal price(String asset, String quote) {
        VenueInstrument at = instruments.get(asset + "/" + quote);
        if (at == null) {
            return null;
        }
        synchronized (prices) {
            CachedPrice cached = prices.get(at.symbol());
            if (cached != null && clock.nanos() - cached.atNanos < 60_000_000_000L) {
                return cached.price;
            }
        }
        BigDecimal price = null;
        try {
            price = at.instrument().price(venue.ticker(at).lastTicks());
        } catch (VenueException e) {
            LOG.debug("no price of {}: {}", at.symbol(), e.error().text());
        }
        synchronized (prices) {
            prices.put(at.symbol(), new CachedPrice(price, clock.nanos()));
        }
        return price;
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
