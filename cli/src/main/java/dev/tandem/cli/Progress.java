package dev.tandem.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far long work is, on standard error and only if a person is watching; short work shows nothing. */
final class Progress implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PrintStream err;
    private final String task;
    private final long total;
    private final boolean watched;
    private final long started = System.nanoTime();
    private @Nullable ProgressBar bar;

    private Progress(PrintStream err, String task, long total, boolean watched) {
        this.err = err;
        this.task = task;
        this.total = total;
        this.watched = watched;
    }

    static Progress of(Terminal terminal, String task, long total) {
        return new Progress(terminal.err(), task, total, terminal.errIsTerminal());
    }

    /** So much is done. */
    void at(long done) {
        if (bar == null) {
            if (!watched || System.nanoTime() - started < PATIENCE.toNanos()) {
                return;
            }
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .build();
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
