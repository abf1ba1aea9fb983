package dev.tandem.benchmarks;

import dev.tandem.sim.book.OrderBook;
import dev.tandem.sim.book.Ticket;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One load of {@link GeneratedOrders} given to our order book and to exchange-core's direct one; per command. On the coarse
 * grid neighboring prices are in use, on the fine one every 10,000th.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MatchingBenchmark.COMMANDS)
public class MatchingBenchmark {
    static final int COMMANDS = 500_000;
    private static final long FINE = 10_000;

    private final GeneratedOrders coarse = GeneratedOrders.of(COMMANDS, 1);
    private final GeneratedOrders fine = GeneratedOrders.of(COMMANDS, FINE);
    private final TradeTape tape = new TradeTape();
    private final Ticket ticket = new Ticket();
    private final OrderBook book = new OrderBook(tape);
    private final OrderBook bookOfFine = new OrderBook(tape);
    private final ExchangeCorePeer peer = new ExchangeCorePeer();
    private final ExchangeCorePeer naive = new ExchangeCorePeer(false);
    private final ExchangeCorePeer peerOfFine = new ExchangeCorePeer();

    /** Rows that do different work must not be compared. */
    @Setup
    public void sameTrades() {
        for (GeneratedOrders load : new GeneratedOrders[] {coarse, fine}) {
            tape.reset();
            play(load, new OrderBook(tape));
            long trades = tape.trades;
            long sum = tape.sum;
            for (boolean direct : new boolean[] {true, false}) {
                tape.reset();
                new ExchangeCorePeer(direct).play(load, tape);
                if (trades < COMMANDS / 50 || trades != tape.trades || sum != tape.sum) {
                    throw new IllegalStateException("our book made " + trades + " trades with the sum " + sum
                            + ", exchange-core " + tape.trades + " with " + tape.sum);
                }
            }
        }
    }

    @Benchmark
    public long book() {
        return play(coarse, book);
    }

    @Benchmark
    public long exchangeCore() {
        peer.play(coarse, tape);
        return tape.sum;
    }

    @Benchmark
    public long exchangeCoreNaive() {
        naive.play(coarse, tape);
        return tape.sum;
    }

    @Benchmark
    public long bookOnFineGrid() {
        return play(fine, bookOfFine);
    }

    @Benchmark
    public long exchangeCoreOnFineGrid() {
        peerOfFine.play(fine, tape);
        return tape.sum;
    }

    private long play(GeneratedOrders load, OrderBook target) {
        for (int i = 0; i < load.size; i++) {
            long id = load.id[i];
            boolean buy = load.buy[i];
            int account = buy ? 1 : 2;
            switch (load.kind[i]) {
                case GeneratedOrders.REST -> target.submit(ticket.limit(id, account, buy, load.ticks[i], load.lots[i]));
                case GeneratedOrders.TAKE ->
                    target.submit(ticket.limit(id, account, buy, load.ticks[i], load.lots[i])
                            .immediateOrCancel());
                case GeneratedOrders.CANCEL -> target.cancel(id, account);
                default -> target.replace(id, account, load.ticks[i], load.lots[i]);
            }
        }
        return tape.sum;
    }
}
