package dev.tandem.sim.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The book allocates nothing once its pools are as large as the market needs: the bytes that the thread has allocated are
 * counted by the virtual machine while a million commands of every kind go by.
 */
class NoGarbagePerCommandTest {
    private static final int COMMANDS = 1_000_000;
    /** What the virtual machine allocates for itself now and then; one byte per command would be 1,000,000. */
    private static final long VIRTUAL_MACHINES_OWN = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Ticket ticket = new Ticket();
    private final Ticket other = new Ticket();
    private final FillVisitor nobody = (_, _) -> {};
    private final LevelVisitor tenLevels = (ticks, _, _) -> ticks % 16 != 0;
    private long nextId;

    @Test
    void commandsOfEveryKindAroundAMarketThatMoves() {
        OrderBook book = new OrderBook(new BookListenerAdapter());
        // The same commands twice: afterwards every pool has been as large as it has to be.
        play(book, new SplittableRandom(7));
        play(book, new SplittableRandom(7));
        long trades = book.trades();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        SplittableRandom random = new SplittableRandom(7);
        long own = THREADS.getCurrentThreadAllocatedBytes() - before;
        play(book, random);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before - own;

        assertThat(book.trades() - trades).isGreaterThan(COMMANDS / 20);
        assertThat(allocated).as("bytes allocated by %s commands", COMMANDS).isLessThan(VIRTUAL_MACHINES_OWN);
    }

    private void play(OrderBook book, SplittableRandom random) {
        long middle = 5_000_000;
        for (int i = 0; i < COMMANDS; i++) {
            middle += i / 1_000 % 2 == 0 ? 1 : -1;
            boolean buy = random.nextBoolean();
            int account = random.nextInt(8);
            long ticks = middle + random.nextInt(-500, 500);
            long lots = 1L + random.nextInt(9);
            long known = nextId - random.nextInt(2_000);
            switch (random.nextInt(12)) {
                case 0, 1 -> book.submit(ticket.limit(++nextId, account, buy, ticks, lots));
                case 2 ->
                    book.submit(
                            ticket.limit(++nextId, account, buy, ticks, lots).immediateOrCancel());
                case 3 ->
                    book.submit(
                            ticket.limit(++nextId, account, buy, ticks, lots).fillOrKill());
                case 4 ->
                    book.submit(ticket.market(++nextId, account, buy, lots).preventing(SelfTrade.EXPIRE_BOTH));
                case 5 -> book.submit(ticket.marketForAmount(++nextId, account, buy, 0, lots * ticks));
                case 6 ->
                    book.submit(
                            ticket.limit(++nextId, account, buy, ticks, lots).stop(ticks));
                case 7 ->
                    book.submit(
                            ticket.market(++nextId, account, buy, lots).stop(0).trailing(1));
                case 8 ->
                    book.submitPair(
                            ticket.limit(++nextId, account, buy, ticks, lots).postOnly(),
                            other.market(++nextId, account, buy, lots).stop(ticks));
                case 9 -> book.replace(known, (int) (known & 7), ticks, lots);
                case 10 -> {
                    book.preview(ticket, nobody);
                    book.levels(buy, tenLevels);
                    book.print(Math.max(1, ticks));
                }
                default -> {
                    for (int of = 0; of < 8; of++) {
                        book.cancel(known, of);
                    }
                }
            }
            // No more than some two thousand orders: what is older goes.
            for (int of = 0; of < 8; of++) {
                book.cancel(nextId - 2_000, of);
            }
        }
    }
}
