package dev.tandem.runtime.session;

import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.strategy.BarHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bars of a session: those that the strategy knows, those that the venue has, and which number comes next. */
final class SessionBars {
    private final ExecutionPlugin venue;
    private final Duration length;
    private final Map<Instrument, BarHistory> histories;

    /** @param histories what the strategy knows, which grows */
    SessionBars(ExecutionPlugin venue, Duration length, Map<Instrument, BarHistory> histories) {
        this.venue = venue;
        this.length = length;
        this.histories = histories;
    }

    /** What the strategy knows. */
    BarHistory known(Instrument instrument) {
        BarHistory known = histories.get(instrument);
        if (known == null) {
            throw new IllegalArgumentException("this session does not trade " + instrument);
        }
        return known;
    }

    /** When the last bar closed that the strategy knows; {@code otherwise} if it knows none. */
    long lastClose(Instrument instrument, long otherwise) {
        BarHistory known = known(instrument);
        return known.size() == 0 ? otherwise : lastClose(known);
    }

    static long lastClose(BarHistory bars) {
        return bars.bar(bars.size() - 1).closeTimeNanos();
    }

    /** The bar with the number that comes next; null if the strategy knows it already. */
    @Nullable
    Bar next(Bar bar) {
        BarHistory known = known(bar.instrument());
        if (known.size() > 0 && bar.closeTimeNanos() <= lastClose(known)) {
            return null;
        }
        return bar.numbered(nextIndex(known));
    }

    /** The number that comes next. */
    long nextIndex(Instrument instrument) {
        return nextIndex(known(instrument));
    }

    private static long nextIndex(BarHistory known) {
        return known.size() == 0 ? 0 : known.bar(known.size() - 1).index() + 1;
    }

    /** What the venue has of a time. */
    List<Bar> of(Instrument instrument, long from, long to) throws InterruptedException {
        return from >= to
                ? List.of()
                : Patience.ask(() -> venue.history(instrument, length, Times.instant(from), Times.instant(to)));
    }
}
