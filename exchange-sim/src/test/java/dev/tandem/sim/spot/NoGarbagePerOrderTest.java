package dev.tandem.sim.spot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.model.Instrument;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Setting aside, settling and giving back allocate nothing either, once the pools have their size. */
class NoGarbagePerOrderTest {
    private static final int ORDERS = 500_000;
    /** What the virtual machine allocates for itself now and then; one byte per order would be 500,000. */
    private static final long VIRTUAL_MACHINES_OWN = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SpotAccounts accounts = new SpotAccounts();
    private final Silent silent = new Silent();
    private final SpotMarket market = new SpotMarket(
            accounts,
            Instrument.of("BTC/USDT", "0.01", "0.00001"),
            SpotFees.of("0.001", "0.002", FeeAsset.QUOTE),
            silent);
    private final Ticket ticket = new Ticket();
    private final Ticket other = new Ticket();
    private long nextId;

    @Test
    void ordersOfSixAccountsThatPayEachOther() {
        for (int i = 0; i < 6; i++) {
            int account = accounts.open();
            accounts.deposit(account, market.base(), 1_000_000_000_000_000L);
            accounts.deposit(account, market.quote(), 100_000_000_000_000_000L);
        }
        play(1);
        play(1);
        long trades = market.book().trades();
        SplittableRandom random = new SplittableRandom(1);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        play(random);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(market.book().trades() - trades).isGreaterThan(ORDERS / 10);
        assertThat(silent.rejected).isLessThan(nextId / 10);
        assertThat(allocated).as("bytes allocated by %s orders", ORDERS).isLessThan(VIRTUAL_MACHINES_OWN);
    }

    private void play(long seed) {
        play(new SplittableRandom(seed));
    }

    private void play(SplittableRandom random) {
        for (int i = 0; i < ORDERS; i++) {
            boolean buy = random.nextBoolean();
            int account = 1 + random.nextInt(6);
            long ticks = 5_000_000L + random.nextInt(-200, 200);
            long lots = 1L + random.nextInt(900);
            switch (random.nextInt(6)) {
                case 0, 1 -> market.submit(ticket.limit(++nextId, account, buy, ticks, lots));
                case 2 -> market.submit(ticket.market(++nextId, account, buy, lots));
                case 3 ->
                    market.submitPair(
                            ticket.limit(++nextId, account, buy, buy ? ticks - 400 : ticks + 400, lots)
                                    .postOnly(),
                            other.market(++nextId, account, buy, lots).stop(buy ? ticks + 500 : ticks - 500));
                case 4 -> market.replace(nextId - random.nextInt(50), account, ticks, lots);
                default -> market.print(ticks);
            }
            for (int owner = 1; owner <= 6; owner++) {
                market.cancel(nextId - 500, owner);
            }
        }
    }

    private static final class Silent extends SpotListenerAdapter {
        private long rejected;

        @Override
        public void onRejected(long orderId, int account, Reject reason) {
            rejected++;
        }
    }
}
