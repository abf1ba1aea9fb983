package dev.tandem.runtime.session;

import dev.tandem.plugin.PluginException;
import java.time.Duration;
import java.util.function.Consumer;

/** How long a venue that does not answer is asked again: every 200 ms, for half a minute. */
final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Patience() {}

    /**
     * Asks until there is an answer.
     *
     * @throws PluginException the last one, if there is none for too long
     */
    static <T> T ask(Question<T> question) throws InterruptedException {
        return ask(question, trouble -> {});
    }

    /** @param trouble told of each time that there was no answer */
    static <T> T ask(Question<T> question, Consumer<PluginException> trouble) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                return question.ask();
            } catch (PluginException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                trouble.accept(e);
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Something that a venue is asked. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws InterruptedException;
    }
}
