package dev.tandem.report;

import dev.tandem.model.Times;
import java.util.Arrays;

/** Times for people, UTC, as short as a group of them allows: dates only if all are midnights. */
public enum Dates {
    DAYS(Times.DAY, 10),
    MINUTES(60 * Times.SECOND, 16),
    SECONDS(Times.SECOND, 19),
    MILLISECONDS(1, 23);

    private final long nanos;
    private final int characters;

    Dates(long nanos, int characters) {
        this.nanos = nanos;
        this.characters = characters;
    }

    /** The coarsest form in which none of the times loses anything (above a millisecond). */
    public static Dates fitting(long... times) {
        return Arrays.stream(values())
                .filter(form -> Arrays.stream(times).allMatch(time -> time % form.nanos == 0))
                .findFirst()
                .orElse(MILLISECONDS);
    }

    /** {@code 2016-05-24} or {@code 2016-05-24 12:00}, with seconds if needed. */
    public String text(long time) {
        return Times.text(time).substring(0, characters).replace('T', ' ');
    }
}
