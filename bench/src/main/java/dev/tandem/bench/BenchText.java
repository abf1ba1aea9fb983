package dev.tandem.bench;

import dev.tandem.marketdata.BarInterval;
import dev.tandem.model.Times;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link BenchReport} for people. */
public final class BenchText {
    private final BenchReport report;
    private final Speed speed;
    private final StringBuilder text = new StringBuilder();

    private BenchText(BenchReport report) {
        this.report = report;
        this.speed = report.speed();
    }

    /** The report, ending in a line feed. */
    public static String of(BenchReport report) {
        BenchText it = new BenchText(report);
        it.heading();
        it.figures();
        it.last();
        it.parts();
        it.latencies();
        it.conditions();
        return it.text.toString();
    }

    private void heading() {
        text.append(report.strategy());
        report.parameters()
                .forEach((name, value) ->
                        text.append("  ").append(name).append('=').append(value));
        BenchReport.Data data = report.data();
        line(
                "%n%s · %,d bars of %s · %s to %s UTC%ndata %s%n%n",
                report.instrument().symbol(),
                data.bars(),
                new BarInterval(data.intervalNanos()),
                day(data.fromNanos()),
                day(data.toNanos()),
                data.source());
    }

    private static String day(long nanos) {
        return Times.text(nanos).substring(0, 10);
    }

    private void figures() {
        line("  Speed       %,.0f bars per second%n", speed.eventsPerSecond());
        line(
                "  Per bar     %s ns, the median of %d rounds; %s ns in the fastest%n",
                number(speed.medianNanos()), speed.rounds(), number(speed.leastNanos()));
        line("  Allocated   %s bytes per bar%n", number(speed.bytes()));
        if (speed.orders() == 0) {
            line("  Orders      none%n%n");
        } else {
            line(
                    "  Orders      %,d, one in %s bars%n%n",
                    speed.orders(), number((double) speed.events() / speed.orders()));
        }
    }

    private void last() {
        BenchComparison last = report.last();
        if (last != null) {
            line(
                    "  Last run    %s ns in the fastest, on %s UTC; now %s%n%n",
                    number(last.earlier().leastNanos()),
                    last.earlier()
                            .at()
                            .truncatedTo(ChronoUnit.MINUTES)
                            .toString()
                            .replace("T", " ")
                            .replace("Z", ""),
                    last.text());
        }
    }

    private void latencies() {
        if (report.latencies().isEmpty()) {
            return;
        }
        line(
                "  %-44s %10s %10s %10s %10s%n",
                "Orders at fixed rates, signal to callback", "50 %", "99 %", "99.99 %", "worst");
        for (LatencyRow row : report.latencies()) {
            line(
                    "  %-44s %10s %10s %10s %10s%n",
                    LatencyTable.rate(row.wanted()) + " per second" + (row.keptUp() ? "" : ", not reached"),
                    LatencyTable.time(row.nanosAt(50)),
                    LatencyTable.time(row.nanosAt(99)),
                    LatencyTable.time(row.nanosAt(99.99)),
                    LatencyTable.time(row.worstNanos()));
        }
        line("%n");
    }

    private void parts() {
        line("  %-44s %10s %8s%n", "Where the time goes", "cpu ns/bar", "share");
        part("data: reading the file", speed.data());
        part("engine: bars without orders, equity, result", speed.engine());
        part("orders: gate, exchange, fills, ledgers", speed.orderPath());
        part(speed.orderPath() == null ? "strategy, with its orders" : "strategy", speed.strategy());
        line("%n");
    }

    private void part(String name, @Nullable Double nanos) {
        if (nanos != null) {
            line("  %-44s %10s %6.1f %%%n", name, number(nanos), 100 * nanos / speed.sum());
        }
    }

    private void conditions() {
        BenchReport.METHOD.forEach(sentence -> line("  %s%n", sentence));
        if (speed.orderPath() == null) {
            line("  Its orders alone do not make the same trades, so they could not be told from the strategy.%n");
        }
        if (!speed.stable()) {
            line("  It was still getting faster after %d rounds of warm-up.%n", speed.warmUpRounds());
        }
        Conditions at = report.conditions();
        line(
                "%n  %s, %d processors, %s%n  %s, %s, heap up to %,d MiB%n",
                at.cpu(),
                at.processors(),
                at.os(),
                at.jdk(),
                String.join(" and ", at.collectors()),
                at.maxHeapBytes() >> 20);
        if (report.loadBefore() >= 0) {
            line("  load %.1f before, %.1f after%n", report.loadBefore(), report.loadAfter());
        }
        if (report.isDisturbed()) {
            line("  Others were at work on this machine: the times are too long; trust the fastest, and the parts.%n");
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
