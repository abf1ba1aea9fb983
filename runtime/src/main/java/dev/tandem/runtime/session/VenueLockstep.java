package dev.tandem.runtime.session;

import dev.tandem.model.Times;
import dev.tandem.plugin.PluginException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The clock of {@code tandem venue --clock lockstep}, over HTTP. */
public final class VenueLockstep implements Lockstep {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern STEP = Pattern.compile("\"step\"\\s*:\\s*\"(open|close|end)\"");
    private static final Pattern BAR = Pattern.compile("\"bar\"\\s*:\\s*(\\d+)");
    private static final Pattern MILLIS = Pattern.compile("\"timeMillis\"\\s*:\\s*(-?\\d+)");
    private static final Pattern STEPS = Pattern.compile("\"steps\"\\s*:\\s*(\\d+)");
    private static final Pattern TIME = Pattern.compile("\"time\"\\s*:\\s*\"([^\"]+)\"");
    private static final int ENOUGH_OF_THE_TRUTH = 300;

    private final URI venue;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param venue where it listens, {@code http://127.0.0.1:40123} */
    public VenueLockstep(URI venue) {
        this.venue = venue;
    }

    @Override
    public Step next() {
        String answer =
                ask(HttpRequest.newBuilder(venue.resolve("/tandem/next")).POST(HttpRequest.BodyPublishers.noBody()));
        Kind kind = switch (found(STEP, answer)) {
            case "open" -> Kind.OPEN;
            case "close" -> Kind.CLOSE;
            default -> Kind.END;
        };
        Matcher bar = BAR.matcher(answer);
        return new Step(
                kind,
                bar.find() ? Long.parseLong(bar.group(1)) : -1,
                Long.parseLong(found(MILLIS, answer)) * 1_000_000L);
    }

    @Override
    public long nowNanos() {
        String truth =
                ask(HttpRequest.newBuilder(venue.resolve("/tandem/truth")).GET());
        // What it is stands at its beginning; the orders that follow may be many.
        String head = truth.substring(0, Math.min(ENOUGH_OF_THE_TRUTH, truth.length()));
        return found(STEPS, head).equals("0") ? Long.MIN_VALUE : Times.nanos(Instant.parse(found(TIME, head)));
    }

    private String ask(HttpRequest.Builder request) {
        HttpResponse<String> response;
        try {
            response = http.send(
                    request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PluginException("the venue " + venue + " does not answer: " + message(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException("interrupted while the venue " + venue + " was asked", e);
        }
        if (response.statusCode() != 200) {
            throw new PluginException("the venue " + venue + " answered " + response.statusCode() + ": "
                    + response.body().strip());
        }
        return response.body();
    }

    private static String message(IOException e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new PluginException("the venue " + venue + " is no 'tandem venue --clock lockstep': " + text);
        }
        return matcher.group(1);
    }
}
