package dev.tandem.runtime.session;

import dev.tandem.model.Times;
import dev.tandem.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The clock of {@code tandem venue --clock lockstep}, over HTTP. */
public final class VenueLockstep implements Lockstep {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Pattern STEP = Pattern.compile("\"step\"\\s*:\\s*\"(open|close|end)\"");
    private static final Pattern BAR = Pattern.compile("\"bar\"\\s*:\\s*(\\d+)");
    private static final Pattern MILLIS = Pattern.compile("\"timeMillis\"\\s*:\\s*(-?\\d+)");
    private static final Pattern STEPS = Pattern.compile("\"steps\"\\s*:\\s*(\\d+)");
    private static final Pattern TIME = Pattern.compile("\"time\"\\s*:\\s*\"([^\"]+)\"");
    private static final int ENOUGH_OF_THE_TRUTH = 300;

    private final URI venue;
    private @Nullable Step last;

    /** @param venue where it listens, {@code http://127.0.0.1:40123} */
    public VenueLockstep(URI venue) {
        this.venue = venue;
    }

    @Override
    public Step next() {
        return steps(1);
    }

    /** Both steps of a bar in one call: on the way to and fro is where the time goes. */
    @Override
    public Step nextClose() {
        Step before = last;
        return steps(before != null && before.kind() == Kind.CLOSE ? 2 : 1);
    }

    private Step steps(int count) {
        String answer = ask("POST", count == 1 ? "/tandem/next" : "/tandem/next?steps=" + count);
        while (found(STEP, answer).equals("tick")) {
            // What was recorded within a bar: it happens there, and is no moment of decision here.
            answer = ask("POST", "/tandem/next");
        }
        Kind kind = switch (found(STEP, answer)) {
            case "open" -> Kind.OPEN;
            case "close" -> Kind.CLOSE;
            default -> Kind.END;
        };
        Matcher bar = BAR.matcher(answer);
        Step step = new Step(
                kind,
                bar.find() ? Long.parseLong(bar.group(1)) : -1,
                Long.parseLong(found(MILLIS, answer)) * 1_000_000L);
        Step before = last;
        if (before != null && kind != Kind.END && (before.kind() == kind) == (count == 1)) {
            throw new PluginException("the venue " + venue + " has made a step that nobody asked for: a bar had "
                    + (before.kind() == Kind.OPEN ? "opened" : "closed") + ", we asked for " + count + ", and bar "
                    + step.row() + " has " + (kind == Kind.OPEN ? "opened" : "closed")
                    + "; is somebody else driving it?");
        }
        last = step;
        return step;
    }

    @Override
    public long nowNanos() {
        String truth = ask("GET", "/tandem/truth");
        // What it is stands at its beginning; the orders that follow may be many.
        String head = truth.substring(0, Math.min(ENOUGH_OF_THE_TRUTH, truth.length()));
        return found(STEPS, head).equals("0") ? Long.MIN_VALUE : Times.nanos(Instant.parse(found(TIME, head)));
    }

    /** On the caller's thread, which is the fastest: a step is two or three such calls, and there are many steps. */
    private String ask(String method, String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) venue.resolve(path).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestMethod(method);
            if (method.equals("POST")) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(0);
                connection.getOutputStream().close();
            }
            int code = connection.getResponseCode();
            try (InputStream body = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                if (code != 200) {
                    throw new PluginException("the venue " + venue + " answered " + code + ": " + text.strip());
                }
                return text;
            }
        } catch (IOException e) {
            throw new PluginException("the venue " + venue + " does not answer: " + message(e), e);
        }
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
