package dev.tandem.sim.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tandem.sim.book.RandomFlow.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fast book and its slow twin tell the same events, after each of very many random commands. To look at one seed,
 * with the fewest commands that show it: {@code -Dtandem.seed=12345}.
 */
class BookTwinTest {
    private static final long SEED = Long.getLong("tandem.seed", -1);
    private static final int COMMANDS = 1_000;

    @Test
    void agreesOnAHundredThousandRandomCommands() {
        compare(1, 100);
    }

    @Test
    @Tag("long")
    void agreesOnTenMillionRandomCommands() {
        compare(1_000_000, 10_000);
    }

    private static void compare(long firstSeed, int runs) {
        long from = SEED >= 0 ? SEED : firstSeed;
        long to = SEED >= 0 ? SEED + 1 : firstSeed + runs;
        for (long seed = from; seed < to; seed++) {
            List<Command> commands = new RandomFlow(seed).commands(COMMANDS);
            String difference = difference(seed, commands);
            if (difference != null) {
                fail("seed " + seed + " (-Dtandem.seed=" + seed + "): " + explained(seed, commands));
            }
        }
    }

    /** What the two books do not agree on first; null if they agree. */
    private static @Nullable String difference(long seed, List<Command> commands) {
        RandomFlow world = new RandomFlow(seed);
        EventLog fastLog = new EventLog();
        EventLog slowLog = new EventLog();
        OrderBook fast = new OrderBook(fastLog, world.triggerPrice, world.early);
        ReferenceBook slow = new ReferenceBook(slowLog, world.triggerPrice, world.early);
        RandomFlow.Target fastTarget = target(fast);
        RandomFlow.Target slowTarget = target(slow);
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            fastLog.clear();
            slowLog.clear();
            try {
                command.runner().run(fastTarget);
            } catch (RuntimeException e) {
                return "command " + i + " (" + command + ") fails with " + e;
            }
            command.runner().run(slowTarget);
            if (!fastLog.sameAs(slowLog)) {
                return "command " + i + " (" + command + "): the slow twin says " + slowLog.lines() + ", the book "
                        + fastLog.lines();
            }
            if (i % 32 == 0 || i == commands.size() - 1) {
                String depth = depthDifference(fast, slow);
                if (depth != null) {
                    return "after command " + i + " (" + command + "): " + depth;
                }
            }
        }
        return null;
    }

    private static @Nullable String depthDifference(OrderBook fast, ReferenceBook slow) {
        if (fast.openOrders() != slow.openOrders()) {
            return slow.openOrders() + " orders are open, the book has " + fast.openOrders();
        }
        for (boolean buys : new boolean[] {true, false}) {
            TreeMap<Long, List<Long>> wanted = slow.depth(buys);
            TreeMap<Long, List<Long>> got = new TreeMap<>();
            List<Long> prices = new ArrayList<>();
            fast.orders(buys, (_, _, ticks, remaining) -> {
                got.computeIfAbsent(ticks, _ -> new ArrayList<>()).add(remaining);
                return true;
            });
            boolean[] levelsAgree = {true};
            fast.levels(buys, (ticks, lots, orders) -> {
                prices.add(ticks);
                List<Long> level = got.getOrDefault(ticks, List.of());
                levelsAgree[0] &= orders == level.size()
                        && lots == level.stream().mapToLong(Long::longValue).sum()
                        && lots == fast.lotsAt(buys, ticks)
                        && orders == fast.ordersAt(buys, ticks);
                return true;
            });
            List<Long> bestFirst = new ArrayList<>((buys ? wanted.descendingMap() : wanted).keySet());
            long lots = wanted.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Long::longValue)
                    .sum();
            if (!wanted.equals(got)
                    || !prices.equals(bestFirst)
                    || !levelsAgree[0]
                    || fast.lots(buys) != lots
                    || fast.best(buys) != (bestFirst.isEmpty() ? 0 : bestFirst.getFirst())) {
                return (buys ? "bids " : "asks ") + wanted + ", the book has " + got;
            }
        }
        return null;
    }

    private static String explained(long seed, List<Command> commands) {
        List<Command> smallest = smallest(seed, commands);
        return difference(seed, smallest) + "\nwith " + smallest.size() + " commands:\n"
                + String.join("\n", smallest.stream().map(Command::toString).toList());
    }

    /** Leaves commands out, at first many together, as long as something still differs. */
    private static List<Command> smallest(long seed, List<Command> commands) {
        List<Command> smallest = new ArrayList<>(commands);
        for (int chunk = commands.size() / 2; chunk > 0; chunk /= 2) {
            for (int at = Math.max(0, smallest.size() - chunk); at >= 0; at -= chunk) {
                List<Command> fewer = new ArrayList<>(smallest);
                fewer.subList(at, Math.min(fewer.size(), at + chunk)).clear();
                if (difference(seed, fewer) != null) {
                    smallest = fewer;
                }
            }
        }
        return smallest;
    }

    @Test
    void theRandomCommandsMakeEverythingHappenThatCan() {
        Set<String> seen = new HashSet<>();
        EventLog log = new EventLog();
        for (long seed = 1; seed <= 100; seed++) {
            RandomFlow world = new RandomFlow(seed);
            RandomFlow.Target book = target(new OrderBook(log, world.triggerPrice, world.early));
            log.clear();
            for (Command command : world.commands(COMMANDS)) {
                command.runner().run(book);
            }
            log.lines().forEach(line -> seen.add(line.replaceAll("[^a-zA-Z_ -]", "")));
        }
        List<String> wanted = new ArrayList<>(List.of(
                "accepted", "waits", "triggered", "trade", "spent", "prevented", "kept", "behind", "canceled", "left"));
        Stream.of(Reject.values()).filter(r -> r != Reject.INSUFFICIENT_BALANCE).forEach(r -> wanted.add(r.name()));
        Stream.of(Expiry.values()).forEach(e -> wanted.add(e.name()));
        assertThat(wanted).allMatch(word -> seen.stream().anyMatch(line -> line.contains(word)));
    }

    @Test
    void whatAPreviewShowsIsWhatThenHappens() {
        for (long seed = 1; seed <= 50; seed++) {
            RandomFlow world = new RandomFlow(seed);
            EventLog log = new EventLog();
            OrderBook book = new OrderBook(log, world.triggerPrice, world.early);
            RandomFlow.Target target = new FastTarget(book) {
                @Override
                public void submit(Ticket ticket) {
                    List<String> shown = new ArrayList<>();
                    if (!ticket.contingent && book.check(ticket) == null) {
                        book.preview(ticket, (ticks, lots) -> shown.add(lots + " @ " + ticks));
                    }
                    log.clear();
                    super.submit(ticket);
                    if (!ticket.contingent) {
                        assertThat(log.taken(ticket.orderId)).isEqualTo(shown);
                    }
                }
            };
            world.commands(COMMANDS).forEach(command -> command.runner().run(target));
        }
    }

    @Test
    void twoBooksWithTheSameCommandsHaveTheSameHashAndOneOrderMoreShows() {
        OrderBook one = new OrderBook(new EventLog());
        OrderBook two = new OrderBook(new EventLog());
        for (Command command : new RandomFlow(5).commands(2_000)) {
            command.runner().run(target(one));
            command.runner().run(target(two));
            assertThat(one.stateHash()).isEqualTo(two.stateHash());
        }
        two.submit(new Ticket().limit(1_000_000, 1, true, 1, 1));
        assertThat(one.stateHash()).isNotEqualTo(two.stateHash());
    }

    private static RandomFlow.Target target(OrderBook book) {
        return new FastTarget(book);
    }

    private static class FastTarget implements RandomFlow.Target {
        private final OrderBook book;

        FastTarget(OrderBook book) {
            this.book = book;
        }

        @Override
        public void submit(Ticket ticket) {
            book.submit(ticket);
        }

        @Override
        public void submitPair(Ticket first, Ticket second) {
            book.submitPair(first, second);
        }

        @Override
        public void cancel(long id, int account) {
            book.cancel(id, account);
        }

        @Override
        public void replace(long id, int account, long ticks, long lots) {
            book.replace(id, account, ticks, lots);
        }

        @Override
        public void amend(long id, int account, long lots) {
            book.amend(id, account, lots);
        }

        @Override
        public void print(long ticks) {
            book.print(ticks);
        }
    }

    private static RandomFlow.Target target(ReferenceBook book) {
        return new RandomFlow.Target() {
            @Override
            public void submit(Ticket ticket) {
                book.submit(ticket);
            }

            @Override
            public void submitPair(Ticket first, Ticket second) {
                book.submitPair(first, second);
            }

            @Override
            public void cancel(long id, int account) {
                book.cancel(id, account);
            }

            @Override
            public void replace(long id, int account, long ticks, long lots) {
                book.replace(id, account, ticks, lots);
            }

            @Override
            public void amend(long id, int account, long lots) {
                book.amend(id, account, lots);
            }

            @Override
            public void print(long ticks) {
                book.print(ticks);
            }
        };
    }
}
