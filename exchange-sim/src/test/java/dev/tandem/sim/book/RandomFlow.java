package dev.tandem.sim.book;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random commands for a book, from a seed. A command does not depend on what came of those before it. */
public final class RandomFlow {
    /** A command that can be given again and again. */
    public record Command(String text, Runner runner) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Gives a command to whoever takes it. */
    public interface Runner {
        void run(Target target);
    }

    /** The fast book or the slow one. */
    public interface Target {
        void submit(Ticket ticket);

        void submitPair(Ticket first, Ticket second);

        void cancel(long id, int account);

        void replace(long id, int account, long ticks, long lots);

        void amend(long id, int account, long lots);

        void print(long ticks);
    }

    public final TriggerPrice triggerPrice;
    public final EarlyTrigger early;
    private final SplittableRandom random;
    /** Around which price; how many steps to each side; how many ticks a step has. */
    public final long middle;

    private final int steps;
    private final long step;
    public final long lot;
    private final int firstAccount;
    public final int accounts;
    private final int contingentPercent;
    private long nextId = 1;

    RandomFlow(long seed) {
        this(seed, 0, OrderBook.MAX_TICKS);
    }

    /** With accounts numbered from this one on, and prices at most about this high. */
    public RandomFlow(long seed, int firstAccount, long highest) {
        this.firstAccount = firstAccount;
        random = new SplittableRandom(seed);
        triggerPrice = TriggerPrice.values()[random.nextInt(2)];
        early = EarlyTrigger.values()[random.nextInt(2)];
        step = Math.clamp(
                new long[] {1, 1, 3, 64, 1_000, 987_654_321L, 1L << 45}[random.nextInt(7)], 1, highest / 1_100);
        steps = 3 + random.nextInt(40);
        middle = step * (steps + 1 + random.nextInt(1_000)) + random.nextInt(64);
        lot = Math.min(new long[] {1, 1, 7, 100_000, 1L << 40}[random.nextInt(5)], highest);
        accounts = 1 + random.nextInt(4);
        contingentPercent = random.nextInt(35);
    }

    public List<Command> commands(int count) {
        List<Command> commands = new ArrayList<>(count);
        while (commands.size() < count) {
            commands.add(next());
        }
        return commands;
    }

    Command next() {
        int kind = random.nextInt(100);
        if (kind < 45) {
            return submit();
        } else if (kind < 50) {
            return pair();
        } else if (kind < 65) {
            long id = someId();
            int account = account();
            return new Command("cancel #" + id + " of " + account, t -> t.cancel(id, account));
        } else if (kind < 88) {
            long id = someId();
            int account = account();
            long ticks = price();
            long lots = lots();
            return new Command(
                    "replace #" + id + " of " + account + " by " + lots + " @ " + ticks,
                    t -> t.replace(id, account, ticks, lots));
        } else if (kind < 95) {
            long id = someId();
            int account = account();
            long lots = lots();
            return new Command("amend #" + id + " of " + account + " to " + lots, t -> t.amend(id, account, lots));
        }
        long ticks = Math.clamp(price(), 1, OrderBook.MAX_TICKS);
        return new Command("print " + ticks, t -> t.print(ticks));
    }

    private Command submit() {
        Ticket ticket = ticket(account(), random.nextBoolean(), lots());
        return new Command(text(ticket), t -> t.submit(ticket));
    }

    private Command pair() {
        int account = account();
        boolean buy = random.nextBoolean();
        long lots = lots();
        Ticket first = legOfPair(account, buy, lots);
        Ticket second = legOfPair(account, random.nextInt(20) == 0 ? !buy : buy, lots);
        return new Command("pair " + text(first) + " | " + text(second), t -> t.submitPair(first, second));
    }

    private Ticket legOfPair(int account, boolean buy, long lots) {
        if (random.nextInt(3) == 0) {
            return new Ticket().limit(id(), account, buy, price(), lots).postOnly();
        }
        return contingent(
                random.nextBoolean()
                        ? new Ticket().limit(id(), account, buy, price(), lots)
                        : new Ticket().market(id(), account, buy, lots));
    }

    private Ticket ticket(int account, boolean buy, long lots) {
        Ticket ticket = new Ticket();
        int kind = random.nextInt(100);
        if (kind < contingentPercent) {
            contingent(
                    random.nextBoolean()
                            ? ticket.limit(id(), account, buy, price(), lots)
                            : ticket.market(id(), account, buy, lots));
            life(ticket);
        } else if (random.nextInt(8) == 0) {
            ticket.market(id(), account, buy, lots);
        } else if (random.nextInt(8) == 0) {
            // Up to some lots at about the middle: beyond 64 bits on the finest grids.
            long factor = lots * (1 + random.nextInt(3));
            ticket.marketForAmount(id(), account, buy, Math.multiplyHigh(middle, factor), middle * factor);
            if (random.nextInt(30) == 0) {
                ticket.marketForAmount(id(), account, buy, 0, random.nextInt(5));
            }
        } else {
            ticket.limit(id(), account, buy, price(), lots);
            if (random.nextInt(6) == 0) {
                ticket.postOnly();
            }
            life(ticket);
        }
        if (random.nextInt(3) == 0) {
            ticket.preventing(SelfTrade.values()[random.nextInt(4)]);
        }
        return ticket;
    }

    private void life(Ticket ticket) {
        int life = random.nextInt(10);
        if (life == 0) {
            ticket.fillOrKill();
        } else if (life <= 2) {
            ticket.immediateOrCancel();
        }
    }

    private Ticket contingent(Ticket ticket) {
        boolean trails = random.nextInt(3) == 0;
        long stop = trails && random.nextBoolean() ? 0 : price();
        if (random.nextBoolean()) {
            ticket.stop(stop);
        } else {
            ticket.takeProfit(stop);
        }
        return trails ? ticket.trailing(new int[] {1, 30, 150, 1_000, 9_999, 10_000}[random.nextInt(6)]) : ticket;
    }

    private long id() {
        return random.nextInt(50) == 0 ? someId() : nextId++;
    }

    private long someId() {
        return Math.max(1, nextId - random.nextInt(60));
    }

    private int account() {
        return firstAccount + random.nextInt(accounts);
    }

    private long price() {
        if (random.nextInt(300) == 0) {
            return new long[] {1, 2, OrderBook.MAX_TICKS, OrderBook.MAX_TICKS + 1, 0, -1}[random.nextInt(6)];
        }
        // Nearer to the middle more often than farther away.
        int from = random.nextInt(2 * steps + 1) - steps;
        int to = random.nextInt(2 * steps + 1) - steps;
        return middle + (from + to) / 2 * step;
    }

    private long lots() {
        int draw = random.nextInt(400);
        return draw == 0 ? 0 : draw == 1 ? OrderBook.MAX_LOTS + 1 : lot * (1 + random.nextInt(12));
    }

    private static String text(Ticket t) {
        return "#" + t.orderId + " of " + t.account + (t.buy ? " buys " : " sells ")
                + (t.byAmount ? "for amount " + t.amountHigh + ":" + Long.toUnsignedString(t.amountLow) : t.lots)
                + (t.market ? " market" : " @ " + t.priceTicks)
                + (t.contingent ? (t.takeProfit ? " target " : " stop ") + t.stopTicks : "")
                + (t.trailingBasisPoints == 0 ? "" : " trailing " + t.trailingBasisPoints)
                + (t.postOnly ? " post-only" : "") + " " + t.life + " " + t.selfTrade;
    }
}
