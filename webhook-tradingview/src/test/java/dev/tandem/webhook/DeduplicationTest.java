package dev.tandem.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
    /** A full disk: every alert is given back, and its sender tries again for hours. */
    @Test
    void whatCouldNotBeKeptLeavesNothingBehind() {
        Deduplication names = new Deduplication(1_000_000, 100);
        for (int i = 0; i < 10_000; i++) {
            List<String> keys = List.of("id:" + i, "body:" + i);
            Deduplication.Answer answer = names.reserve("r" + i, keys, "hash", i);
            assertThat(answer).isInstanceOf(Deduplication.Answer.First.class);
            names.release(keys, ((Deduplication.Answer.First) answer).seen());
        }
        assertThat(names.size()).isZero();
        assertThat(names.waiting()).isZero();
        assertThat(names.reserve("again", List.of("id:1"), "hash", 20_000))
                .isInstanceOf(Deduplication.Answer.First.class);
    }
}
