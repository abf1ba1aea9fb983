package dev.tandem.runtime.session;

import dev.tandem.engine.EngineCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Where other threads leave commands for the session's own, and wait for what came of them. */
final class CommandBox {
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();

    /** @param answer what came of it, in words */
    record Asked(EngineCommand command, CompletableFuture<String> answer) {}

    CompletableFuture<String> ask(EngineCommand command) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.add(new Asked(command, answer));
        return answer;
    }

    /** The oldest that nobody has seen to; null if there is none. */
    @Nullable
    Asked next() {
        return asked.poll();
    }

    /** Nobody will see to them any more: says so to all who wait. */
    void close() {
        for (Asked late = asked.poll(); late != null; late = asked.poll()) {
            late.answer.complete("the session has ended");
        }
    }
}
