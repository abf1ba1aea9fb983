package dev.tandem.cli;

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

    SessionLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void said(String topic, String text) {
        terminal.err()
                .println(TIME.format(Instant.now()) + " " + topic
                        + (text.isEmpty() ? "" : " " + Complaint.oneLine(text)));
    }
}
