package dev.tandem.venue;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.TickSet;
import dev.tandem.sim.book.EarlyTrigger;
import dev.tandem.sim.book.TriggerPrice;
import dev.tandem.sim.match.FillModel;
import dev.tandem.sim.spot.BarMarket;
import dev.tandem.sim.spot.SpotAccounts;
import dev.tandem.sim.spot.SpotFees;
import dev.tandem.sim.spot.SpotListener;
import dev.tandem.sim.spot.SpotMarket;
import dev.tandem.web.WebServer;
import dev.tandem.web.WebServerBuilder;
import dev.tandem.web.WebServerException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulated exchange that speaks Binance's spot protocol: bars happen at it, and clients that nobody here wrote trade on it.
 *
 * <pre>{@code
 * Venue venue = Venue.of(bars)
 *         .account("key", "secret")
 *         .balance("USDT", Money.parse("1000000"))
 *         .clock(ClockMode.LOCKSTEP)
 *         .start();
 * venue.uri();   // http://127.0.0.1:40123
 * }</pre>
 *
 * <p>Safe for any thread.
 */
public final class Venue implements AutoCloseable {
    private final VenueCore core;
    private final @Nullable Pacer pacer;
    private final @Nullable FileJournal journal;
    private final WebServer server;
    private final ClockMode clock;
    private final List<String> findings;

    /** A venue at which these bars happen. */
    public static VenueBuilder of(BarColumns bars) {
        return new VenueBuilder(bars, null);
    }

    /**
     * A venue whose market is the one that was recorded: its trades, its quotes, its book.
     *
     * @param market an instrument's files, and the bars that are made of them
     * @param policy what to do where updates of the book cannot be right
     * @throws dev.tandem.marketdata.DataException if they cannot, and the policy is to stop there
     */
    public static VenueBuilder of(TickSet.Market market, BookPolicy policy) {
        return new VenueBuilder(market.bars(), new Recording(market, policy));
    }

    Venue(VenueBuilder options) {
        BarColumns bars = options.bars;
        clock = options.clock;
        findings = options.recording == null ? List.of() : options.recording.findings;
        Instrument traded = bars.instrument();
        Instrument instrument =
                Instrument.of(traded.symbol(), traded.tickSize(), traded.lotSize(), options.minNotional);
        Symbols symbols = new Symbols(List.of(instrument));
        SymbolRules rules = symbols.all().iterator().next();
        SpotFees fees = new SpotFees(options.fee, options.fee, options.feeAsset);
        SpotAccounts books = new SpotAccounts();
        Tape tape = new Tape(bars);
        core = new VenueCore(
                rules,
                books,
                tape,
                options.keys.stream().map(ApiKeys.Key::account).toList(),
                options::balancesOf,
                listener -> market(options, instrument, fees, books, tape, listener));
        boolean standsStill = options.clock.standsStill();
        Faults faults = options.faults;
        InstantSource apiClock = () -> options.realTime.instant().plus(faults.clockSkew());
        InstantSource market = () -> {
            synchronized (core) {
                return Instant.ofEpochMilli(core.tape().nowMillis());
            }
        };
        BinanceRest rest = new BinanceRest(
                        apiClock,
                        symbols,
                        new ApiKeys(options.keys),
                        new RequestWeights(options.weightPerMinute),
                        new OrderCounts(options.ordersPerTenSeconds, options.ordersPerDay),
                        symbol -> {
                            synchronized (core) {
                                return core.tape().averagePrice();
                            }
                        })
                .with(faults)
                .limitsBy(standsStill ? market : options.realTime);
        WebServerBuilder builder = WebServer.builder().listen(options.listen).limits(options.webLimits);
        if (options.isOnLoopback()) {
            builder.loopbackHosts();
        }
        rest.install(builder);
        journal = options.journal == null
                ? null
                : FileJournal.open(options.journal, options.identity(), standsStill, core, symbols);
        if (journal != null) {
            core.recordTo(journal);
        }
        Depth depth = new Depth(core);
        new OrderCalls(rest, symbols, core).install(builder);
        new AccountCalls(rest, symbols, core, fees).install(builder);
        new MarketCalls(rest, symbols, core, depth).install(builder);
        new TandemCalls(core, options.clock).install(builder);
        StreamHub hub = new StreamHub(options.realTime, faults);
        UserStreams users = new UserStreams(hub);
        core.publishTo(new Broadcast(core, hub, users, depth));
        new UserStreamCalls(rest, users, options.realTime).install(builder);
        new WsApi(rest, users, faults).install(builder);
        hub.install(builder);
        try {
            server = builder.start();
        } catch (WebServerException e) {
            if (journal != null) {
                journal.close();
            }
            throw e;
        }
        if (standsStill) {
            pacer = null;
        } else {
            pacer = new Pacer(core, options.clock.speed());
            pacer.start();
        }
    }

    private static Trading market(
            VenueBuilder options,
            Instrument instrument,
            SpotFees fees,
            SpotAccounts books,
            Tape tape,
            SpotListener listener) {
        Recording recording = options.recording;
        if (recording != null) {
            int world = books.openHouse();
            SpotMarket book = new SpotMarket(
                    books,
                    instrument,
                    fees,
                    recording.trades == null ? TriggerPrice.BEST : TriggerPrice.LAST,
                    EarlyTrigger.REJECT,
                    listener);
            return new RecordedTrading(recording, book, world, tape);
        }
        if (options.clock.standsStill()) {
            BarMarket bars = new BarMarket(books, instrument, fees, FillModel.REALISTIC, listener);
            return new BarTrading(options.bars, bars, tape);
        }
        int house = books.openHouse();
        SpotMarket book = new SpotMarket(books, instrument, fees, listener);
        return new BookTrading(options.bars, book, house, tape, options.clock.points());
    }

    VenueCore core() {
        return core;
    }

    /** What is traded, by Binance's name: {@code BTCUSDT}. */
    public String symbol() {
        return core.rules().symbol();
    }

    /** What is wrong with the recording of the book and was handled as the policy says, one sentence for each kind. */
    public List<String> findings() {
        return findings;
    }

    /** How time passes. */
    public ClockMode clock() {
        return clock;
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** {@code http://127.0.0.1:40123}. */
    public URI uri() {
        return server.uri();
    }

    /** Stops the market and the server; what is in flight is answered first. */
    @Override
    public void close() {
        if (pacer != null) {
            pacer.close();
        }
        server.stop(Duration.ofSeconds(5));
        if (journal != null) {
            synchronized (core) {
                journal.close();
            }
        }
    }
}
