package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** The flags of a JVM with Spark in it. */
class FlagsTest {
    @Test
    void theDriverGetsTheFlagsThatThisVersionOfSparkAsksFor() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/jvm-options"))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly(JavaModuleOptions.defaultModuleOptionArray());
        }
    }
}
