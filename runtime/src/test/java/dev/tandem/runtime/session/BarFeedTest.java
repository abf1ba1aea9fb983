package dev.tandem.runtime.session;

import static dev.tandem.runtime.session.FeedMarket.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Bar;
import dev.tandem.model.Times;
import dev.tandem.runtime.session.FeedMarket.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bars are the venue's, each once and in order, whichever way they come and whatever happens on the way. */
@Execution(ExecutionMode.CONCURRENT)
class BarFeedTest {
    private static final long START = Times.nanos(Instant.parse("2026-03-01T00:00:00Z"));
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int BARS = 150;
    private static final long SPEED = 5_000;

    private static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        return condition.getAsBoolean();
    }

    /** What a feed has delivered when the market is over. */
    private record Run(List<Bar> bars, FeedMarket market, BarFeed feed) {}

    private static Run run(FeedMarket market, InstantSource clock) throws InterruptedException {
        return run(market, clock, FeedMarket.PATIENCE);
    }

    private static Run run(FeedMarket market, InstantSource clock, BarFeed.Patience patience)
            throws InterruptedException {
        List<Bar> bars = new CopyOnWriteArrayList<>();
        BarFeed feed = new BarFeed(
                market.venue(), FeedMarket.BTC, MINUTE, clock, START, bars::add, market.said::add, patience);
        try (market;
                feed) {
            feed.start();
            market.begin();
            eventually(() -> bars.size() >= market.truth.size());
            // Whatever would still come, and must not.
            Thread.sleep(50);
        }
        return new Run(bars, market, feed);
    }

    private static Run run(FeedMarket market) throws InterruptedException {
        return run(market, market);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theSameBarsComeByStreamAndByAskingWhateverGoesWrong(long seed) throws Exception {
        Run polled = run(new FeedMarket(seed, START, BARS, SPEED, false, 0.1));
        Run streamed = run(new FeedMarket(seed, START, BARS, SPEED, true, 0.1));

        assertThat(polled.bars).as("asked for, seed %s", seed).isEqualTo(polled.market.truth);
        assertThat(streamed.bars).as("streamed, seed %s", seed).isEqualTo(streamed.market.truth);
        assertThat(polled.bars).isEqualTo(streamed.bars);
        assertThat(polled.feed.streamed()).isZero();
        assertThat(streamed.feed.streamed()).as("seed %s", seed).isPositive();
        assertThat(streamed.feed.asked()).as("seed %s", seed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = 4)
    void theSameBarsComeOfAMarketOfAnotherTime(long seed) throws Exception {
        FeedMarket market = new FeedMarket(seed, START, BARS, SPEED, true, 0.1);
        Run run = run(market, InstantSource.system());

        assertThat(run.bars).as("seed %s", seed).isEqualTo(market.truth);
        assertThat(run.feed.lateNanos()).isNegative();
    }

    @Test
    void aPluginWhoseStreamHasABugIsAsked() throws Exception {
        Run run = run(new FeedMarket(10, START, BARS, SPEED, true, 0).subscribingFails());

        assertThat(run.bars).isEqualTo(run.market.truth);
        assertThat(run.market.said)
                .containsExactly("bars of BTC/USDT: asked for: java.lang.IllegalStateException: index -1");
    }

    @Test
    void whatHappensWhileTheStreamIsAwayIsAskedForBeforeTheFirstStreamedBar() throws Exception {
        FeedMarket market = new FeedMarket(11, START, BARS, SPEED, true, 0).with(i -> i % 20 == 10, Trouble.DISCONNECT);
        Run run = run(market);

        assertThat(run.bars).isEqualTo(market.truth);
        assertThat(market.said)
                .startsWith("bars of BTC/USDT: by stream; asked for until it is there", "bars of BTC/USDT: by stream")
                .contains("bars of BTC/USDT: asked for while the stream is away: the connection was reset");
        assertThat(market.said.stream().filter("bars of BTC/USDT: by stream"::equals))
                .hasSizeGreaterThan(3);
    }

    @Test
    void aStreamThatIsThereAndSilentIsNoticedReplacedByAskingAndOpenedAnew() throws Exception {
        FeedMarket market = new FeedMarket(12, START, BARS, SPEED, true, 0).with(i -> i == 20, Trouble.STALL);
        Run run = run(market);

        assertThat(run.bars).isEqualTo(market.truth);
        assertThat(market.subscriptions.get()).isGreaterThanOrEqualTo(2);
        assertThat(market.said)
                .anyMatch(text -> text.startsWith(
                        "bars of BTC/USDT: asked for: the stream is there and has not told 3 in a row"));
    }

    @Test
    void barsWithoutATradeAreNoReasonToDistrustAStreamThatDoesNotTellThem() throws Exception {
        // Slower than the others, and nearly a whole bar of patience: a machine that is busy is not a stream that is
        // silent.
        FeedMarket market = new FeedMarket(13, START, 25, SPEED / 20, true, 0);
        market.with(i -> market.truth.get(i).volume() == 0, Trouble.LOST);
        BarFeed.Patience patience = new BarFeed.Patience(
                Duration.ofMillis(5), Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(50), MINUTE);
        Run run = run(market, market, patience);

        assertThat(run.bars).isEqualTo(market.truth);
        assertThat(market.subscriptions).hasValue(1);
    }

    @Test
    void aFeedThatNobodyCanTellIsLate() {
        FeedMarket market = new FeedMarket(14, START, 10, SPEED, true, 1);
        BarFeed feed = new BarFeed(
                market.venue(),
                FeedMarket.BTC,
                MINUTE,
                () -> Instant.parse("2026-03-01T00:03:30Z"),
                START,
                bar -> {},
                text -> {},
                FeedMarket.PATIENCE);

        assertThat(feed.lateNanos()).isEqualTo(150 * Times.SECOND);
        assertThat(feed.isStreaming()).isFalse();
    }
}
