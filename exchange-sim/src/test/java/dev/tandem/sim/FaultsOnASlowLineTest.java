package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.OrderRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong where orders take 0.7 s to the exchange and answers 0.7 s back. There is a trade each second. */
class FaultsOnASlowLineTest {
    @TempDir
    Path folder;

    private Recording story() {
        Recording story = new Recording(folder);
        for (int second = 0; second <= 20; second++) {
            story.trade(second, 100 + second, "1000", "buy");
        }
        long way = 700_000_000L;
        return story.latency(new Latencies(Latency.NONE, Latencies.fixed(way), Latencies.fixed(way)))
                .send(1, OrderRequest.buy(Recording.BTC).lots(1));
    }

    @Test
    void nothingGoesWrong() {
        assertThat(story().told()).containsExactly("2.7 BUY 1 @ 102 TAKER");
    }

    @Test
    void aRefusalTakesATripThereAndBack() {
        assertThat(story().faults("1 reject").told()).containsExactly("2.4 REJECTED fault");
    }

    @Test
    void thatAnOrderNeverArrivedIsFoundOutAtTheTickAfterTheTimeout() {
        assertThat(story().faults("1 lose-order").told())
                .containsExactly("2.4 UNCONFIRMED no answer came", "3 REJECTED fault");
    }

    @Test
    void anAnswerIsLostWhenItWouldHaveBeenThereAndTheFillIsTold() {
        assertThat(story().faults("1 lose-answer").told())
                .containsExactly("2.4 UNCONFIRMED no answer came", "2.7 BUY 1 @ 102 TAKER");
    }

    @Test
    void aReportThatComesTwiceCountsOnce() {
        assertThat(story().faults("1 duplicate").told()).containsExactly("2.7 BUY 1 @ 102 TAKER");
    }

    @Test
    void aReportOutOfOrderIsHeldUntilTheTickAfterItHasArrived() {
        assertThat(story().faults("1 reorder").told()).containsExactly("3 BUY 1 @ 102 TAKER");
    }

    @Test
    void whatWasOnItsWayWaitsAtTheEndOfALineThatIsDown() {
        assertThat(story().send(2, OrderRequest.buy(Recording.BTC).lots(2))
                        .faults("2 disconnect 4")
                        .told())
                .containsExactly("2 UNCONFIRMED the line is down", "6 BUY 1 @ 102 TAKER", "6 REJECTED fault");
    }
}
