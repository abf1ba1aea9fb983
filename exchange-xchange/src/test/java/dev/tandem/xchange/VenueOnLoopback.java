package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.tck.Lever;
import dev.tandem.tck.VenueUnderTest;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import dev.tandem.venue.VenueBuilder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * XChange's Binance module at a {@code tandem venue} on loopback, with a {@link Line} between them.
 *
 * <p>The venue's market plays twelve bars and then stands still at {@code P}, with its house's quotes in the book. What
 * moves it from then on are two other customers who trade with each other, over their own connections: all that the
 * plugin sees happened at the venue, and nothing is told to it from behind.
 *
 * <p>Clocks are moved by hand, five seconds for each moment, so that waiting for a settle time takes none.
 */
final class VenueOnLoopback implements VenueUnderTest {
    static final Instrument BTC =
            Instrument.of("BTC/USDT", new BigDecimal("0.01"), new BigDecimal("0.00001"), 500_000_000L);
    private static final long START = 6_000_000;
    private static final long QUANTITY = 2_000;
    private static final int BARS = 12;
    private static final long MINUTE = 60 * Times.SECOND;
    private static final String KEY = "the-key-under-test";
    private static final String SECRET = "the-secret-under-test";

    private final VenueProfile profile;
    private final HandClock clock = new HandClock();
    private final Venue venue;
    private final Line line;
    private final VenueClient ours;
    private final VenueClient maker;
    private final VenueClient taker;
    private volatile Duration skew = Duration.ZERO;
    private boolean takerBids;

    VenueOnLoopback() {
        this("12000", null);
    }

    /** With another plugin that speaks Binance's language. */
    VenueOnLoopback(VenueProfile profile) {
        this(profile, "12000", null);
    }

    /**
     * @param cash of the account under test
     * @param faults what else goes wrong at the venue; null for nothing
     */
    VenueOnLoopback(String cash, @Nullable Path faults) {
        this(new BinanceProfile(), cash, faults);
    }

