package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.engine.EngineEvent;
import dev.tandem.model.Bar;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import dev.tandem.runtime.session.BarFeed;
import dev.tandem.xchange.StreamedMarket.Trouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same market, polled and streamed, at each venue that has a stream of bars: in the engine arrive the venue's bars, each
 * once and in order, whatever happens on the stream.
 */
@Execution(ExecutionMode.CONCURRENT)
class MarketStreamsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int BARS = 60;

    static Stream<StreamedMarket.Speech> venues() {
        return Stream.of(
                new BinanceSpeech(),
                new KrakenSpeech(),
                new OkxSpeech(),
                new BybitSpeech(),
                new CoinbaseSpeech(),
                new BitstampSpeech());
    }

    static Stream<Arguments> seeds() {
        return venues().flatMap(speech -> Stream.of(2L, 3L, 4L).map(seed -> Arguments.of(speech, seed)));
    }

    private static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        return condition.getAsBoolean();
    }

    /** Where two sequences part; empty if they are the same to the last event. */
    private static String firstDifference(List<EngineEvent> expected, List<EngineEvent> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            EngineEvent wanted = i < expected.size() ? expected.get(i) : null;
            EngineEvent is = i < found.size() ? found.get(i) : null;
            if (!Objects.equals(wanted, is)) {
                return "event " + i + " of " + expected.size() + " and " + found.size() + " is " + is + ", not "
                        + wanted;
            }
        }
        return "";
    }

    private static Instrument instrument(ExecutionPlugin plugin) {
        return plugin.instruments().getFirst();
    }

    private static ExecutionPlugin open(StreamedMarket market, StreamedMarket.Speech speech, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("url", market.url(), "read-timeout", "60s"));
        settings.putAll(more);
        ExecutionPlugin plugin = new XChangeProvider(
                        new Surroundings(market, KeyTurn.Timer.SYSTEM, new HandClock(), Map.of(), true))
                .open(new PluginConfig(speech.exchange(), PluginConfig.DEFAULT_ACCOUNT, settings));
        plugin.init(report -> {});
        Instrument traded = instrument(plugin);
        assertThat(traded.symbol()).isEqualTo(speech.instrument().symbol());
        assertThat(traded.tickSize()).isEqualByComparingTo(speech.instrument().tickSize());
        market.isOf(traded);
        return plugin;
    }

    /** Plays the market to its end, and gives what an engine is told. */
    private static List<EngineEvent> play(
            StreamedMarket market, ExecutionPlugin plugin, List<String> said, long[] streamed)
            throws InterruptedException {
        List<EngineEvent> events = new CopyOnWriteArrayList<>();
        BarFeed feed = new BarFeed(
                plugin,
                market.minutes.getFirst().bar().instrument(),
                MINUTE,
                market,
                market.startNanos(),
                bar -> events.add(new EngineEvent.BarClosed(bar)),
                said::add);
        try (feed) {
            feed.start();
            eventually(() ->
                    !said.isEmpty() && (feed.isStreaming() || said.getFirst().contains(": asked for:")));
            while (market.inProgress() != null) {
                market.next();
                Thread.sleep(40);
            }
            eventually(() -> events.size() >= market.truth().size());
            Thread.sleep(50);
            streamed[0] = feed.streamed();
            streamed[1] = feed.asked();
        }
        return events;
    }

    @ParameterizedTest
    @MethodSource("venues")
    void theSameEventsComeByStreamAndByAsking(StreamedMarket.Speech speech) throws Exception {
        theSameEventsCome(speech, 1);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("seeds")
    void andFromOtherSeeds(StreamedMarket.Speech speech, long seed) throws Exception {
        theSameEventsCome(speech, seed);
    }

    private void theSameEventsCome(StreamedMarket.Speech speech, long seed) throws Exception {
        long[] polledBars = new long[2];
        long[] streamedBars = new long[2];
        List<EngineEvent> polled;
        List<EngineEvent> streamed;
        List<EngineEvent> truth;
        List<String> said = new CopyOnWriteArrayList<>();
        try (StreamedMarket market = new StreamedMarket(speech, seed, BARS);
                ExecutionPlugin plugin = open(market, speech, Map.of("stream", "false"))) {
            polled = play(market, plugin, new CopyOnWriteArrayList<>(), polledBars);
        }
        try (StreamedMarket market = new StreamedMarket(speech, seed, BARS);
                ExecutionPlugin plugin = open(market, speech, Map.of("stream-silence", "500ms"))) {
            truth = market.truth().stream()
                    .map(bar -> (EngineEvent) new EngineEvent.BarClosed(bar))
                    .toList();
            streamed = play(market, plugin, said, streamedBars);
        }

        assertThat(firstDifference(truth, polled))
                .as("asked for, seed %s", seed)
                .isEmpty();
        assertThat(firstDifference(truth, streamed))
                .as("streamed, seed %s, %s", seed, said)
                .isEmpty();
        assertThat(polledBars).as("all were asked for").containsExactly(0, truth.size());
        assertThat(streamedBars[0])
                .as("told by the stream, seed %s, %s", seed, said)
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void aStreamIsSaidToBeThereInTheListAndIsNotListenedToWhenToldSo(StreamedMarket.Speech speech) {
        try (StreamedMarket market = new StreamedMarket(speech, 1, 3);
                ExecutionPlugin plugin = open(market, speech, Map.of("stream", "false"))) {
            assertThat(plugin.capabilities().has(Capability.MARKET_DATA_STREAM)).isTrue();
            assertThat(plugin.capabilities().has(Capability.HISTORY)).isTrue();
            assertThat(catchThrowable(() -> plugin.subscribe(instrument(plugin), MINUTE, bar -> {})))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("setting 'stream'");
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void aLengthThatTheVenueDoesNotHaveIsNamed(StreamedMarket.Speech speech) {
        try (StreamedMarket market = new StreamedMarket(speech, 1, 3);
                ExecutionPlugin plugin = open(market, speech, Map.of())) {
            assertThat(catchThrowable(() -> plugin.subscribe(instrument(plugin), Duration.ofMinutes(7), bar -> {})))
                    .hasMessageContaining("has no bars of PT7M");
            assertThat(market.server().callers()).isEmpty();
        }
    }

    @Test
    void aStreamThatFallsSilentIsNoticedAndOpenedAgain() throws Exception {
        StreamedMarket.Speech speech = new BinanceSpeech();
        List<String> said = new CopyOnWriteArrayList<>();
        long[] counts = new long[2];
        Map<Integer, Trouble> troubles = new HashMap<>(Map.of(2, Trouble.SILENT));
        IntStream.range(30, 2 * BARS - 5).forEach(bar -> troubles.put(bar, Trouble.HANG_UP));
        try (StreamedMarket market = new StreamedMarket(speech, 5, 2 * BARS).with(troubles);
                ExecutionPlugin plugin = open(market, speech, Map.of("stream-silence", "300ms"))) {
            List<EngineEvent> events = play(market, plugin, said, counts);

            assertThat(events).hasSize(2 * BARS);
            assertThat(market.server().heard()).contains("ping", "/ws/btcusdt@kline_1m");
        }
        assertThat(said)
                .anyMatch(text -> text.contains("the stream is away: nothing was heard for"))
                .anyMatch(text -> text.contains("the venue has closed it with 1001"));
    }

    @Test
    void nothingIsToldAfterASubscriptionIsClosed() throws Exception {
        StreamedMarket.Speech speech = new BinanceSpeech();
        List<Bar> seen = new CopyOnWriteArrayList<>();
        try (StreamedMarket market = new StreamedMarket(speech, 6, 10).with(Map.of());
                ExecutionPlugin plugin = open(market, speech, Map.of())) {
            Subscription subscription = plugin.subscribe(instrument(plugin), MINUTE, seen::add);
            boolean there = eventually(() -> !market.server().callers().isEmpty());
            market.next();
            boolean told = eventually(() -> seen.size() == 1);
            subscription.close();
            market.next();
            Thread.sleep(100);

            assertThat(there).isTrue();
            assertThat(told).isTrue();
            assertThat(seen).hasSize(1);
            assertThat(market.server().callers()).isEmpty();
        }
    }
}
