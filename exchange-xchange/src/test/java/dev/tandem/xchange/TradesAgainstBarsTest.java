package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.xchange.StreamedMarket.Trouble;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Bars that a stream's trades make are held against those that the venue tells: it is noticed when a trade was not told. */
@Execution(ExecutionMode.CONCURRENT)
class TradesAgainstBarsTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int BARS = 14;

    private final List<Bar> told = new CopyOnWriteArrayList<>();

    /** How many bars were other ones than the venue's. */
    private long differences(Map<Integer, Trouble> troubles) throws Exception {
        StreamedMarket.Speech speech = new BitstampSpeech();
        AtomicInteger read = new AtomicInteger();
        int sent = 0;
        Instrument btc = speech.instrument();
        try (StreamedMarket market = new StreamedMarket(speech, 9, BARS).with(troubles)) {
            VenueInstrument at = new VenueInstrument(btc, btc.symbol(), Set.of(), false);
            String address = market.url().replaceFirst("^http", "ws");
            AtomicReference<Instant> now = new AtomicReference<>(market.instant());
            MarketStream stream = new MarketStream(
                    "bars",
                    () -> counting(new BitstampStream(address, at, "btcusd", 60_000), read),
                    (from, to) -> market.past().stream()
                            .map(StreamedMarket.Minute::bar)
                            .filter(bar ->
                                    bar.openTimeNanos() >= from * 1_000_000 && bar.closeTimeNanos() <= to * 1_000_000)
                            .map(BarRecord::copy)
                            .map(Bar.class::cast)
                            .toList(),
                    Duration.ofMinutes(1),
                    new VenueClock(now::get),
                    told::add,
                    StreamPace.standard(null));
            try (stream) {
                long deadline = System.nanoTime() + PATIENCE_NANOS;
                while (!stream.isReady() && System.nanoTime() < deadline) {
                    Thread.sleep(5);
                }
                while (market.inProgress() != null) {
                    int before = told.size();
                    int trades = market.minutes.get(before).deals().size();
                    sent += troubles.containsKey(before) ? Math.max(0, trades - 1) : trades;
                    market.next();
                    // All trades of a bar are heard before its time is over, and it is asked for before the next one
                    // happens.
                    while (read.get() < sent && System.nanoTime() < deadline) {
                        Thread.sleep(1);
                    }
                    now.set(market.instant());
                    while (told.size() == before && System.nanoTime() < deadline) {
                        Thread.sleep(1);
                    }
                }
                assertThat(told).isEqualTo(market.truth());
                return stream.differences();
            }
        }
    }

    /** The same, which counts the trades that it was told when it has understood them. */
    private static StreamDialect counting(StreamDialect dialect, AtomicInteger read) {
        return (StreamDialect) Proxy.newProxyInstance(
                StreamDialect.class.getClassLoader(),
                new Class<?>[] {StreamDialect.class},
                (proxy, method, arguments) -> {
                    Object result = method.invoke(dialect, arguments);
                    if (method.getName().equals("read")
                            && arguments[0].toString().contains("\"event\":\"trade\"")) {
                        read.incrementAndGet();
                    }
                    return result;
                });
    }

    @Test
    void barsOfAllTradesAreTheVenues() throws Exception {
        assertThat(differences(Map.of())).isZero();
    }

    @Test
    void oneThatATradeIsMissingFromIsNoticed() throws Exception {
        assertThat(differences(Map.of(5, Trouble.LOST, 9, Trouble.LOST))).isBetween(1L, 2L);
    }
}
