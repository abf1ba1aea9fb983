package dev.tandem.sim.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random orders on random ticks: the matcher and a slow one agree on every event and every place in a queue. To look at one
 * seed: {@code -Dtandem.seed=12345}.
 */
class TickTwinTest {
    private static final long SEED = Long.getLong("tandem.seed", -1);
    private static final int COMMANDS = 500;
    private static final long DAY = 86_400_000_000_000L;

    @Test
    void aHundredThousandCommands() {
        runs(100_000 / COMMANDS, 1);
    }

    @Test
    @Tag("long")
    void fiveMillionCommands() {
        runs(5_000_000 / COMMANDS, 1_000_000);
    }

    /** The model of queues that is not exact in doubles is within a unit of what it is on paper. */
    @Test
    void theProportionalModelTakesItsShareOfWhatIsCanceled() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            long before = random.nextLong(1, 1L << random.nextInt(1, 50));
            long ahead = random.nextLong(0, before + 1);
            long gone = random.nextLong(1, before + 1);
            long paper = ahead
                    - BigDecimal.valueOf(ahead)
                            .multiply(BigDecimal.valueOf(gone))
                            .divide(BigDecimal.valueOf(before), 0, RoundingMode.DOWN)
                            .longValueExact();
            assertThat(QueueModel.PROPORTIONAL.canceled(ahead, before, gone))
                    .as("%s ahead of %s, %s gone", ahead, before, gone)
                    .isBetween(paper - 1, paper + 1);
        }
    }

    private static void runs(int count, long first) {
        long from = SEED >= 0 ? SEED : first;
        long to = SEED >= 0 ? SEED + 1 : first + count;
        Set<String> kinds = new TreeSet<>();
        for (long seed = from; seed < to; seed++) {
            kinds.addAll(new Run(seed).go());
        }
        if (SEED < 0) {
            assertThat(kinds)
                    .containsExactly("canceled", "expired", "fill maker", "fill taker", "refused", "triggered");
        }
    }

    /** One market and what is wished of it. */
    private static final class Run {
        private final long seed;
        private final SplittableRandom random;
        private final SlowTicks.Setting setting;
        private final SlowTicks slow;
        private final FastTicks fast;
        private final List<String> commands = new ArrayList<>();
        private final Set<String> kinds = new TreeSet<>();
        private long now = 20_000 * DAY - 300_000_000_000L;
        private long middle = 1_000;
        private int ids;

        Run(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            int recorded = random.nextInt(6);
            QueueModel queue = List.of(QueueModel.FRONT, QueueModel.BACK, QueueModel.PROPORTIONAL)
                    .get(random.nextInt(3));
            setting = new SlowTicks.Setting(
                    recorded == 0 || recorded == 1,
                    recorded >= 1 && recorded <= 3,
                    recorded == 0 || recorded == 1 || recorded == 3 || recorded == 4 || recorded == 5,
                    queue,
                    random.nextBoolean(),
                    random.nextBoolean() ? 10 : 1);
            slow = new SlowTicks(setting);
            fast = new FastTicks(setting);
        }

        Set<String> go() {
            try {
                for (int i = 0; i < COMMANDS; i++) {
                    command();
                    compare();
                }
                slow.closeAt(middle);
                fast.matcher.closeAt(middle);
                commands.add("close at " + middle);
                compare();
            } catch (RuntimeException e) {
                throw new AssertionError(where(), e);
            }
            return kinds;
        }

        private void command() {
            int dice = random.nextInt(100);
            if (dice < 22) {
                Wish wish = wish();
                said("submit " + wish);
                slow.submit(wish);
                fast.submit(wish);
                if (random.nextInt(4) > 0) {
                    work();
                }
            } else if (dice < 26) {
                change();
            } else if (dice < 34) {
                now += random.nextInt(10) == 0 ? random.nextLong(DAY) : random.nextLong(20_000_000_000L);
                said("time " + now);
                slow.advanceTo(now);
                fast.matcher.advanceTo(now);
            } else if (dice < 60 && setting.trades()) {
                long price = near(4);
                long size = size();
                int aggressor = random.nextInt(-1, 2);
                said("trade " + price + " " + size + " " + aggressor);
                slow.trade(price, size, aggressor);
                fast.matcher.trade(price, size, aggressor);
                work();
            } else if (setting.book()) {
                book();
            } else if (setting.quotes()) {
                quote();
            }
            if (random.nextInt(3) == 0) {
                middle = Math.max(50, middle + random.nextInt(-3, 4));
            }
        }

        private void work() {
            said("work");
            slow.work();
            fast.matcher.work();
        }

        private void change() {
            List<Integer> here = slow.here();
            if (here.isEmpty()) {
                return;
            }
            int id = here.get(random.nextInt(here.size()));
            if (random.nextBoolean()) {
                said("cancel " + id);
                slow.cancel(id);
                fast.cancel(id);
            } else {
                long stop = near(8);
                said("move the stop of " + id + " to " + stop);
                slow.moveStop(id, stop);
                fast.moveStop(id, stop);
            }
        }

        private void book() {
            if (random.nextInt(60) == 0) {
                said("the book begins anew");
                slow.clear();
                fast.market.clear();
            }
            int levels = random.nextInt(1, 5);
            for (int i = 0; i < levels; i++) {
                boolean bid = random.nextBoolean();
                // Now and then they cross: recordings do.
                long price = middle + (bid ? -1 : 1) * random.nextInt(random.nextInt(12) == 0 ? -2 : 1, 8);
                long size = random.nextInt(3) == 0 ? 0 : size();
                said("level " + (bid ? "bid " : "ask ") + price + " " + size);
                slow.level(bid, price, size);
                fast.market.level(bid, price, size);
            }
            if (setting.quotes() && random.nextInt(3) == 0) {
                setQuote();
            }
            offersChanged();
        }

        private void quote() {
            setQuote();
            offersChanged();
        }

        private void setQuote() {
            long bid = middle - random.nextInt(1, 4);
            long ask = middle + random.nextInt(0, 4);
            long bidSize = random.nextInt(8) == 0 ? QueueModel.UNKNOWN : size();
            long askSize = random.nextInt(8) == 0 ? QueueModel.UNKNOWN : size();
            said("quote " + bid + " " + bidSize + " " + ask + " " + askSize);
            slow.quote(bid, bidSize, ask, askSize);
            fast.market.quote(bid, bidSize, ask, askSize);
        }

        private void offersChanged() {
            said("offers changed");
            slow.offersChanged();
            fast.matcher.offersChanged();
            work();
        }

        private Wish wish() {
            int sign = random.nextBoolean() ? 1 : -1;
            RestingOrder.Kind kind = switch (random.nextInt(10)) {
                case 0, 1 -> RestingOrder.Kind.MARKET;
                case 2 -> RestingOrder.Kind.STOP;
                case 3 -> RestingOrder.Kind.STOP_LIMIT;
                default -> RestingOrder.Kind.LIMIT;
            };
            int life = random.nextInt(10);
            boolean limited = kind == RestingOrder.Kind.LIMIT || kind == RestingOrder.Kind.STOP_LIMIT;
            boolean postOnly = limited && life > 4 && random.nextInt(4) == 0;
            return new Wish(
                    ++ids,
                    sign,
                    kind,
                    limited ? near(5) : 0,
                    kind == RestingOrder.Kind.STOP || kind == RestingOrder.Kind.STOP_LIMIT ? near(5) : 0,
                    random.nextLong(1, random.nextInt(5) == 0 ? 60 : 8),
                    life == 0 || life == 1,
                    life == 1,
                    life == 2,
                    life == 3 ? now + random.nextLong(60_000_000_000L) : Long.MAX_VALUE,
                    postOnly,
                    random.nextInt(4) == 0 ? random.nextInt(1, 6) : 0);
        }

        private long near(int distance) {
            return Math.max(1, middle + random.nextInt(-distance, distance + 1));
        }

        private long size() {
            return random.nextLong(1, random.nextInt(6) == 0 ? 400 : 60);
        }

        private void said(String command) {
            commands.add(command);
        }

        private void compare() {
            if (!slow.log().equals(fast.log()) || !slow.state().equals(fast.state())) {
                fail(where());
            }
            for (String line : slow.log()) {
                String[] words = line.split(" ");
                kinds.add(words[0].equals("fill") ? "fill " + words[5] : words[0]);
            }
            slow.log().clear();
            fast.log().clear();
        }

        private String where() {
            return "seed " + seed + " (-Dtandem.seed=" + seed + "), " + setting + "\n after "
                    + String.join("\n       ", commands.subList(Math.max(0, commands.size() - 12), commands.size()))
                    + "\n slow log "
                    + slow.log() + "\n fast log "
                    + fast.log() + "\n slow\n" + slow.state() + " fast\n"
                    + fast.state();
        }
    }
}
