package dev.tandem.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever waits hears of everything that is told, awake or asleep; and is asleep where nothing comes. */
class VigilTest {
    private static final long SEED = Long.getLong("tandem.seed", 1);
    private static final long SECONDS = 1_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(longs = {0, 50, 1_000})
    void nothingIsMissedOfWhatManyTellAtAnyPace(long micros) throws Exception {
        Vigil vigil = new Vigil(Duration.ofNanos(1_000 * micros));
        ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
        int producers = 6;
        int each = 4_000;
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            threads.add(Thread.ofPlatform().start(() -> {
                SplittableRandom random = new SplittableRandom(SEED + producer);
                for (int i = 0; i < each; i++) {
                    queue.add(producer * each + i);
                    vigil.tell();
                    switch (random.nextInt(40)) {
                        case 0 -> LockSupport.parkNanos(random.nextInt(300_000));
                        case 1 -> vigil.alarm();
                        case 2 -> Thread.onSpinWait();
                        default -> {}
                    }
                }
            }));
        }
        int[] next = new int[producers];
        int count = 0;
        while (count < producers * each) {
            // Nobody tells again: one that is missed ends the test here.
            boolean came = vigil.await(() -> !queue.isEmpty(), PATIENCE.toNanos());
            assertThat(came)
                    .as("after %d of %d, seed %d", count, producers * each, SEED)
                    .isTrue();
            for (Integer one = queue.poll(); one != null; one = queue.poll()) {
                int producer = one / each;
                assertThat(one % each).isEqualTo(next[producer]++);
                count++;
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void theTimeThatItMayTakeIsKept() throws InterruptedException {
        Vigil vigil = new Vigil(Duration.ofMillis(1));
        long before = System.nanoTime();

        assertThat(vigil.await(() -> false, 20_000_000)).isFalse();

        assertThat(System.nanoTime() - before).isBetween(20_000_000L, 60 * SECONDS);
    }

    /** Waits for nothing on a thread of its own, and says in which state that thread is. */
    private static final class Guard implements AutoCloseable {
        private final AtomicBoolean there = new AtomicBoolean();
        private final AtomicReference<Throwable> end = new AtomicReference<>();
        private final Thread thread;

        Guard(Vigil vigil) {
            thread = Thread.ofPlatform().start(() -> {
                try {
                    vigil.await(there::get);
                } catch (InterruptedException e) {
                    end.set(e);
                }
            });
        }

        boolean sleeps() throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                if (thread.getState() == Thread.State.WAITING) {
                    return true;
                }
                Thread.sleep(1);
            }
            return false;
        }

        @Override
        public void close() {
            there.set(true);
            thread.interrupt();
        }
    }

    @Test
    void whereNothingComesItSleeps() throws InterruptedException {
        Vigil vigil = new Vigil(Duration.ofMillis(10));
        for (int i = 0; i < 50; i++) {
            // A quick time before: it is awake by habit.
            AtomicBoolean soon = new AtomicBoolean();
            Thread.startVirtualThread(() -> {
                soon.set(true);
                vigil.tell();
            });
            assertThat(vigil.await(soon::get, PATIENCE.toNanos())).isTrue();
        }
        try (Guard guard = new Guard(vigil)) {
            assertThat(guard.sleeps()).isTrue();
        }
    }

    @Test
    void anAlarmWakesItAndItGoesToSleepAgain() throws InterruptedException {
        Vigil vigil = new Vigil(Duration.ofMillis(5));
        try (Guard guard = new Guard(vigil)) {
            for (int i = 0; i < 30; i++) {
                assertThat(guard.sleeps()).isTrue();
                vigil.alarm();
            }
            assertThat(guard.sleeps()).isTrue();
            guard.there.set(true);
            vigil.tell();
            guard.thread.join(PATIENCE);
            assertThat(guard.thread.isAlive()).isFalse();
            assertThat(guard.end.get()).isNull();
        }
    }

    @Test
    void whoIsInterruptedIsToldWhetherAsleepOrNotYet() throws InterruptedException {
        try (Guard guard = new Guard(new Vigil(Duration.ZERO))) {
            assertThat(guard.sleeps()).isTrue();
            guard.thread.interrupt();
            guard.thread.join(PATIENCE);
            assertThat(guard.end.get()).isInstanceOf(InterruptedException.class);
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Vigil(Duration.ZERO).await(() -> true, SECONDS))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aSingleProcessorIsNeverKeptAndTwoOnlyShortly() {
        assertThat(Vigil.standard(1)).isEqualTo(Duration.ZERO);
        assertThat(Vigil.standard(2)).isEqualTo(Vigil.standard(3)).isLessThan(Vigil.standard(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001", "often", ""})
    void whatIsNoNumberOfMicrosecondsIsRefusedInWords(String value) {
        String before = System.getProperty(Vigil.PROPERTY);
        System.setProperty(Vigil.PROPERTY, value);
        try {
            assertThatThrownBy(Vigil::standard)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("from 0 (never stay awake) to 10000, was '" + value + "'");
        } finally {
            if (before == null) {
                System.clearProperty(Vigil.PROPERTY);
            } else {
                System.setProperty(Vigil.PROPERTY, before);
            }
        }
    }
}
