package dev.tandem.cli;

import dev.tandem.model.Times;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SessionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a running session on a terminal, redrawn in place; without a terminal it shows nothing. */
final class SessionDisplay implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int WIDTH = 110;

    private final Terminal terminal;
    private final LiveSession session;
    private final @Nullable Thread thread;
    private int drawn;

    private SessionDisplay(Terminal terminal, LiveSession session, boolean shows) {
        this.terminal = terminal;
        this.session = session;
        this.thread = shows ? Thread.ofVirtual().name("display").start(this::run) : null;
    }

    static SessionDisplay of(Terminal terminal, LiveSession session, boolean lockstep) {
        boolean dumb = "dumb".equals(terminal.environment().getOrDefault("TERM", "dumb"));
        return new SessionDisplay(terminal, session, terminal.errIsTerminal() && !dumb && !lockstep);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                SessionStatus status = session.status();
                if (status != null) {
                    draw(lines(status, System.currentTimeMillis()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /** What a person wants to see at a glance. */
    static List<String> lines(SessionStatus status, long nowMillis) {
        List<String> lines = new ArrayList<>();
        lines.add(status.strategy() + "  " + status.session() + "  " + status.state()
                + (status.cause().isEmpty() ? "" : " (" + status.cause() + ")"));
        lines.add("equity   " + status.equity() + "   cash " + status.cash());
        lines.add("position " + (status.positions().isEmpty() ? "flat" : String.join(", ", status.positions()))
                + (status.unprotected().isEmpty()
                        ? ""
                        : "   WITHOUT STOP: " + String.join(", ", status.unprotected())));
        for (String order : status.openOrders()) {
            lines.add("order    " + order);
        }
        lines.add("signal   " + (status.lastSignal().isEmpty() ? "none yet" : status.lastSignal()));
        long age = status.lastBarNanos() == 0 ? -1 : nowMillis / 1_000 - status.lastBarNanos() / Times.SECOND;
        lines.add("feed     "
                + (age < 0 ? "no bar yet" : status.lastPrice() + ", " + age + " s old, " + status.bars() + " bars")
                + "   slowest event " + status.slowestMicros() + " µs");
        lines.add("orders   " + status.submitted() + " sent, " + status.denied() + " denied");
        return lines.stream().map(line -> cut(Complaint.oneLine(line))).toList();
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
