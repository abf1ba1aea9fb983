package dev.tandem.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last run of each strategy on this machine: the same strategy with the same parameters over the same data, on
 * the same processor and the same JDK. A file per run in a folder of the user's.
 */
public final class BenchHistory {
    private final Path folder;

    public BenchHistory(Path folder) {
        this.folder = folder;
    }

    /**
     * What was measured last time.
     *
     * @param at when
     * @param medianNanos per event
     * @param leastNanos per event, in the fastest round
     * @param bytes per event
     * @param disturbed whether others were at work on the machine
     */
    public record Earlier(Instant at, double medianNanos, double leastNanos, double bytes, boolean disturbed) {}

    /** The last run of the same; null if there was none, or if what is there cannot be read. */
    public @Nullable Earlier last(BenchReport report) {
        Path file = file(report);
        if (!Files.exists(file)) {
            return null;
        }
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
            return new Earlier(
                    Instant.parse(fields.getOrDefault("at", "")),
                    Double.parseDouble(fields.getOrDefault("medianNanos", "")),
                    Double.parseDouble(fields.getOrDefault("leastNanos", "")),
                    Double.parseDouble(fields.getOrDefault("bytes", "")),
                    Boolean.parseBoolean(fields.get("disturbed")));
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Keeps this run as the last one. */
    public void keep(BenchReport report, Instant now) throws IOException {
        Files.createDirectories(folder);
        Path file = file(report);
        Path fresh = Files.createTempFile(folder, "bench", ".json");
        try (JsonGenerator json = new JsonFactory().createGenerator(fresh.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("at", now.toString());
            json.writeNumberField("medianNanos", report.speed().medianNanos());
            json.writeNumberField("leastNanos", report.speed().leastNanos());
            json.writeNumberField("bytes", report.speed().bytes());
            json.writeBooleanField("disturbed", report.isDisturbed());
            json.writeEndObject();
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(BenchReport report) {
        String what = report.strategy() + "\n" + report.parameters() + "\n"
                + report.instrument().symbol() + "\n" + report.data() + "\n"
                + report.conditions().cpu() + "\n" + report.conditions().processors() + "\n"
                + report.conditions().jdk();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 8) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
