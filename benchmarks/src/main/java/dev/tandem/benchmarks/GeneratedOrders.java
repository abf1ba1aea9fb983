package dev.tandem.benchmarks;

import dev.tandem.sim.book.BookListenerAdapter;
import dev.tandem.sim.book.OrderBook;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import java.util.SplittableRandom;

/**
 * A load for an order book, made once and given to every book alike: 9 % limit orders that rest, 3 % immediate-or-cancel,
 * 6 % cancels, 82 % moves to another price, with about 1,000 orders resting. It begins with these orders and ends by
 * canceling what is left, so that it can be played again and again.
 */
final class GeneratedOrders {
    static final byte REST = 0;
    static final byte TAKE = 1;
    static final byte CANCEL = 2;
    static final byte MOVE = 3;

    static final int LIVE = 1_000;

    final int size;
    final byte[] kind;
    final long[] id;
    final boolean[] buy;
    final long[] ticks;
    final long[] lots;

    /** What the load is made of, and what comes out of it. */
    private final int[] counts = new int[4];

    private GeneratedOrders(int size) {
        this.size = size;
        kind = new byte[size];
        id = new long[size];
        buy = new boolean[size];
        ticks = new long[size];
        lots = new long[size];
    }

    /**
     * A load of so many commands.
     *
     * @param step ticks between two prices that are in use: 1 on a coarse grid, many on a fine one
     */
    static GeneratedOrders of(int size, long step) {
        return new Generator(new GeneratedOrders(size), step).generate();
    }

    /** How many commands of a kind there are. */
    int count(byte wanted) {
        return counts[wanted];
    }

    /** Keeps a book of its own, to know which orders are there. */
    private static final class Generator extends BookListenerAdapter {
        private static final long MIDDLE = 1_000_000;

        private final GeneratedOrders load;
        private final long step;
        private final SplittableRandom random = new SplittableRandom(20_261_122);
        private final OrderBook book = new OrderBook(this);
        private final Ticket ticket = new Ticket();

        /** Live orders, and where an order's id stands among them. */
        private final long[] live = new long[4 * LIVE];

        private final int[] place;
        private final boolean[] sideOf;
        private final long[] ticksOf;
        private final long[] lotsOf;
        private int liveCount;
        private int at;
        private long lastId;
        private long middle = MIDDLE;

        Generator(GeneratedOrders load, long step) {
            this.load = load;
            this.step = step;
            place = new int[load.size + 1];
            sideOf = new boolean[load.size + 1];
            ticksOf = new long[load.size + 1];
            lotsOf = new long[load.size + 1];
        }

        GeneratedOrders generate() {
            while (liveCount < LIVE) {
                rest();
            }
            while (load.size - at > liveCount + 1) {
                int draw = random.nextInt(100);
                if (draw < 9) {
                    rest();
                } else if (draw < 12) {
                    take();
                } else if (draw < 18) {
                    cancel(live[random.nextInt(liveCount)]);
                } else {
                    move();
                }
                if (at % 64 == 0) {
                    middle += random.nextInt(3) - 1;
                }
            }
            while (liveCount > 0) {
                cancel(live[liveCount - 1]);
            }
            while (at < load.size) {
                put(CANCEL, lastId, true, 0, 0);
            }
            return load;
        }

        private void rest() {
            boolean side = random.nextBoolean();
            long price = passive(side);
            long quantity = 1L + random.nextInt(100);
            put(REST, ++lastId, side, price, quantity);
            book.submit(ticket.limit(lastId, account(side), side, price, quantity));
        }

        /** Bigger where there are too many orders, smaller where there are too few. */
        private void take() {
            boolean side = random.nextBoolean();
            long quantity = 1L + random.nextInt(liveCount > LIVE ? 200 : 20);
            long price = (middle + (side ? 200 : -200)) * step;
            put(TAKE, ++lastId, side, price, quantity);
            book.submit(
                    ticket.limit(lastId, account(side), side, price, quantity).immediateOrCancel());
        }

        private void cancel(long order) {
            boolean side = sideOf[(int) order];
            put(CANCEL, order, side, 0, 0);
            book.cancel(order, account(side));
        }

        private void move() {
            long order = live[random.nextInt(liveCount)];
            boolean side = sideOf[(int) order];
            long price = passive(side);
            if (price == ticksOf[(int) order]) {
                price -= side ? step : -step;
            }
            long quantity = lotsOf[(int) order];
            put(MOVE, order, side, price, quantity);
            book.replace(order, account(side), price, quantity);
        }

        /** A price on the order's own side, near the middle more often than far away; now and then one that trades. */
        private long passive(boolean side) {
            int near = 1 + Math.min(random.nextInt(200), Math.min(random.nextInt(200), random.nextInt(200)));
            int away = random.nextInt(200) == 0 ? -1 : near;
            return (side ? middle - away : middle + away) * step;
        }

        static int account(boolean side) {
            return side ? 1 : 2;
        }

        private void put(byte kind, long order, boolean side, long price, long quantity) {
            load.kind[at] = kind;
            load.id[at] = order;
            load.buy[at] = side;
            load.ticks[at] = price;
            load.lots[at] = quantity;
            load.counts[kind]++;
            at++;
            if (kind == REST || kind == MOVE) {
                ticksOf[(int) order] = price;
            }
            if (kind == REST) {
                sideOf[(int) order] = side;
                lotsOf[(int) order] = quantity;
                place[(int) order] = liveCount;
                live[liveCount++] = order;
            }
        }

        private void gone(long order) {
            if (lotsOf[(int) order] == 0) {
                return;
            }
            int hole = place[(int) order];
            long last = live[--liveCount];
            live[hole] = last;
            place[(int) last] = hole;
            lotsOf[(int) order] = 0;
        }

        @Override
        public void onTrade(
                long tradeId,
                long priceTicks,
                long quantity,
                long makerOrderId,
                int makerAccount,
                long makerRemainingLots,
                long takerOrderId,
                int takerAccount,
                long takerRemainingLots,
                boolean takerBuys) {
            if (makerRemainingLots == 0) {
                gone(makerOrderId);
            }
            if (takerRemainingLots == 0) {
                gone(takerOrderId);
            }
        }

        @Override
        public void onCanceled(long orderId, int account, long remainingLots) {
            gone(orderId);
        }

        @Override
        public void onRejected(long orderId, int account, Reject reason) {
            throw new IllegalStateException("order " + orderId + ": " + reason);
        }

        @Override
        public void onReplaceRejected(long orderId, int account, Reject reason) {
            throw new IllegalStateException("move of " + orderId + ": " + reason);
        }

        @Override
        public void onCancelRejected(long orderId, int account, Reject reason) {
            throw new IllegalStateException("cancel of " + orderId + ": " + reason);
        }
    }
}
