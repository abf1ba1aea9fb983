package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a venue's public stream is spoken to and understood, for the bars of one instrument: a file for each venue, which
 * names the page of its documentation. Made anew for each connection; one thread.
 */
interface StreamDialect {
    /** What a message may mean. */
    interface Ears {
        /** What was asked for will be told from now on. */
        void ready();

        /** A bar as the venue says that it is, complete for good. */
        void complete(BarRecord bar);

        /**
         * A bar in progress, or one that will not change any more although nobody says so.
         *
         * @param whole whether everything since its beginning is in it
         */
        void progress(BarRecord bar, boolean whole);

        /** The venue does not tell this; there is no use in asking again soon. */
        void refused(String why);

        /** The venue asks for, or announces, the end of this connection. */
        void leave(String why);
    }

    /** Where it can be heard. */
    URI address();

    /** What is sent when the connection is there; nothing if the address says it all, and then it is ready at once. */
    default List<String> greetings() {
        return List.of();
    }

    /** What is sent when nothing was heard for {@link #pingAfter}, besides the protocol's own ping; null for nothing. */
    default @Nullable String ping() {
        return null;
    }

    /** Silence after which the venue is asked whether it is there. */
    default Duration pingAfter() {
        return Duration.ofSeconds(15);
    }

    /** Silence after which it is not there any more. */
    default Duration silence() {
        return Duration.ofSeconds(45);
    }

    /**
     * Whether the venue says of a bar that it is complete. Where it does not, the end of a bar is when the next one begins or
     * its time is over, and the bar itself is asked for: the last that was heard of it may not be the last there is.
     */
    boolean marksComplete();

    /** Whether a text is a word of this language although it is no JSON, such as {@code pong}. */
    default boolean isWord(String text) {
        return false;
    }

    /**
     * Understands a message; one that is about something else is nothing.
     *
     * @throws IOException if it is about this, and not as it should be
     */
    void read(JsonNode message, Ears ears) throws IOException;
}
