package dev.tandem.cli;

import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Fetches bars of an exchange into a file, page by page, from where the file ends. Each page is on the disk before the next
 * is asked for; a page that fails is asked for again after a while.
 */
final class BarFetch {
    static final int PAGE = 1_000;
    private static final int ATTEMPTS = 6;
    private static final long MILLI = 1_000_000L;
    /** Where an exchange has nothing for long, further is looked at a time. */
    private static final long MOST_PAGES = 1_024;

    /** How waiting is done, so that tests need not. */
    interface Sleep {
        void of(Duration time) throws InterruptedException;
    }

    private final ExecutionPlugin plugin;
    private final Instrument instrument;
    private final Duration bar;
    private final BarFile file;
    private final Sleep sleep;
    private final Consumer<String> remarks;
    private long fetched;
    private long duplicates;
    private long outOfOrder;

    BarFetch(
            ExecutionPlugin plugin,
            Instrument instrument,
            Duration bar,
            BarFile file,
            Sleep sleep,
            Consumer<String> remarks) {
        this.plugin = plugin;
        this.instrument = instrument;
        this.bar = bar;
        this.file = file;
        this.sleep = sleep;
        this.remarks = remarks;
    }

    /** Bars that were added to the file. */
    long fetched() {
        return fetched;
    }

    /** Bars that the exchange sent twice; written once. */
    long duplicates() {
        return duplicates;
    }

    /** Bars that the exchange sent after later ones; left out. */
    long outOfOrder() {
        return outOfOrder;
    }

    /**
     * Fetches what opened in {@code [from, to)}.
     *
     * @param progress told how many milliseconds of that are done
     */
    void run(Instant from, Instant to, LongConsumer progress) throws IOException, InterruptedException {
        long start = from.toEpochMilli();
        long end = to.toEpochMilli();
        long next = start;
        if (!file.isEmpty()) {
            if (file.firstMillis() - start >= bar.toMillis()) {
                throw UserError.usage("-o: the file begins at " + text(file.firstMillis())
                        + ", and --from is earlier: give another file, or --from " + text(file.firstMillis()));
            }
            next = Math.max(start, file.lastMillis());
            compare(next);
            next = Math.max(start, file.lastMillis() + bar.toMillis());
        }
        long pages = 1;
        while (next < end) {
            long until = (int) Math.min(Integer.MAX_VALUE, pages * PAGE) * bar.toMillis();
            long stop = Math.min(end, next + until);
            List<Bar> page = page(next, stop);
            write(page, next, stop);
            file.flush();
            pages = page.isEmpty() ? Math.min(MOST_PAGES, pages * 2) : 1;
            next = stop;
            progress.accept(next - start);
        }
    }

    /** The last bar of the file must be what the exchange says of it: it might be another market's file. */
    private void compare(long at) throws InterruptedException {
        for (Bar same : page(at, at + 1)) {
            if (same.openTimeNanos() / MILLI == at && !file.endsWith(same)) {
                throw UserError.usage("-o: the last row of the file is " + file.lastRow() + ", and " + plugin.name()
                        + " says " + BarFile.row(same) + ": the file holds something else; give another one");
            }
        }
    }

    private void write(List<Bar> page, long from, long to) throws IOException {
        long before = Long.MIN_VALUE;
        for (Bar one : page) {
            long millis = one.openTimeNanos() / MILLI;
            if (millis == before) {
                duplicates++;
            } else if (millis < before || millis < from || millis >= to || !file.append(one)) {
                outOfOrder++;
            } else {
                fetched++;
            }
            before = Math.max(before, millis);
        }
    }

    private List<Bar> page(long from, long to) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return plugin.history(instrument, bar, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
            } catch (PluginException e) {
                if (e.getCause() instanceof IllegalArgumentException wrong) {
                    throw UserError.usage("--bar: " + wrong.getMessage());
                }
                if (attempt == ATTEMPTS) {
                    throw UserError.network(e.getMessage() + "; asked " + ATTEMPTS
                            + " times. What was fetched is in the file: the same call goes on from there");
                }
                Duration pause = Duration.ofSeconds(1L << (attempt - 1));
                remarks.accept(e.getMessage() + "; asked again in " + pause.toSeconds() + " s");
                sleep.of(pause);
            }
        }
    }

    static String text(long millis) {
        return Times.text(millis * MILLI);
    }
}
