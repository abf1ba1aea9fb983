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
    private final boolean speed;
    private final long started = System.nanoTime();
    private @Nullable ProgressBar bar;

    private Progress(PrintStream err, String task, long total, boolean watched, boolean speed) {
        this.err = err;
        this.task = task;
        this.total = total;
        this.watched = watched;
        this.speed = speed;
    }

    static Progress of(Terminal terminal, String task, long total) {
        return new Progress(terminal.err(), task, total, terminal.errIsTerminal(), false);
    }

    /** One that also says how many are done in a second. */
    static Progress withSpeed(Terminal terminal, String task, long total) {
        return new Progress(terminal.err(), task, total, terminal.errIsTerminal(), true);
    }

    /** So much is done. */
    void at(long done) {
        if (bar == null) {
            if (!watched || System.nanoTime() - started < PATIENCE.toNanos()) {
                return;
            }
            ProgressBarBuilder builder = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(err));
            bar = (speed ? builder.showSpeed() : builder).build();
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
