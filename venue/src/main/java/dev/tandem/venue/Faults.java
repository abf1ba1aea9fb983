package dev.tandem.venue;

import dev.tandem.web.Request;
import dev.tandem.web.RequestHandler;
import dev.tandem.web.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Trouble on order: what goes wrong with which requests and stream events, and when. The same file and the same requests give
 * the same trouble.
 */
final class Faults {
    static final Faults NONE = new Faults(Duration.ZERO, 0, List.of());

    private static final Map<Integer, String> PAGES = Map.of(
            418, "I'm a teapot",
            429, "Too Many Requests",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Unavailable",
            504, "Gateway Time-out");

    /** What goes wrong. */
    enum Action {
        /** The request is handled later. */
        DELAY(true),
        /** The answer comes later. */
        DELAY_ANSWER(true),
        /** The connection is reset; nothing has happened. */
        RESET_BEFORE(false),
        /** The connection is reset; what was asked for has happened. */
        RESET_AFTER(false),
        /** A page in HTML; nothing has happened. */
        STATUS(true),
        /** A page in HTML; what was asked for has happened. */
        STATUS_AFTER(true),
        /** -1007, execution status unknown; nothing has happened. */
        UNKNOWN_BEFORE(false),
        /** -1007, execution status unknown; what was asked for has happened. */
        UNKNOWN_AFTER(false),
        /** An event of a stream arrives twice. */
        DUPLICATE(false),
        /** An event of a stream arrives after the one that follows it. */
        REORDER(false);

        private final boolean argument;

        Action(boolean argument) {
            this.argument = argument;
        }

        boolean hasArgument() {
            return argument;
        }

        boolean isOfStreams() {
            return this == DUPLICATE || this == REORDER;
        }

        boolean isDelay() {
            return this == DELAY || this == DELAY_ANSWER;
        }

        boolean comesAfter() {
            return this == DELAY_ANSWER || this == RESET_AFTER || this == STATUS_AFTER || this == UNKNOWN_AFTER;
        }
    }

    /** When: of the requests (or events) that a rule is about, which ones. */
    sealed interface When {
        /** The n-th ones, from 1 on. */
        record At(List<Long> numbers) implements When {}

        /** Every n-th one. */
        record Every(long step) implements When {}

        /** From the n-th to the m-th one. */
        record Between(long first, long last) implements When {}

        /** Each with this probability. */
        record Chance(double probability) implements When {}
    }

    /**
     * One line of the file.
     *
     * @param method of requests, or {@code *}
     * @param path of requests; {@code *} at its end stands for anything
     * @param millis of a delay, or a status
     */
    record Rule(Action action, int millis, String method, String path, When when) {
        boolean isAbout(Request request) {
            return !action.isOfStreams()
                    && (method.equals("*") || method.equals(request.method()))
                    && (path.endsWith("*")
                            ? request.path().startsWith(path.substring(0, path.length() - 1))
                            : path.equals(request.path()));
        }
    }

    private final Duration clockSkew;
    private final List<Rule> rules;
    private final long[] seen;
    private final SplittableRandom[] randoms;

    Faults(Duration clockSkew, long seed, List<Rule> rules) {
        this.clockSkew = clockSkew;
        this.rules = rules;
        this.seen = new long[rules.size()];
        this.randoms = new SplittableRandom[rules.size()];
        for (int i = 0; i < randoms.length; i++) {
            randoms[i] = new SplittableRandom(seed + i);
        }
    }

    /** How far the venue's clock is ahead of real time. */
    Duration clockSkew() {
        return clockSkew;
    }

    boolean areNone() {
        return rules.isEmpty();
    }

    /** A handler with whom things go wrong. */
    RequestHandler around(RequestHandler handler) {
        return areNone() ? handler : request -> handle(request, handler);
    }

    private Response handle(Request request, RequestHandler handler) throws Exception {
        long before = 0;
        long after = 0;
        Rule trouble = null;
        synchronized (this) {
            for (int i = 0; i < rules.size(); i++) {
                Rule rule = rules.get(i);
                if (!rule.isAbout(request) || !strikes(i)) {
                    continue;
                }
                if (rule.action == Action.DELAY) {
                    before += rule.millis;
                } else if (rule.action == Action.DELAY_ANSWER) {
                    after += rule.millis;
                } else if (trouble == null) {
                    trouble = rule;
                }
            }
        }
        pause(before);
        Response response = null;
        if (trouble == null || trouble.action.comesAfter()) {
            response = handler.handle(request);
        }
        pause(after);
        return trouble == null && response != null ? response : answer(trouble);
    }

    private static void pause(long millis) throws InterruptedException {
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }

    private static Response answer(@Nullable Rule rule) {
        if (rule == null) {
            throw new IllegalStateException("a handler gave no answer");
        }
        return switch (rule.action) {
            case RESET_BEFORE, RESET_AFTER -> Response.reset();
            case UNKNOWN_BEFORE, UNKNOWN_AFTER -> BinanceError.TIMEOUT.toResponse();
            case STATUS, STATUS_AFTER -> page(rule.millis);
            case DELAY, DELAY_ANSWER, DUPLICATE, REORDER ->
                throw new IllegalArgumentException("not an answer: " + rule.action);
        };
    }

    private static Response page(int status) {
        String title = status + " " + PAGES.getOrDefault(status, "Error");
        Response response = Response.of(
                status,
                "text/html",
                ("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                                + "</h1></center>\r\n</body>\r\n</html>\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return status == 418 || status == 429 ? response.withHeader("Retry-After", "1") : response;
    }

    /** Whether it is this rule's turn; counts. */
    private boolean strikes(int rule) {
        long number = ++seen[rule];
        return switch (rules.get(rule).when) {
            case When.At(List<Long> numbers) -> numbers.contains(number);
            case When.Every(long step) -> number % step == 0;
            case When.Between(long first, long last) -> number >= first && number <= last;
            case When.Chance(double probability) -> randoms[rule].nextDouble() < probability;
        };
    }

    /** What happens to the next event of a stream; null for nothing. */
    synchronized @Nullable Action nextOfStreams() {
        Action found = null;
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).action.isOfStreams() && strikes(i) && found == null) {
                found = rules.get(i).action;
            }
        }
        return found;
    }
}
