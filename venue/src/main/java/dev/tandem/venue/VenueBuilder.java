package dev.tandem.venue;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.sim.spot.FeeAsset;
import dev.tandem.sim.spot.SpotFees;
import dev.tandem.web.WebLimits;
import dev.tandem.web.WebServer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What a {@link Venue} is to be. */
public final class VenueBuilder {
    private static final long USUAL_MIN_NOTIONAL = 5 * Money.ONE;

    final BarColumns bars;
    /** Null where the market is made of bars. */
    final @Nullable Recording recording;

    final Map<String, Long> balances = new LinkedHashMap<>();
    /** By account, beyond what every account has. */
    final Map<String, Map<String, Long>> ownBalances = new LinkedHashMap<>();

    final List<ApiKeys.Key> keys = new ArrayList<>();
    String listen = "127.0.0.1:0";
    Rate fee = Rate.parse("0.001");
    FeeAsset feeAsset = FeeAsset.QUOTE;
    ClockMode clock = ClockMode.LOCKSTEP;
    long minNotional;
    int weightPerMinute = 6_000;
    int ordersPerTenSeconds = 100;
    int ordersPerDay = 200_000;
    WebLimits webLimits = WebLimits.defaults();
    InstantSource realTime = InstantSource.system();

    Faults faults = Faults.NONE;

    @Nullable
    Path journal;

    VenueBuilder(BarColumns bars, @Nullable Recording recording) {
        this.recording = recording;
        if (bars.size() == 0) {
            throw new IllegalArgumentException("a venue needs at least one bar, or ticks that one can be made of");
        }
        this.bars = bars;
        this.minNotional = Math.min(
                USUAL_MIN_NOTIONAL, bars.instrument().notional(bars.openTicks(0), wholeUnit(bars.instrument())) / 10);
    }

    private static long wholeUnit(Instrument instrument) {
        return instrument.roundedLots(BigDecimal.ONE, RoundingMode.UP);
    }

    /**
     * Where to listen: {@code 127.0.0.1:8080}; on loopback and any free port unless told otherwise.
     *
     * @throws IllegalArgumentException if it is not an address and a port
     */
    public VenueBuilder listen(String address) {
        WebServer.builder().listen(address);
        listen = address;
        return this;
    }

    /** What one account has at first beyond what every account has, in 1e-8 of the asset. */
    public VenueBuilder balance(String account, String asset, long units) {
        ownBalances.computeIfAbsent(account, name -> new LinkedHashMap<>()).merge(asset, units, Math::addExact);
        return this;
    }

    Map<String, Long> balancesOf(String account) {
        Map<String, Long> all = new LinkedHashMap<>(balances);
        ownBalances.getOrDefault(account, Map.of()).forEach((asset, units) -> all.merge(asset, units, Math::addExact));
        return all;
    }

    boolean isOnLoopback() {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the address was looked up before: " + listen, e);
        }
    }

    /** What every account has at first, in 1e-8 of the asset. */
    public VenueBuilder balance(String asset, long units) {
        balances.merge(asset, units, Math::addExact);
        return this;
    }

    /**
     * An account and its key; can be repeated. The account is called like its key.
     *
     * @throws IllegalArgumentException if the key is none, is there already, or the secret is empty
     */
    public VenueBuilder account(String key, String secret) {
        if (keys.stream().anyMatch(known -> known.key().equals(key))) {
            throw new IllegalArgumentException("the API key " + key + " is there twice");
        }
        keys.add(new ApiKeys.Key(key, secret, key));
        return this;
    }

    /** Charged to both sides, as a fraction. */
    public VenueBuilder fee(Rate rate, FeeAsset asset) {
        fee = new SpotFees(rate, rate, asset).maker();
        feeAsset = asset;
        return this;
    }

    /** How time passes. */
    public VenueBuilder clock(ClockMode mode) {
        clock = mode;
        return this;
    }

    /** The smallest order, in 1e-8 of the quote asset; 5 unless told otherwise, less where one unit is worth less than 50. */
    public VenueBuilder minNotional(long units) {
        minNotional = units;
        return this;
    }

    /** Request weight per address and minute, new orders per account and ten seconds; 6,000 and 100 unless told otherwise. */
    public VenueBuilder limits(int weight, int orders) {
        weightPerMinute = weight;
        ordersPerTenSeconds = orders;
        ordersPerDay = Math.max(ordersPerDay, orders);
        return this;
    }

    /** What a connection may cost. */
    public VenueBuilder webLimits(WebLimits limits) {
        webLimits = limits;
        return this;
    }

    /**
     * Lets go wrong what this file orders; its format is in docs/venue.md.
     *
     * @throws IllegalArgumentException naming the file and the line
     */
    public VenueBuilder faults(Path file) {
        faults = FaultFile.read(file);
        return this;
    }

    /** Keeps every command in this directory, and begins with those that are there. */
    public VenueBuilder journal(Path directory) {
        journal = directory;
        return this;
    }

    /** All that commands depend on for their meaning. */
    String identity() {
        CRC32C sum = new CRC32C();
        ByteBuffer row = ByteBuffer.allocate(48);
        for (int i = 0; i < bars.size(); i++) {
            row.clear();
            row.putLong(bars.openTimeNanos(i))
                    .putLong(bars.openTicks(i))
                    .putLong(bars.highTicks(i))
                    .putLong(bars.lowTicks(i))
                    .putLong(bars.closeTicks(i))
                    .putDouble(bars.volume(i));
            sum.update(row.array());
        }
        return "tandem.venue/1 bars=" + bars.size() + ":" + Long.toHexString(sum.getValue()) + " instrument="
                + bars.instrument() + " tick=" + bars.instrument().tickSize().toPlainString() + " lot="
                + bars.instrument().lotSize().toPlainString() + " min-notional=" + minNotional + " points="
                + (recording == null ? clock.points() : "ticks=" + recording.identity()) + " fee=" + fee + " fee-asset="
                + feeAsset + " balances=" + balances
                + (ownBalances.isEmpty() ? "" : " own=" + ownBalances) + " accounts="
                + keys.stream().map(ApiKeys.Key::account).toList();
    }

    /** What timestamps of signatures are compared with. */
    public VenueBuilder realTime(InstantSource clock) {
        realTime = clock;
        return this;
    }

    /**
     * Starts it; when this returns, it listens.
     *
     * @throws dev.tandem.web.WebServerException if it cannot listen
     * @throws IllegalArgumentException if the journal cannot be used, saying why
     */
    public Venue start() {
        return new Venue(this);
    }
}
