package dev.tandem.cli;

import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SessionListener;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a session says, as plain lines on standard error. */
final class SessionLines implements SessionListener {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final String strategy;
    private final boolean lockstep;

    /**
     * @param strategy whose lines they are, where there are several; empty otherwise
     * @param lockstep whether fills come by the thousand
     */
    SessionLines(Terminal terminal, String strategy, boolean lockstep) {
        this.terminal = terminal;
        this.strategy = strategy;
        this.lockstep = lockstep;
    }

    @Override
    public void said(String topic, String text) {
        if (lockstep && topic.equals(LiveSession.FILL)) {
            return;
        }
        terminal.err()
                .println(TIME.format(Instant.now()) + " " + (strategy.isEmpty() ? "" : strategy + " ") + topic
                        + (text.isEmpty() ? "" : " " + Complaint.oneLine(text)));
    }
}
