package dev.tandem.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Whether the process was told to end (Ctrl-C, SIGTERM), for work that has something to keep. While it is open, such a signal
 * does not end the process: the command does, in its own order and with its own exit code, {@link ExitCode#INTERRUPTED} if all is
 * well. What ends the JVM in another way (a terminal that is closed) waits for it.
 */
final class Interruption implements AutoCloseable {
    /** Longer than a session waits for a venue that is away, shorter than the 90 s after which systemd kills. */
    static final long PATIENCE_SECONDS = 60;

    private final BooleanSupplier told;
    private final CountDownLatch come = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean acted = new AtomicBoolean();
    private final Thread hook = new Thread(this::ending, "tandem-interrupted");
    private final Signals signals;
    private volatile boolean nothingToWaitFor;

    private Interruption(BooleanSupplier told) {
        this.told = told;
        Runtime.getRuntime().addShutdownHook(hook);
        this.signals = Signals.take(this::signal);
    }

    /** For who asks {@link #hasCome} now and then, or waits for it. */
    static Interruption watch() {
        return watch(() -> true);
    }

    /** @param told called once when it comes; says whether there is something to be waited for */
    static Interruption watch(BooleanSupplier told) {
        return new Interruption(told);
    }

    private void signal() {
        if (acted.getAndSet(true)) {
            return;
        }
        if (!comes() || !isDoneInTime()) {
            nothingToWaitFor = true;
            Runtime.getRuntime().exit(ExitCode.INTERRUPTED);
        }
    }

    /** The JVM ends, and not for a signal that was taken. */
    private void ending() {
        if (nothingToWaitFor || acted.getAndSet(true)) {
            return;
        }
        if (comes()) {
            isDoneInTime();
        }
    }

    private boolean comes() {
        come.countDown();
        return told.getAsBoolean();
    }

    private boolean isDoneInTime() {
        try {
            return done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean hasCome() {
        return come.getCount() == 0;
    }

    /** Returns when it has come. */
    void await() {
        try {
            come.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        signals.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook has been let go.
            return;
        }
    }
}
