package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.sim.spot.FeeAsset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CCXT's {@code binance} class, unmodified, from npm. Skipped without Node.js. The package is installed into {@code target}
 * unless {@code TANDEM_CCXT} names a folder with it in {@code node_modules}.
 */
@Tag("long")
class CcxtTest {
    private static final String VERSION = "4.5.84";

    @Test
    void everyCallOfTheClassIsUnderstood() throws Exception {
        try (Venue venue = Venue.of(Wire.bars("100 100 100 100", "100 101 99 100", "100 101 99 100"))
                .account("alice", "secret")
                .balance("USDT", Money.parse("10000"))
                .balance("BTC", Money.parse("10"))
                .fee(Rate.parse("0.001"), FeeAsset.RECEIVED)
                .start()) {
            assertThat(run("rest.js", venue)).containsExactlyElementsOf(expected("rest.txt"));
        }
    }

    @Test
    void everythingThatIsWatchedArrives() throws Exception {
        String[] rows = new String[200];
        Arrays.fill(rows, "100 101 99 100");
        try (Venue venue = Venue.of(Wire.bars(rows))
                .account("alice", "secret")
                .balance("USDT", Money.parse("10000"))
                .balance("BTC", Money.parse("10"))
                .fee(Rate.parse("0.001"), FeeAsset.RECEIVED)
                .start()) {
            assertThat(run("ws.js", venue)).containsExactlyElementsOf(expected("ws.txt"));
        }
    }

    private static List<String> run(String script, Venue venue, String... arguments)
            throws IOException, InterruptedException {
        Path folder = folder();
        Files.writeString(folder.resolve(script), resource(script));
        List<String> command =
                new ArrayList<>(List.of("node", script, venue.uri().toString()));
        command.addAll(List.of(arguments));
        return execute(folder, command.toArray(String[]::new));
    }

    @Test
    void whatItIsToldAfterLostAnswersIsTheTruthAlsoAfterARestart(@TempDir Path directory) throws Exception {
        Path faults = Files.writeString(directory.resolve("faults.txt"), """
                reset-after    on POST /api/v3/order at 2
                reset-before   on POST /api/v3/order at 3
                unknown-after  on POST /api/v3/order at 4
                unknown-before on POST /api/v3/order at 5
                status 503     on POST /api/v3/order at 6
                """);
        VenueBuilder builder = Venue.of(Wire.bars("100 101 99 100", "100 101 99 100"))
                .account("alice", "secret")
                .balance("USDT", Money.parse("10000"))
                .fee(Rate.parse("0.001"), FeeAsset.RECEIVED)
                .journal(directory.resolve("journal"));
        List<String> first;
        String truth;
        try (Venue venue = builder.faults(faults).start();
                Wire wire = new Wire(venue, "alice", "secret")) {
            first = run("faults.js", venue, "first");
            truth = wire.truth().text();
        }
        List<String> told = expected("faults.txt");
        assertThat(first).containsExactlyElementsOf(told);
        try (Venue again = builder.faults(Files.writeString(directory.resolve("none.txt"), ""))
                        .start();
                Wire wire = new Wire(again, "alice", "secret")) {
            assertThat(run("faults.js", again, "again"))
                    .containsExactlyElementsOf(told.stream()
                            .filter(line -> !line.startsWith("placed"))
                            .toList());
            assertThat(wire.truth().text()).isEqualTo(truth);
        }
    }

    private static List<String> expected(String name) throws IOException {
        return resource(name).lines().toList();
    }

    private static String resource(String name) throws IOException {
        try (var in = CcxtTest.class.getResourceAsStream("/ccxt/" + name)) {
            if (in == null) {
                throw new IOException("there is no /ccxt/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A folder in which Node.js finds the package. */
    private static Path folder() throws IOException, InterruptedException {
        String given = System.getenv("TANDEM_CCXT");
        Path folder = given != null ? Path.of(given) : Path.of("target", "ccxt").toAbsolutePath();
        assumeTrue(isThere("node"), "CCXT is not tried: there is no node on the PATH");
        if (!Files.isDirectory(folder.resolve("node_modules/ccxt"))) {
            assumeTrue(isThere("npm"), "CCXT is not tried: there is no npm on the PATH");
            Files.createDirectories(folder);
            List<String> said =
                    execute(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "ccxt@" + VERSION);
            assumeTrue(
                    Files.isDirectory(folder.resolve("node_modules/ccxt")),
                    "CCXT is not tried: npm could not install it: " + said);
        }
        return folder;
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> execute(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return said.lines().toList();
    }
}
