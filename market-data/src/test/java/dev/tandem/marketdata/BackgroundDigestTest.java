package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackgroundDigestTest {
    /** Of every length around the size of a block, in pieces of every size: what hashing at once gives. */
    @Test
    void theDigestIsThatOfAllBytesHoweverTheyAreHandedOver() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        int[] lengths = {0, 1, (128 << 10) - 1, 128 << 10, (128 << 10) + 1, 256 << 10, 3_000_001};
        for (int length : lengths) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            try (BackgroundDigest digest = new BackgroundDigest()) {
                for (int from = 0; from < length; ) {
                    int part = Math.min(length - from, random.nextInt(1, 300_000));
                    digest.update(bytes, from, part);
                    from += part;
                }
                assertThat(digest.hex())
                        .as("%s bytes", length)
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            }
        }
    }

    @Test
    void aReaderThatGivesUpLeavesNoThreadBehind() throws Exception {
        BackgroundDigest digest = new BackgroundDigest();
        digest.update(new byte[1 << 20], 0, 1 << 20);
        Thread worker = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tandem-sha256"))
                .findFirst()
                .orElseThrow();
        digest.close();
        worker.join(5_000);
        assertThat(worker.isAlive()).isFalse();
    }
}
