package dev.tandem.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A call of the command as a process of its own. The launcher is told not to build: Maven has just done it. */
record Launch(int exitCode, String out, String err) {
    /** What starts the process, with the environment that it gets. */
    static final class Builder {
        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private Path directory = Path.of("").toAbsolutePath();

        private Builder(String... command) {
            this.command.addAll(List.of(command));
            environment.put("TANDEM_NO_BUILD", "1");
        }

        Builder in(Path workingDirectory) {
            directory = workingDirectory;
            return this;
        }

        /** Sets a variable; an empty value removes it. */
        Builder with(String name, String value) {
            environment.put(name, value);
            return this;
        }

        Process start() throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            // Nothing of the build that runs this test.
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "TANDEM_JAVA_OPTIONS", "TANDEM_DEBUG", "MAVEN_OPTS")
                    .forEach(builder.environment()::remove);
            environment.forEach((name, value) -> {
                if (value.isEmpty()) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            return builder.start();
        }

        Launch run() throws IOException, InterruptedException {
            return finish(start());
        }
    }

    static Path root() {
        return Path.of(System.getProperty("tandem.root")).toAbsolutePath().normalize();
    }

    /** The launcher with these arguments. */
    static Builder tandem(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root().resolve("tandem").toString()));
        command.addAll(List.of(arguments));
        return command(command.toArray(String[]::new));
    }

    static Builder command(String... command) {
        return new Builder(command);
    }

    static Launch finish(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end; it had said: " + out);
        }
        return new Launch(process.exitValue(), out, err.join());
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
