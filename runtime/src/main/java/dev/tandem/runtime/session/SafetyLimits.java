package dev.tandem.runtime.session;

import dev.tandem.model.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stops a strategy. A limit that is not set is null or {@link #OFF}; one of zero is the strictest there is, and
 * stops at once.
 *
 * @param drawdown how far equity may fall below its highest close, as a fraction of that
 * @param ordersPerMinute the most orders that may leave in a minute
 * @param denialsInARow how many orders may be denied one after the other
 * @param rejectsInARow how many orders the venue may refuse one after the other
 * @param staleFeed how long after a bar should have closed it may be missing
 * @param clockSkew how far the venue's clock may be from ours
 * @param killFile trading is halted when this file exists; null for none
 * @param rearmAfter for how long an exit may be missing before it is placed again
 * @param nakedAfter for how long a position may be without its stop before it is closed
 * @param hangAfter for how long the strategy may think
 */
public record SafetyLimits(
        @Nullable Rate drawdown,
        int ordersPerMinute,
        int denialsInARow,
        int rejectsInARow,
        @Nullable Duration staleFeed,
        @Nullable Duration clockSkew,
        @Nullable Path killFile,
        Duration rearmAfter,
        Duration nakedAfter,
        Duration hangAfter) {
    /** Not limited. */
    public static final int OFF = Integer.MAX_VALUE;

    public SafetyLimits {
        notNegative("orders per minute", ordersPerMinute);
        notNegative("denials in a row", denialsInARow);
        notNegative("rejects in a row", rejectsInARow);
        if (drawdown != null && (drawdown.units() < 0 || drawdown.units() > Rate.ONE)) {
            throw new IllegalArgumentException("a drawdown is a fraction from 0 to 1, was " + drawdown);
        }
        for (Duration time : new Duration[] {rearmAfter, nakedAfter, hangAfter}) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a time limit must not be negative, was " + time);
            }
        }
    }

    private static void notNegative(String what, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("the limit of " + what + " must not be negative, was " + limit);
        }
    }

    /**
     * For a session in real time: 60 orders a minute, 20 denials and 5 rejects in a row, a minute for a bar to come, 2 s of
     * clock skew; exits come back after 2 s, and a position without its stop is closed after 30.
     */
    public static SafetyLimits standard() {
        return new SafetyLimits(
                null,
                60,
                20,
                5,
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    /** For lockstep, where time does not pass by itself: what counts time is off, and exits come back at once. */
    public static SafetyLimits lockstep() {
        return new SafetyLimits(
                null, OFF, OFF, 5, null, null, null, Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    public SafetyLimits withDrawdown(@Nullable Rate limit) {
        return with(draft -> draft.drawdown = limit);
    }

    public SafetyLimits withOrdersPerMinute(int limit) {
        return with(draft -> draft.ordersPerMinute = limit);
    }

    public SafetyLimits withDenialsInARow(int limit) {
        return with(draft -> draft.denialsInARow = limit);
    }

    public SafetyLimits withRejectsInARow(int limit) {
        return with(draft -> draft.rejectsInARow = limit);
    }

    public SafetyLimits withStaleFeed(@Nullable Duration limit) {
        return with(draft -> draft.staleFeed = limit);
    }

    public SafetyLimits withClockSkew(@Nullable Duration limit) {
        return with(draft -> draft.clockSkew = limit);
    }

    public SafetyLimits withKillFile(@Nullable Path file) {
        return with(draft -> draft.killFile = file);
    }

    public SafetyLimits withNaked(Duration rearm, Duration close) {
        return with(draft -> {
            draft.rearmAfter = rearm;
            draft.nakedAfter = close;
        });
    }

    public SafetyLimits withHangAfter(Duration limit) {
        return with(draft -> draft.hangAfter = limit);
    }

    private SafetyLimits with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.limits();
    }

    /** These limits while some of them change. */
    private static final class Draft {
        @Nullable
        Rate drawdown;

        int ordersPerMinute;
        int denialsInARow;
        int rejectsInARow;

        @Nullable
        Duration staleFeed;

        @Nullable
        Duration clockSkew;

        @Nullable
        Path killFile;

        Duration rearmAfter;
        Duration nakedAfter;
        Duration hangAfter;

        Draft(SafetyLimits limits) {
            drawdown = limits.drawdown;
            ordersPerMinute = limits.ordersPerMinute;
            denialsInARow = limits.denialsInARow;
            rejectsInARow = limits.rejectsInARow;
            staleFeed = limits.staleFeed;
            clockSkew = limits.clockSkew;
            killFile = limits.killFile;
            rearmAfter = limits.rearmAfter;
            nakedAfter = limits.nakedAfter;
            hangAfter = limits.hangAfter;
        }

        SafetyLimits limits() {
            return new SafetyLimits(
                    drawdown,
                    ordersPerMinute,
                    denialsInARow,
                    rejectsInARow,
                    staleFeed,
                    clockSkew,
                    killFile,
                    rearmAfter,
                    nakedAfter,
                    hangAfter);
        }
    }
}