    private VenueOnLoopback(VenueProfile profile, String cash, @Nullable Path faults) {
        this.profile = profile;
        long start = Math.floorDiv(clock.nanos(), MINUTE) * MINUTE - BARS * MINUTE;
        BarColumns.Builder bars = new BarColumns.Builder(BTC, MINUTE);
        for (int i = 0; i < BARS; i++) {
            bars.add(start + i * MINUTE, START, START, START, START, 8);
        }
        VenueBuilder builder = Venue.of(bars.build())
                .account(KEY, SECRET)
                .account("maker", "maker-secret")
                .account("taker", "taker-secret")
                .balance(KEY, "USDT", Money.parse(cash))
                .balance("maker", "USDT", Money.parse("10000000000"))
                .balance("maker", "BTC", Money.parse("100000"))
                .balance("taker", "USDT", Money.parse("10000000000"))
                .balance("taker", "BTC", Money.parse("100000"))
                .clock(ClockMode.MAX)
                .limits(100_000_000, 1_000_000)
                .realTime(this::venueTime);
        venue = (faults == null ? builder : builder.faults(faults)).start();
        line = new Line(venue.uri());
        ours = new VenueClient(venue.uri(), KEY, SECRET, this::venueTime);
        maker = new VenueClient(venue.uri(), "maker", "maker-secret", this::venueTime);
        taker = new VenueClient(venue.uri(), "taker", "taker-secret", this::venueTime);
        while (ours.get("/api/v3/klines?symbol=BTCUSDT&interval=1m").size() < BARS) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    Line line() {
        return line;
    }

    HandClock clock() {
        return clock;
    }

    JsonNode truth() {
        return ours.truth();
    }

    /** By which the truth knows the account under test. */
    static String account() {
        return KEY;
    }

    private Instant venueTime() {
        return clock.instant().plus(skew);
    }

    @Override
    public String name() {
        return XChangeProvider.PREFIX + profile.id();
    }

    @Override
    public String description() {
        return "XChange's Binance module at a `tandem venue` on loopback, on a line that loses, holds and cuts what is sent."
                + " Other customers of the venue move its market; nothing is told to the plugin but over HTTP.";
    }

    @Override
    public Instrument instrument() {
        return BTC;
    }

    @Override
    public long startTicks() {
        return START;
    }

    @Override
    public long quantityLots() {
        return QUANTITY;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public ExecutionPlugin connect() {
        return connect(KEY);
    }

    @Override
    public ExecutionPlugin connectWithWrongCredentials() {
        return connect("nobody-has-this-key");
    }

    private ExecutionPlugin connect(String key) {
        return new XChangeProvider(clock.surroundings())
                .open(new PluginConfig(
                        name(),
                        "default",
                        Map.of("url", line.url(), "key", key, "secret", SECRET, "read-timeout", "60s")));
    }

    /** Five seconds, in which the plugin looks after its orders once. */
    @Override
    public void advance() {
        clock.advance(Duration.ofSeconds(5));
        clock.beat();
    }

    @Override
    public Duration pollInterval() {
        return profile.pollInterval();
    }

    /** Longer than the settle time. */
    @Override
    public int quietAfter() {
        return 5;
    }

    @Override
    public long ordersReceived() {
        return line.orders();
    }

    @Override
    public Set<Lever> levers() {
        return EnumSet.complementOf(EnumSet.of(Lever.REPORT_TWICE, Lever.REPORT_BACKWARDS, Lever.COMPLETE_BARS));
    }

    /** The others sell, or buy, everything up to there, and one with the other at that price in the end. */
    @Override
    public void moveTo(long ticks) {
        maker.signed("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
        if (takerBids) {
            taker.signed("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
            takerBids = false;
        }
        long last = ticks(ours.get("/api/v3/ticker/price?symbol=BTCUSDT").path("price"));
        boolean down = ticks < last;
        // Whoever is released by the last trade finds somebody, too.
        maker.order(limit("BUY", ticks - 1, 100 * QUANTITY, "GTC"));
        maker.order(limit("SELL", ticks + 1, 100 * QUANTITY, "GTC"));
        maker.order(limit(down ? "BUY" : "SELL", ticks, QUANTITY, "GTC"));
        taker.order(limit(down ? "SELL" : "BUY", ticks, reachable(down, ticks), "IOC"));
        if (profile.holdsStops()) {
            // A limit that is held by the plugin wants somebody who bids, and is executed when the plugin looks.
            if (!down) {
                taker.order(limit("BUY", ticks, 2 * QUANTITY, "GTC"));
                takerBids = true;
            }
            clock.beat();
        }
    }

    @Override
    public void fillPartly(ClientOrderId order, long lots) {
        JsonNode resting = ours.signed("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=" + order);
        boolean down = resting.path("side").asText().equals("BUY");
        long ticks = ticks(resting.path("price"));
        long better = reachable(down, down ? ticks + 1 : ticks - 1);
        if (better > 0) {
            taker.order(limit(down ? "SELL" : "BUY", down ? ticks + 1 : ticks - 1, better, "IOC"));
        }
        taker.order(limit(down ? "SELL" : "BUY", ticks, lots, "IOC"));
    }

    /** What rests at a price or better. */
    private long reachable(boolean bids, long ticks) {
        long lots = 0;
        for (JsonNode level :
                ours.get("/api/v3/depth?symbol=BTCUSDT&limit=5000").path(bids ? "bids" : "asks")) {
            long at = ticks(level.path(0));
            if (bids ? at >= ticks : at <= ticks) {
                lots += BTC.lots(new BigDecimal(level.path(1).asText()));
            }
        }
        return lots;
    }

    private static long ticks(JsonNode price) {
        return BTC.ticks(new BigDecimal(price.asText()));
    }

    private static String limit(String side, long ticks, long lots, String time) {
        return "side=" + side + "&type=LIMIT&timeInForce=" + time + "&price="
                + BTC.price(ticks).toPlainString() + "&quantity="
                + BTC.quantity(lots).toPlainString();
    }

    @Override
    public void pull(Lever lever) {
        switch (lever) {
            case LOSE_ANSWER_AFTER_ACCEPTANCE -> line.next(Line.Trouble.LOSE_AFTER);
            case LOSE_ANSWER_BEFORE_ACCEPTANCE -> line.next(Line.Trouble.LOSE_BEFORE);
            case RATE_LIMIT -> line.next(Line.Trouble.TOO_MANY);
            case HOLD_ANSWER -> line.next(Line.Trouble.HOLD);
            case SKEW_CLOCK -> skew = SKEW;
            case DISCONNECT -> line.cut();
            default -> throw new IllegalArgumentException("no such lever here: " + lever);
        }
    }

    @Override
    public void release(Lever lever) {
        switch (lever) {
            case HOLD_ANSWER -> line.letGo();
            case DISCONNECT -> line.mend();
            default -> throw new IllegalArgumentException("nothing to release: " + lever);
        }
    }

    @Override
    public List<String> secrets() {
        return List.of(KEY, SECRET);
    }

    @Override
    public void close() {
        line.close();
        ours.close();
        maker.close();
        taker.close();
        venue.close();
    }
}
