package dev.tandem.sim.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The levels of a feed. */
class DepthBookTest {
    private static final long SEED = Long.getLong("tandem.seed", -1);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DepthBook book = new DepthBook();

    @Test
    void aSizeReplacesTheOneBeforeAndNothingTakesTheLevelOut() {
        book.update(true, 100, 5);
        book.update(true, 100, 3);
        book.update(true, 99, 7);
        book.update(true, 98, 0);
        book.update(false, 101, 1);
        assertThat(shown(true)).containsExactly("3 @ 100", "7 @ 99");
        assertThat(book.lotsAt(true, 100)).isEqualTo(3);

        book.update(true, 100, 0);
        assertThat(book.best(true)).isEqualTo(99);
        assertThat(book.levels(true)).isEqualTo(1);
        assertThat(book.best(false)).isEqualTo(101);
        book.clear();
        assertThat(book.best(true)).isZero();
        assertThat(book.levels(false)).isZero();
    }

    @Test
    void aCrossedAndALockedBookAreTold() {
        book.update(true, 100, 1);
        assertThat(book.isCrossed() || book.isLocked()).isFalse();
        book.update(false, 100, 1);
        assertThat(book.isLocked()).isTrue();
        assertThat(book.isCrossed()).isFalse();
        book.update(false, 99, 1);
        assertThat(book.isCrossed()).isTrue();
    }

    @Test
    void aNegativeSizeOrAPriceOfNothingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.update(true, 5, -1))
                .withMessageContaining("not -1 @ 5");
        assertThatIllegalArgumentException().isThrownBy(() -> book.update(true, 0, 1));
    }

    @Test
    void isWhatATreeMapIsAfterEachOfManyUpdatesOnAnyGrid() {
        for (long seed = SEED >= 0 ? SEED : 1; seed <= (SEED >= 0 ? SEED : 40); seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DepthBook fast = new DepthBook();
            List<TreeMap<Long, Long>> slow = List.of(new TreeMap<>(), new TreeMap<>());
            long step = 1L << random.nextInt(40);
            long middle = random.nextLong(1, 1L << 58);
            for (int i = 0; i < 5_000; i++) {
                boolean bid = random.nextBoolean();
                long ticks = random.nextInt(500) == 0
                        ? random.nextLong(1, OrderBook.MAX_TICKS + 1)
                        : Math.clamp(middle + step * random.nextInt(-200, 200), 1, OrderBook.MAX_TICKS);
                long lots = Math.max(0, random.nextInt(12) - 4);
                fast.update(bid, ticks, lots);
                TreeMap<Long, Long> side = slow.get(bid ? 1 : 0);
                if (lots == 0) {
                    side.remove(ticks);
                } else {
                    side.put(ticks, lots);
                }
                long best = side.isEmpty() ? 0 : bid ? side.lastKey() : side.firstKey();
                assertThat(fast.best(bid))
                        .as("seed %s (-Dtandem.seed=%s)", seed, seed)
                        .isEqualTo(best);
                if (i % 100 == 0) {
                    List<String> wanted = new ArrayList<>();
                    for (Map.Entry<Long, Long> level : (bid ? side.descendingMap() : side).entrySet()) {
                        wanted.add(level.getValue() + " @ " + level.getKey());
                    }
                    assertThat(shown(fast, bid))
                            .as("seed %s (-Dtandem.seed=%s)", seed, seed)
                            .isEqualTo(wanted);
                    assertThat(fast.levels(bid)).isEqualTo(wanted.size());
                }
            }
        }
    }

    @Test
    void updatesAllocateNothingOnceTheBookHasItsSize() {
        play();
        play();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        play();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated by a million updates")
                .isLessThan(4_096);
    }

    private void play() {
        long state = 1;
        for (int i = 0; i < 1_000_000; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            boolean bid = state < 0;
            long away = 1 + (state >>> 40 & 1_023);
            book.update(bid, 5_000_000 + (bid ? -away : away), state >>> 33 & 3);
        }
    }

    private List<String> shown(boolean bid) {
        return shown(book, bid);
    }

    private static List<String> shown(DepthBook book, boolean bid) {
        List<String> levels = new ArrayList<>();
        book.levels(bid, (ticks, lots, _) -> levels.add(lots + " @ " + ticks));
        return levels;
    }
}
