package dev.tandem.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data and expected results, which lie beside the project and are not part of it. */
final class SharedFolder {
    private SharedFolder() {}

    /** A file or folder there; the test that asks is skipped, saying so, where there is none. */
    static Path path(String relative) {
        Path path = Path.of(System.getProperty("tandem.root", ".."))
                .resolve("../shared")
                .resolve(relative);
        assumeTrue(Files.exists(path), () -> "skipped: " + relative + " is not beside the project");
        return path;
    }
}
