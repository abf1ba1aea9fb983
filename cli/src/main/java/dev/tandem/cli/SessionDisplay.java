package dev.tandem.cli;

import dev.tandem.model.Times;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SessionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows running sessions on a terminal, redrawn in place, never larger than it is; without a terminal it shows nothing. Where
 * not all of it fits, each session has one line, and those that fit are shown.
 */
final class SessionDisplay implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int WIDTH = 110;
    private static final int HEIGHT = 24;

    private final Terminal terminal;
    private final Map<String, LiveSession> sessions;
    private final @Nullable Thread thread;
    private int drawn;

    private SessionDisplay(Terminal terminal, Map<String, LiveSession> sessions, boolean shows) {
        this.terminal = terminal;
        this.sessions = sessions;
        this.thread = shows ? Thread.ofVirtual().name("display").start(this::run) : null;
    }

    static SessionDisplay of(Terminal terminal, Map<String, LiveSession> sessions, boolean lockstep) {
        boolean dumb = "dumb".equals(terminal.environment().getOrDefault("TERM", "dumb"));
        return new SessionDisplay(terminal, sessions, terminal.errIsTerminal() && !dumb && !lockstep);
    }

    private void run() {
        int width = size("COLUMNS", WIDTH);
        int height = size("LINES", HEIGHT);
        try {
            while (true) {
                Thread.sleep(EVERY);
                Map<String, SessionStatus> now = new LinkedHashMap<>();
                sessions.forEach((name, session) -> {
                    SessionStatus status = session.status();
                    if (status != null) {
                        now.put(name, status);
                    }
                });
                if (!now.isEmpty()) {
                    draw(lines(now, System.currentTimeMillis(), width, height));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int size(String name, int byDefault) {
        String text = terminal.environment().getOrDefault(name, "");
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : byDefault;
    }

    private void draw(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\033[").append(drawn).append('A');
        }
        for (String line : lines) {
            text.append("\033[2K").append(line).append('\n');
        }
        text.append("\033[J");
        drawn = lines.size();
        terminal.err().print(text);
        terminal.err().flush();
    }

    /**
     * What a person wants to see at a glance.
     *
     * @param width columns of the terminal
     * @param height lines of the terminal; the last one is left for the cursor
     */
    static List<String> lines(Map<String, SessionStatus> sessions, long nowMillis, int width, int height) {
        List<String> lines = new ArrayList<>();
        sessions.forEach((name, status) -> {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(whole(name, status, nowMillis));
        });
        int room = Math.max(1, height - 1);
        if (lines.size() > room && sessions.size() > 1) {
            lines.clear();
            sessions.forEach((name, status) -> lines.add(brief(name, status, nowMillis)));
        }
        List<String> shown = new ArrayList<>();
        for (String line : lines) {
            if (shown.size() == room - 1 && lines.size() > room) {
                shown.add("… " + (lines.size() - shown.size()) + " more lines; the terminal has " + height);
                break;
            }
            shown.add(line);
        }
        return shown.stream().map(line -> cut(Complaint.oneLine(line), width)).toList();
    }

    private static List<String> whole(String name, SessionStatus status, long nowMillis) {
        List<String> lines = new ArrayList<>();
        lines.add(name + (name.equals(status.strategy()) ? "" : " (" + status.strategy() + ")") + "  "
                + status.session() + "  " + status.state()
                + (status.cause().isEmpty() ? "" : " (" + status.cause() + ")"));
        lines.add("equity   " + status.equity() + "   cash " + status.cash());
        lines.add("position " + position(status)
                + (status.unprotected().isEmpty()
                        ? ""
                        : "   WITHOUT STOP: " + String.join(", ", status.unprotected())));
        for (String order : status.openOrders()) {
            lines.add("order    " + order);
        }
        lines.add("signal   " + (status.lastSignal().isEmpty() ? "none yet" : status.lastSignal()));
        lines.add("feed     " + feed(status, nowMillis) + "   slowest event " + status.slowestMicros() + " µs");
        lines.add("orders   " + status.submitted() + " sent, " + status.denied() + " denied");
        return lines;
    }

    private static String brief(String name, SessionStatus status, long nowMillis) {
        return name + "  " + status.state() + "  " + status.equity() + "  " + position(status)
                + (status.unprotected().isEmpty() ? "" : "  WITHOUT STOP")
                + "  " + feed(status, nowMillis);
    }

    private static String position(SessionStatus status) {
        return status.positions().isEmpty() ? "flat" : String.join(", ", status.positions());
    }

    private static String feed(SessionStatus status, long nowMillis) {
        if (status.bars() == 0) {
            return "no bar yet";
        }
        String age = status.heardNanos() == 0
                ? "none since the start"
                : Math.max(0, nowMillis / 1_000 - status.heardNanos() / Times.SECOND) + " s old";
        return status.lastPrice() + ", " + age + ", " + status.bars() + " bars"
                + (status.streams() ? ", by stream" : "");
    }

    private static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
