package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tandem venue} as a process. */
class VenueIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    private Process start(String option, String value) throws Exception {
        return Launch.tandem(
                        "venue",
                        "--data",
                        "sample:bitstamp-btcusd",
                        "--instrument",
                        "BTC/USD",
                        "--tick",
                        "0.01",
                        "--lot",
                        "0.00000001",
                        "--api-key",
                        "k",
                        "--api-secret",
                        "s",
                        option,
                        value)
                .in(directory)
                .start();
    }

    private static JsonNode listening(Process process) throws Exception {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return JSON.readTree(out.readLine());
    }

    private JsonNode send(JsonNode venue, String method, String target, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(venue.get("listening").asText() + target))
                .header("X-MBX-APIKEY", "k")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        return JSON.readTree(
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String signed(String form) throws Exception {
        String whole = form + "&timestamp=" + System.currentTimeMillis();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return whole + "&signature=" + HexFormat.of().formatHex(mac.doFinal(whole.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatWasAnsweredSurvivesAKillAndAnInterruptEndsItCleanly() throws Exception {
        Process first = start("--journal", "journal");
        JsonNode venue = listening(first);
        assertThat(venue.get("reach").asText()).isEqualTo("loopback");
        assertThat(venue.get("symbol").asText()).isEqualTo("BTCUSD");
        assertThat(venue.get("clock").asText()).isEqualTo("lockstep");
        send(venue, "POST", "/tandem/next", "");
        JsonNode placed = send(venue, "POST", "/api/v3/order", signed("symbol=BTCUSD&side=BUY&type=MARKET&quantity=1"));
        assertThat(placed.get("status").asText()).as(placed.toString()).isEqualTo("NEW");
        send(venue, "POST", "/tandem/next?steps=2", "");
        JsonNode truth = send(venue, "GET", "/tandem/truth", "");
        assertThat(truth.get("fills")).hasSize(1);
        first.destroyForcibly().waitFor();

        Process second = start("--journal", "journal");
        JsonNode again = listening(second);
        assertThat(send(again, "GET", "/tandem/truth", "")).isEqualTo(truth);
        endsCleanlyAndHasSaidOnlyWhereItListens(second);
    }

    @Test
    void troubleThatWasOrderedIsNotReportedAsTroubleOfTheVenue() throws Exception {
        Files.writeString(directory.resolve("faults.txt"), "reset-after on POST /api/v3/order at 1\n");
        Process process = start("--faults", "faults.txt");
        JsonNode venue = listening(process);
        String order = signed("symbol=BTCUSD&side=BUY&type=MARKET&quantity=1");
        assertThatThrownBy(() -> send(venue, "POST", "/api/v3/order", order)).isInstanceOf(IOException.class);
        assertThat(send(venue, "GET", "/tandem/truth", "").get("orders")).hasSize(1);
        endsCleanlyAndHasSaidOnlyWhereItListens(process);
    }

    private static void endsCleanlyAndHasSaidOnlyWhereItListens(Process venue) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(venue.pid())).start().waitFor();
        assertThat(venue.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(venue.exitValue()).isEqualTo(130);
        assertThat(new String(venue.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("tandem: the venue listens on loopback: only this machine can reach it\n");
    }
}
