package dev.tandem.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Runs the same work on several threads and waits for all of them. */
final class Workers {
    private Workers() {}

    /**
     * @param work what each thread does, with its number from 0
     * @throws RuntimeException that the first of them threw; errors too
     */
    static void run(int threads, IntConsumer work) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>(null);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            all.add(Thread.ofPlatform().name("sweep-" + i).daemon().start(() -> {
                try {
                    work.accept(number);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }));
        }
        boolean interrupted = false;
        for (Thread thread : all) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
