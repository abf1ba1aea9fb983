package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may set, and where the key to an account may come from. */
class SettingsTest {
    private static PluginConfig config(String account, Map<String, String> settings) {
        return new PluginConfig("xchange:binance", account, settings);
    }

    private static Settings settings(Map<String, String> settings) {
        return Settings.of(config("default", settings), new BinanceProfile());
    }

    private static Credentials find(String venue, PluginConfig config, Map<String, String> environment) {
        return Objects.requireNonNull(Credentials.find(venue, config, environment));
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        Settings settings = settings(Map.of());

        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.settleTime()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.refuseWithdrawal()).isTrue();
    }

    @Test
    void aMistakeIsNamed() {
        assertThatThrownBy(() -> settings(Map.of("read-timout", "5s")))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("xchange:binance has no setting 'read-timout'; it has allow-withdrawal, ");
        assertThatThrownBy(() -> settings(Map.of("read-timeout", "5")))
                .hasMessage("'read-timeout' must be a time such as 500ms, 5s or 2m, was '5'");
        assertThatThrownBy(() -> settings(Map.of("poll-interval", "0s")))
                .hasMessage("'poll-interval' must be above 0 and at most 60m, was '0s'");
        assertThatThrownBy(() -> settings(Map.of("sandbox", "yes")))
                .hasMessage("'sandbox' must be true or false, was 'yes'");
        assertThatThrownBy(() -> settings(Map.of("sandbox", "true", "url", "http://localhost:1")))
                .hasMessageStartingWith("give either 'url' or 'sandbox', not both");
        assertThatThrownBy(() -> Settings.of(
                        new PluginConfig("xchange:kraken", "default", Map.of("sandbox", "true")), new KrakenProfile()))
                .hasMessage("xchange:kraken has no sandbox that XChange can reach");
    }

    @Test
    void credentialsComeFromTheEnvironmentByVenueAndAccount() {
        Map<String, String> environment = Map.of(
                "TANDEM_BINANCE_KEY", "k1",
                "TANDEM_BINANCE_SECRET", "s1",
                "TANDEM_BINANCE_SAVINGS_KEY", "k2",
                "TANDEM_BINANCE_SAVINGS_SECRET", "s2");

        Credentials mine = find("binance", config("default", Map.of()), environment);
        Credentials savings = find("binance", config("savings", Map.of()), environment);

        assertThat(mine.key()).isEqualTo("k1");
        assertThat(savings.secret()).isEqualTo("s2");
        assertThat(Credentials.find("kraken", config("default", Map.of()), environment))
                .isNull();
        assertThatThrownBy(() ->
                        Credentials.find("binance", config("default", Map.of()), Map.of("TANDEM_BINANCE_KEY", "k1")))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("the environment (TANDEM_BINANCE_KEY) has no secret");
    }

    @Test
    void aFileWithCredentialsIsItsOwnersAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("binance.keys");
        Files.writeString(file, "key=abc\nsecret=def\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        PluginConfig config = config("default", Map.of("credentials", file.toString()));

        assertThatThrownBy(() -> Credentials.find("binance", config, Map.of()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageContaining("GROUP_READ");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Credentials found = find("binance", config, Map.of());

        assertThat(found.key()).isEqualTo("abc");
    }

    @Test
    void nothingOfAKeyShows() {
        PluginConfig config = config("default", Map.of("key", "my-key", "secret", "my-secret"));
        Credentials credentials = find("binance", config, Map.of());

        assertThat(credentials).hasToString("credentials ***");
        assertThat(credentials.redact("the key my-key with my-secret")).isEqualTo("the key *** with ***");
        assertThat(config.toString()).doesNotContain("my-key");
    }
}
