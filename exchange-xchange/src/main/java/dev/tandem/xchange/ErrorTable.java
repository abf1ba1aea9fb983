package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import si.mazi.rescu.HttpResponseAware;
import si.mazi.rescu.HttpStatusException;
import si.mazi.rescu.HttpStatusIOException;

/**
 * What a venue's errors mean. The class of an exception does not tell whether an order may be live; code, words and HTTP
 * status do, venue by venue. The first row that fits decides; what no row knows is {@link Outcome#UNKNOWN}.
 */
final class ErrorTable {
    /** How much of an answer is kept. */
    private static final int RAW_LIMIT = 4_000;

    /**
     * One line of the table.
     *
     * @param code the venue's code, or the simple name of XChange's exception; empty for any
     * @param words what the message has in it, in lower case; empty for anything
     * @param fromStatus the lowest HTTP status
     * @param toStatus the highest HTTP status
     */
    record Row(String code, String words, int fromStatus, int toStatus, Outcome outcome, ErrorKind kind) {
        static Row code(String code, Outcome outcome, ErrorKind kind) {
            return code(code, "", outcome, kind);
        }

        static Row code(String code, String words, Outcome outcome, ErrorKind kind) {
            return new Row(code, words.toLowerCase(Locale.ROOT), 0, 999, outcome, kind);
        }

        static Row words(String words, Outcome outcome, ErrorKind kind) {
            return code("", words, outcome, kind);
        }

        static Row status(int from, int to, Outcome outcome, ErrorKind kind) {
            return new Row("", "", from, to, outcome, kind);
        }

        boolean fits(Complaint complaint) {
            return (code.isEmpty() || code.equals(complaint.code) || code.equals(complaint.type))
                    && (words.isEmpty()
                            || complaint.message.toLowerCase(Locale.ROOT).contains(words))
                    && complaint.status >= fromStatus
                    && complaint.status <= toStatus;
        }
    }

    /** What a venue's body says: its own code and words. */
    record Words(String code, String message) {}

    private record Complaint(String code, String type, String message, int status) {}

    private final List<Row> rows;
    private final Function<JsonNode, Words> reader;
    private final Function<Throwable, Words> thrown;

    /**
     * @param rows the venue's own, the more special first
     * @param reader where a body of the venue has its code and its words
     */
    ErrorTable(List<Row> rows, Function<JsonNode, Words> reader) {
        this(rows, reader, failure -> new Words("", words(failure)));
    }

    private ErrorTable(List<Row> rows, Function<JsonNode, Words> reader, Function<Throwable, Words> thrown) {
        this.rows = List.copyOf(rows);
        this.reader = reader;
        this.thrown = thrown;
    }

    /** For a venue that is reached through XChange's own services: its exceptions are what there is to read. */
    static ErrorTable ofExceptions(List<Row> rows, Function<Throwable, Words> thrown) {
        return new ErrorTable(rows, body -> new Words("", body.toString()), thrown);
    }

    /** For a venue that is asked directly and through XChange's own services. */
    static ErrorTable of(List<Row> rows, Function<JsonNode, Words> reader, Function<Throwable, Words> thrown) {
        return new ErrorTable(rows, reader, thrown);
    }

    List<Row> rows() {
        return rows;
    }

