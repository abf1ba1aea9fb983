package dev.tandem.webhook;

import static dev.tandem.webhook.TestServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the picture of the inbox that docs/tradingview.md shows, with Chromium: {@code -Dtandem.pictures=true} writes it
 * there; otherwise it is made to see that it can be.
 */
class PicturesTest {
    private static final int MOST_BYTES = 100_000;

    @TempDir
    Path directory;

    private static Optional<String> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .filter(name -> Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))))
                .findFirst();
    }

    @Test
    void theInboxOfAnExitADenialAReversalAndAnEntry() throws Exception {
        Optional<String> browser = chromium();
        assumeTrue(browser.isPresent(), "there is no Chromium here");
        Path page = directory.resolve("inbox.html");
        try (TestServer test = new TestServer(directory.resolve("journal"))) {
            test.post(test.alert(
                    "\"action\":\"buy\",\"contracts\":2,\"market_position\":\"long\",\"market_position_size\":2"));
            test.post(test.alert(
                    "\"action\":\"sell\",\"contracts\":3,\"market_position\":\"short\",\"market_position_size\":1"));
            test.post(test.alert("\"action\":\"sell\",\"quantity\":1").replace("0.9", "0.45"));
            test.post(test.alert("\"action\":\"buy\",\"contracts\":1,\"market_position\":\"flat\""));
            test.settled();
            HttpResponse<String> inbox = test.get("/inbox", "Authorization", "Bearer " + TOKEN, "Accept", "text/html");
            // As the browser gets it, without asking it for a password.
            Files.writeString(page, inbox.body());
        }
        Path picture = directory.resolve("inbox.png");
        shoot(browser.get(), page, picture);
        var image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(colors(image)).as("something is on it").isGreaterThan(20);
        assertThat(Files.size(picture)).isLessThan(MOST_BYTES);
        if (Boolean.getBoolean("tandem.pictures")) {
            Path docs = Path.of(System.getProperty("tandem.root", ".."), "docs", "images", "inbox.png");
            Files.copy(picture, docs, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static long colors(java.awt.image.BufferedImage image) {
        return java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .distinct()
                .count();
    }

    private void shoot(String browser, Path page, Path picture) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--force-device-scale-factor=1",
                        "--window-size=1200,480",
                        "--user-data-dir=" + directory.resolve("profile"),
                        String.format(Locale.ROOT, "--screenshot=%s", picture),
                        page.toUri().toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("browser.log").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(picture)
                .as(Files.readString(directory.resolve("browser.log")))
                .exists();
    }
}
