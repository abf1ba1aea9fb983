package dev.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.result.OrderCounts;
import org.junit.jupiter.api.Test;

class OrderTallyTest {
    /** A venue without codes: each refusal names its order, and a session of weeks has many. */
    @Test
    void reasonsThatAreNeverTheSameTwiceDoNotPileUp() {
        OrderTally tally = new OrderTally();
        tally.rejected("no money");
        for (int i = 0; i < 10_000; i++) {
            tally.rejected("order " + i + " was refused");
            tally.expired("order " + i + " is too old");
        }
        tally.rejected("no money");
        OrderCounts counts = tally.counts();
        assertThat(counts.rejected()).isEqualTo(10_002);
        assertThat(counts.rejections())
                .hasSize(101)
                .containsEntry("no money", 2L)
                .containsEntry("other reasons", 9_901L);
        assertThat(counts.expirations()).hasSize(101).containsEntry("other reasons", 9_900L);
    }
}
