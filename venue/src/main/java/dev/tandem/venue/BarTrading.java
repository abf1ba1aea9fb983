package dev.tandem.venue;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.sim.book.LevelVisitor;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.spot.BarMarket;
import org.jspecify.annotations.Nullable;

/** Lockstep on bars: two steps each, its open and the rest of it, with the fills of a backtest. */
final class BarTrading implements Trading {
    private final BarColumns bars;
    private final BarMarket market;
    private final Tape tape;
    private final Quotes quotes;

    BarTrading(BarColumns bars, BarMarket market, Tape tape) {
        this.bars = bars;
        this.market = market;
        this.tape = tape;
        this.quotes = new Quotes(bars.instrument());
    }

    @Override
    public Ticket marketForAmount(Ticket ticket, long orderId, int account, boolean buy, long amount) {
        return market.marketForAmount(ticket, orderId, account, buy, amount);
    }

    @Override
    public @Nullable Reject check(Ticket ticket) {
        return market.check(ticket);
    }

    @Override
    public boolean submit(Ticket ticket) {
        return market.submit(ticket);
    }

    @Override
    public boolean submitPair(Ticket first, Ticket second) {
        return market.submitPair(first, second);
    }

    @Override
    public boolean cancel(long orderId, int account) {
        return market.cancel(orderId, account);
    }

    @Override
    public void depth(boolean buys, LevelVisitor visitor) {
        quotes.show(tape.lastTicks(), tape.barLots(), buys, visitor);
    }

    @Override
    public long decisiveTicks() {
        return 0;
    }

    @Override
    public long steps() {
        return 2L * bars.size();
    }

    @Override
    public String name(long step) {
        return step % 2 == 0 ? OPEN : CLOSE;
    }

    @Override
    public long waitNanos(long step) {
        return bars.intervalNanos() / 2;
    }

    @Override
    public void advance(long step) {
        int bar = (int) (step / 2);
        long open = bars.openTicks(bar);
        if (step % 2 == 0) {
            tape.open(bar);
            tape.print(open, tape.barLots() / 4, open < tape.closeBefore(bar));
            market.open(bars.openTimeNanos(bar), open);
            return;
        }
        long high = bars.highTicks(bar);
        long low = bars.lowTicks(bar);
        long close = bars.closeTicks(bar);
        // A bar does not tell when within it: what fills inside has the time of its open, as in a backtest.
        market.rest(open, high, low, close);
        boolean lowFirst = open - low <= high - open;
        long lots = tape.barLots() / 4;
        tape.print(lowFirst ? low : high, lots, lowFirst);
        tape.print(lowFirst ? high : low, lots, !lowFirst);
        tape.print(close, tape.barLots() - 3 * lots, close < open);
        tape.close(bar);
    }
}
