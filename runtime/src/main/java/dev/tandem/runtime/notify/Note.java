package dev.tandem.runtime.notify;

import java.time.Instant;

/**
 * Something that a person wants to know.
 *
 * @param strategy whose; empty if it is about all of them
 * @param topic in a word: {@code fill}, {@code halted}
 * @param text in a sentence
 */
public record Note(Instant time, String strategy, String topic, String text) {
    /** As one line of a chat. */
    public String line() {
        return (strategy.isEmpty() ? "" : "[" + strategy + "] ") + topic + (text.isEmpty() ? "" : ": " + text);
    }
}
