package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Quote;
import dev.tandem.model.TradeTick;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tick costs no memory, also while orders wait in a queue, and while data are late. */
class NoGarbagePerTickTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.00001");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TICKS = 150_000;
    private static final int FROM = 200_000;
    private static final int TO = 400_000;
    /** As in {@link NoGarbagePerBarTest}; a byte per tick would come to 200,000. */
    private static final long VIRTUAL_MACHINES_OWN = 4_096;

    @TempDir
    Path folder;

    @Test
    void ticksWithOrdersThatWait() throws IOException {
        TickSet ticks = ticks();
        assertNoGarbage(ticks, Latencies.NONE);
        assertNoGarbage(ticks, new Latencies(Latencies.uniform(1_000_000, 9_000_000, 1), Latency.NONE, Latency.NONE));
    }

    private static void assertNoGarbage(TickSet ticks, Latencies latencies) {
        Backtest.of(ticks, new Counted()).latency(latencies).run();
        Counted counted = new Counted();
        Backtest.of(ticks, counted).latency(latencies).run();

        assertThat(counted.ticks).isEqualTo(3 * TICKS);
        assertThat(counted.allocatedTo - counted.allocatedFrom)
                .as("bytes allocated in %s ticks, latency %s", TO - FROM, latencies)
                .isLessThan(VIRTUAL_MACHINES_OWN);
    }

    private TickSet ticks() throws IOException {
        Path trades = folder.resolve("trades.csv");
        Path quotes = folder.resolve("quotes.csv");
        Path book = folder.resolve("book.csv");
        try (BufferedWriter t = Files.newBufferedWriter(trades);
                BufferedWriter q = Files.newBufferedWriter(quotes);
                BufferedWriter b = Files.newBufferedWriter(book)) {
            t.write("timestamp,price,size,side\n");
            q.write("timestamp,bid,bid_size,ask,ask_size\n");
            b.write("timestamp,first_update_id,last_update_id,side,price,qty\n");
            for (int i = 0; i < TICKS; i++) {
                long time = 1_700_000_000_000L + 10L * i;
                int cents = i % 50;
                t.write(time + ",100." + (50 + cents % 40) + ",0.5,buy\n");
                q.write(time + 1 + ",100.40,1,100.95,1\n");
                b.write(time + 2 + "," + i + "," + i + ",bid,100." + (10 + cents % 30) + "," + (1 + i % 7) + "\n");
            }
        }
        ReadOptions options = ReadOptions.builder("BTC/USD")
                .tick(new BigDecimal("0.01"))
                .lot(new BigDecimal("0.00001"))
                .build();
        List<MarketData> files = List.of(
                MarketDataReader.read(trades, options),
                MarketDataReader.read(quotes, options),
                MarketDataReader.read(book, options));
        return TickSet.of(files, BarInterval.MINUTE, List.of(), BookPolicy.STRICT);
    }

    private static final class Counted implements Strategy {
        private int ticks;
        private long allocatedFrom;
        private long allocatedTo;

        @Override
        public void onTrade(TradeTick trade, Trader trader) {
            if (ticks == 0) {
                trader.submit(
                        OrderRequest.buy(BTC).quantity("1").limit("100.05").build());
                trader.submit(OrderRequest.sell(BTC).quantity("1").stop("50").build());
            }
            count();
        }

        @Override
        public void onQuote(Quote quote, Trader trader) {
            count();
        }

        @Override
        public void onBook(BookUpdate update, Trader trader) {
            count();
        }

        private void count() {
            ticks++;
            if (ticks == FROM) {
                allocatedFrom = THREADS.getCurrentThreadAllocatedBytes();
            } else if (ticks == TO) {
                allocatedTo = THREADS.getCurrentThreadAllocatedBytes();
            }
        }
    }
}
