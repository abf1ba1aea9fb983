package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whether this JVM repeats a POST by itself is found out, not believed. */
class OnePostTest {
    /** A program that has used HTTP before it opens an exchange. */
    static final class UsesHttpFirst {
        private UsesHttpFirst() {}

        public static void main(String[] arguments) throws IOException {
            HandClock clock = new HandClock();
            try (FakeBinance venue = new FakeBinance(clock::millis)) {
                HttpURLConnection any = (HttpURLConnection)
                        URI.create(venue.url() + "/api/v3/time").toURL().openConnection();
                any.getInputStream().readAllBytes();
                Map<String, String> settings = Map.of("url", venue.url(), "key", "k", "secret", FakeBinance.SECRET);
                try (ExecutionPlugin plugin = new XChangeProvider(clock.surroundings())
                        .open(new PluginConfig("xchange:binance", "default", settings))) {
                    plugin.init(report -> {});
                    System.out.println("started");
                } catch (PluginException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void afterHttpWasUsedItIsTooLateAndTheExchangeIsNotStarted() throws IOException, InterruptedException {
        assertThat(run(List.of()))
                .contains("1 POST became 2")
                .contains("HTTP was used before")
                .contains("start Java with -Dsun.net.http.retryPost=false");
    }

    @Test
    void whoSwitchesItOffAtTheStartMayUseHttpFirst() throws IOException, InterruptedException {
        assertThat(run(List.of("-Dsun.net.http.retryPost=false"))).contains("started");
    }

    private static String run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), UsesHttpFirst.class.getName()));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