    /** What this failure means. */
    VenueError classify(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof VenueFault fault) {
                Words words = reader.apply(fault.body());
                return byRows(
                        new Complaint(words.code, "", words.message, fault.getHttpStatusCode()),
                        retryAfter(fault),
                        raw(fault.body().toString()));
            }
            if (t instanceof HttpStatusIOException page) {
                int status = page.getHttpStatusCode();
                return byRows(
                        new Complaint("", "", "HTTP status " + status, status),
                        retryAfter(page),
                        raw(String.valueOf(page.getHttpBody())));
            }
        }
        VenueError transport = transport(failure);
        if (transport != null) {
            return transport;
        }
        int status = failure instanceof HttpStatusException http ? http.getHttpStatusCode() : 0;
        long wait = failure instanceof HttpResponseAware aware ? retryAfter(aware) : 0;
        Words said = thrown.apply(failure);
        return byRows(
                new Complaint(said.code, failure.getClass().getSimpleName(), said.message, status),
                wait,
                raw(said.message));
    }

    private VenueError byRows(Complaint complaint, long wait, String raw) {
        Row row = row(complaint);
        if (row != null) {
            return new VenueError(
                    row.outcome, row.kind, complaint.code, complaint.message, complaint.status, wait, raw);
        }
        ErrorKind kind = complaint.status >= 500 ? ErrorKind.UNAVAILABLE : ErrorKind.UNCLEAR;
        return new VenueError(Outcome.UNKNOWN, kind, complaint.code, complaint.message, complaint.status, wait, raw);
    }

    private @Nullable Row row(Complaint complaint) {
        for (Row row : rows) {
            if (row.fits(complaint)) {
                return row;
            }
        }
        return null;
    }

    /** The row that decides about a body and its status; null if none does. */
    @Nullable
    Row row(JsonNode body, int status) {
        Words words = reader.apply(body);
        return row(new Complaint(words.code, "", words.message, status));
    }

    /** What the network did. Only before a connection stands is it certain that nothing arrived. */
    private static @Nullable VenueError transport(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            boolean neverLeft = t instanceof ConnectException
                    || t instanceof UnknownHostException
                    || t instanceof NoRouteToHostException
                    || t instanceof SSLHandshakeException
                    || t instanceof SSLPeerUnverifiedException
                    || (t instanceof SocketTimeoutException
                            && String.valueOf(t.getMessage())
                                    .toLowerCase(Locale.ROOT)
                                    .contains("connect timed out"));
            if (neverLeft) {
                return new VenueError(
                        Outcome.NOT_ACCEPTED, ErrorKind.UNREACHABLE, "", "nothing was sent: " + named(t), 0, 0, "");
            }
        }
        if (failure instanceof UnexpectedAnswerException odd) {
            return new VenueError(
                    Outcome.UNKNOWN, ErrorKind.UNCLEAR, "", String.valueOf(odd.getMessage()), 200, 0, raw(odd.raw()));
        }
        if (failure instanceof IOException) {
            return new VenueError(
                    Outcome.UNKNOWN, ErrorKind.UNCLEAR, "", "the answer was lost: " + named(failure), 0, 0, "");
        }
        if (isStumble(failure)) {
            return new VenueError(Outcome.UNKNOWN, ErrorKind.UNCLEAR, "", stumble(failure), 0, 0, "");
        }
        return null;
    }

    /** XChange's modules do not check what they are given: what is not there, or of another shape, shows like this. */
    private static boolean isStumble(Throwable failure) {
        return failure instanceof NullPointerException
                || ((failure instanceof ClassCastException
                                || failure instanceof IndexOutOfBoundsException
                                || failure instanceof NoSuchElementException
                                || failure instanceof ArithmeticException
                                || failure instanceof IllegalArgumentException
                                || failure instanceof IllegalStateException)
                        && isFromXChange(failure));
    }

    private static boolean isFromXChange(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("org.knowm.xchange.") || name.startsWith("dev.tandem."))
                .findFirst()
                .map(name -> name.startsWith("org.knowm.xchange."))
                .orElse(false);
    }

    private static String stumble(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String where = Arrays.stream(trace)
                .filter(frame -> frame.getClassName().startsWith("org.knowm.xchange."))
                .findFirst()
                .map(frame -> " in " + simple(frame.getClassName()) + "." + frame.getMethodName())
                .orElse("");
        return "XChange cannot make anything of the answer: it lacks what is expected there, or has another shape ("
                + named(failure) + where + ")";
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static String named(Throwable t) {
        String message = t.getMessage();
        String name = t.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }

    /** The venue's words, without what rescu adds to them. */
    static String words(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        int added = message.lastIndexOf(" (HTTP status code: ");
        String words = added < 0 ? message : message.substring(0, added);
        return words.isBlank() || words.equals("null") || words.endsWith(": null")
                ? "an error without a word of what is wrong ("
                        + failure.getClass().getSimpleName() + ")"
                : words;
    }

    private static String raw(String text) {
        return text.length() <= RAW_LIMIT ? text : text.substring(0, RAW_LIMIT) + "…";
    }

    private static long retryAfter(HttpResponseAware answer) {
        Map<String, List<String>> headers = answer.getResponseHeaders();
        if (headers == null) {
            return 0;
        }
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if ("Retry-After".equalsIgnoreCase(header.getKey())
                    && !header.getValue().isEmpty()) {
                String seconds = header.getValue().getFirst().strip();
                if (seconds.matches("\\d{1,6}")) {
                    return Long.parseLong(seconds);
                }
            }
        }
        return 0;
    }
}
