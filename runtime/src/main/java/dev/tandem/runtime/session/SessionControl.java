package dev.tandem.runtime.session;

import dev.tandem.engine.EngineCommand;
import dev.tandem.gate.TradingState;
import dev.tandem.model.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * What can be said to running sessions: {@code status}, {@code reduce}, {@code halt}, {@code resume}, {@code cancel-all},
 * {@code flatten}, each with a reason after it, and to one of several with its name: {@code halt@trend news at 14:30}. The answer is lines of a key, a tab and a value; a session's lines begin
 * with its name.
 */
public final class SessionControl implements UnaryOperator<String> {
    /** What can be said. */
    public static final List<String> WORDS = List.of("status", "reduce", "halt", "resume", "cancel-all", "flatten");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, LiveSession> sessions;

    /** @param sessions by the names of their strategies */
    public SessionControl(Map<String, LiveSession> sessions) {
        this.sessions = Collections.unmodifiableMap(new LinkedHashMap<>(sessions));
    }

    @Override
    public String apply(String line) {
        String first = line.strip().split("\\s+", 2)[0];
        String rest = line.strip()
                .substring(Math.min(first.length(), line.strip().length()))
                .strip();
        int at = first.indexOf('@');
        String word = (at < 0 ? first : first.substring(0, at)).toLowerCase(Locale.ROOT);
        String only = at < 0 ? "" : first.substring(at + 1);
        String cause = rest.isEmpty() ? "command" : "command: " + rest;
        if (!WORDS.contains(word)) {
            return "error\tthere is no '" + word + "'; there are " + String.join(", ", WORDS);
        }
        if (!only.isEmpty() && !sessions.containsKey(only)) {
            return "error\tthere is no strategy '" + only + "'; there are " + String.join(", ", sessions.keySet());
        }
        Map<String, CompletableFuture<String>> answers = new LinkedHashMap<>();
        sessions.forEach((name, session) -> {
            if (!word.equals("status") && (only.isEmpty() || only.equals(name))) {
                answers.put(name, session.command(command(word, cause)));
            }
        });
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> lines = new ArrayList<>();
        sessions.forEach((name, session) -> {
            if (only.isEmpty() || only.equals(name)) {
                lines.add(session.name() + ".name\t" + name);
                CompletableFuture<String> answer = answers.get(name);
                if (answer != null) {
                    lines.add(session.name() + ".answer\t" + heard(session, answer, deadline));
                }
                lines.addAll(status(session));
            }
        });
        return String.join("\n", lines);
    }

    private static EngineCommand command(String word, String cause) {
        return switch (word) {
            case "reduce" -> new EngineCommand.ChangeState(TradingState.REDUCING, cause);
            case "halt" -> new EngineCommand.ChangeState(TradingState.HALTED, cause);
            case "resume" -> new EngineCommand.ChangeState(TradingState.ACTIVE, cause);
            case "cancel-all" -> new EngineCommand.CancelAll(cause);
            default -> new EngineCommand.Flatten(cause);
        };
    }

    /** All of them are told before any is waited for: one that hangs does not keep the others from being halted. */
    private static String heard(LiveSession session, CompletableFuture<String> answer, long deadline) {
        try {
            if (session.isFenced()) {
                return "the session is fenced off";
            }
            return answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return "the session has not answered for " + PATIENCE.toSeconds() + " s; it will do it when it can";
        } catch (ExecutionException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static List<String> status(LiveSession session) {
        SessionStatus now = session.status();
        String name = session.name() + ".";
        if (now == null) {
            return List.of(name + "state\tstarting");
        }
        List<String> lines = new ArrayList<>();
        lines.add(name + "strategy\t" + now.strategy());
        lines.add(name + "state\t" + (session.isFenced() ? "fenced" : now.state()));
        lines.add(name + "cause\t" + oneLine(now.cause()));
        lines.add(name + "equity\t" + now.equity());
        lines.add(name + "cash\t" + now.cash());
        now.positions().forEach(position -> lines.add(name + "position\t" + position));
        now.openOrders().forEach(order -> lines.add(name + "openOrder\t" + oneLine(order)));
        now.unprotected().forEach(naked -> lines.add(name + "unprotected\t" + naked));
        now.dust().forEach(dust -> lines.add(name + "dust\t" + dust));
        lines.add(name + "bars\t" + now.bars());
        lines.add(name + "lastBar\t" + (now.lastBarNanos() == 0 ? "" : Times.text(now.lastBarNanos())));
        lines.add(name + "lastPrice\t" + now.lastPrice());
        lines.add(name + "lastSignal\t" + oneLine(now.lastSignal()));
        lines.add(name + "submitted\t" + now.submitted());
        lines.add(name + "denied\t" + now.denied());
        lines.add(name + "events\t" + now.events());
        lines.add(name + "slowestMicros\t" + now.slowestMicros());
        return lines;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\t\\r\\n]", " ");
    }
}
