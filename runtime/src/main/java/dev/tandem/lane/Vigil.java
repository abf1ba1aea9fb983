package dev.tandem.lane;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How one thread waits for what others hand it. A thread that sleeps is late when it is woken, by more than our whole side of
 * an order takes; one that stays awake takes a processor from somebody else. So it stays awake where the next thing has come
 * soon of late, and after an alarm, and never for longer than it was told; else it sleeps.
 *
 * <p>One thread waits at a time; any thread tells. Who tells has made visible what there is before, by a volatile write.
 */
final class Vigil {
    /** The switch: so many microseconds at most, 0 for never. */
    static final String PROPERTY = "tandem.awake.micros";

    /** So many alarms for nothing in a row are followed at any rate; from then on few a second. */
    private static final int PATIENCE = 8;

    /** How much of a processor alarms for nothing may take: one part in so many. */
    private static final int SHARE = 100;

    /** So often a thread that is awake lets others have its processor. */
    private static final int YIELD = 63;

    private static final long LONGEST_MICROS = 10_000;

    private final long mostNanos;
    /** How long it took of late until there was something; the waiting thread's own. */
    private long usualNanos;

    private volatile int alarmsForNothing;
    private volatile @Nullable Thread sleeper;
    private volatile boolean alarmed;
    private volatile long alarmNanos;

    /** @param most for how long it may stay awake while there is nothing; zero for never */
    Vigil(Duration most) {
        this.mostNanos = most.toNanos();
        // Asleep until it has seen that it is worth its while.
        this.usualNanos = capped(Long.MAX_VALUE);
    }

    /**
     * As the machine is: not at all with one processor; with two or three so shortly that nobody misses the processor; with more
     * for a millisecond. The system property {@value PROPERTY} says otherwise.
     *
     * @throws IllegalArgumentException if the property is no number of microseconds from 0 to 10000
     */
    static Duration standard() {
        String told = System.getProperty(PROPERTY);
        if (told == null) {
            return standard(Runtime.getRuntime().availableProcessors());
        }
        try {
            long micros = Long.parseLong(told);
            if (micros >= 0 && micros <= LONGEST_MICROS) {
                return Duration.ofNanos(micros * 1_000);
            }
        } catch (NumberFormatException e) {
            // Said below, with what it was.
        }
        throw new IllegalArgumentException(
                "the property " + PROPERTY + " must be a number of microseconds from 0 (never" + " stay awake) to "
                        + LONGEST_MICROS + ", was '" + told + "'");
    }

    static Duration standard(int processors) {
        if (processors < 2) {
            return Duration.ZERO;
        }
        return processors < 4 ? Duration.ofNanos(100_000) : Duration.ofMillis(1);
    }

    /** Waits until there is something. */
    void await(BooleanSupplier there) throws InterruptedException {
        await(there, Long.MAX_VALUE);
    }

    /**
     * Waits until there is something, or until the time is over.
     *
     * @return whether there is
     * @throws InterruptedException also if there is something, as a blocking queue does
     */
    boolean await(BooleanSupplier there, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (there.getAsBoolean()) {
            return true;
        }
        long began = System.nanoTime();
        boolean came = awake(there, began, Math.min(nanos, worthwhileNanos())) || asleep(there, began, nanos);
        waited(System.nanoTime() - began);
        return came;
    }

    /** For how long it is worth staying awake: twice the usual, if all of the usual is allowed. */
    private long worthwhileNanos() {
        return usualNanos <= mostNanos ? Math.min(mostNanos, 2 * usualNanos) : 0;
    }

    private void waited(long nanos) {
        usualNanos += (capped(nanos) - usualNanos) / 4;
    }

    /** A night of silence must not count for more than a few quick ones after it. */
    private long capped(long nanos) {
        return Math.min(nanos, 4 * mostNanos);
    }

    // Yielding is no way to be correct here, it is a courtesy to whoever wants the processor meanwhile.
    @SuppressWarnings("ThreadPriorityCheck")
    private static boolean awake(BooleanSupplier there, long since, long nanos) {
        if (nanos <= 0) {
            return false;
        }
        for (int i = 1; System.nanoTime() - since < nanos; i++) {
            if (there.getAsBoolean()) {
                return true;
            }
            if ((i & YIELD) == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        return there.getAsBoolean();
    }

    private boolean asleep(BooleanSupplier there, long began, long nanos) throws InterruptedException {
        sleeper = Thread.currentThread();
        try {
            // Looked at again after the name is there to be seen: who told before that has seen nobody to wake.
            while (!there.getAsBoolean()) {
                long left = nanos - (System.nanoTime() - began);
                if (left <= 0) {
                    return false;
                }
                if (alarmed) {
                    boolean came = awake(there, System.nanoTime(), Math.min(left, mostNanos));
                    alarmsForNothing = came ? 0 : alarmsForNothing + 1;
                    alarmed = false;
                    continue;
                }
                if (nanos == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, left);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            alarmsForNothing = 0;
            return true;
        } finally {
            sleeper = null;
            alarmed = false;
        }
    }

    /** There is something. */
    void tell() {
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** There may be something in a moment: who sleeps is woken, and stays awake for as long as it may. */
    void alarm() {
        Thread waiting = sleeper;
        if (waiting == null || mostNanos == 0 || alarmed) {
            return;
        }
        long now = System.nanoTime();
        if (alarmsForNothing >= PATIENCE && now - alarmNanos < SHARE * mostNanos) {
            return;
        }
        alarmNanos = now;
        alarmed = true;
        LockSupport.unpark(waiting);
    }
}
