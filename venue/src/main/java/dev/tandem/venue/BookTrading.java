package dev.tandem.venue;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.sim.book.LevelVisitor;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.spot.SpotMarket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timed modes: a path walks through each bar (open, nearer extreme, other extreme, close), and a house keeps a book around it in
 * which accounts trade with it and with each other.
 *
 * <p>At each point the house takes its quotes out, trades with every account whose resting order the price has reached, at
 * that order's price, quotes around the new price, and the price is printed, which releases what waits for it.
 */
final class BookTrading implements Trading {
    private final BarColumns bars;
    private final SpotMarket market;
    private final Tape tape;
    private final Quotes quotes;
    private final int house;
    private final int points;
    private final Ticket ticket = new Ticket();
    private final List<Long> quoted = new ArrayList<>();
    /** The house's orders count down: no account has such an id. */
    private long lastHouseOrder;

    private long reached;
    private @Nullable Runnable observer;

    /** @param points of the path through a bar, at least 4 */
    BookTrading(BarColumns bars, SpotMarket market, int house, Tape tape, int points) {
        this.bars = bars;
        this.market = market;
        this.house = house;
        this.tape = tape;
        this.points = points;
        this.quotes = new Quotes(bars.instrument());
    }

    /** Told after each point. */
    void observe(Runnable listener) {
        observer = listener;
    }

    @Override
    public Ticket marketForAmount(Ticket order, long orderId, int account, boolean buy, long amount) {
        return market.marketForAmount(order, orderId, account, buy, amount);
    }

    @Override
    public @Nullable Reject check(Ticket order) {
        return market.check(order);
    }

    @Override
    public boolean submit(Ticket order) {
        return market.submit(order);
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
        market.book().levels(buys, visitor);
    }

    @Override
    public long decisiveTicks() {
        return market.book().lastTicks();
    }

    @Override
    public long steps() {
        return (long) points * bars.size();
    }

    @Override
    public String name(long step) {
        return step % points == points - 1 ? CLOSE : OPEN;
    }

    @Override
    public long waitNanos(long step) {
        return bars.intervalNanos() / points;
    }

    @Override
    public void advance(long step) {
        int bar = (int) (step / points);
        int point = (int) (step % points);
        if (point == 0) {
            tape.open(bar);
        }
        long ticks = path(bar, point);
        tape.at(bars.openTimeNanos(bar) + bars.intervalNanos() / points * point);
        long before = tape.lastTicks();
        takeQuotesOut();
        long bid = market.book().best(true);
        long ask = market.book().best(false);
        if (bid >= ticks || (ask > 0 && ask <= ticks)) {
            // What is released meanwhile finds somebody too, beyond those who are met.
            quote(true, ask == 0 ? ticks : Math.min(ask, ticks));
            quote(false, Math.max(bid, ticks));
            meet(ticks, true);
            meet(ticks, false);
            takeQuotesOut();
        }
        quote(true, ticks);
        quote(false, ticks);
        tape.print(ticks, tape.barLots() / points, ticks < before);
        market.print(ticks);
        if (point == points - 1) {
            tape.close(bar);
        }
        if (observer != null) {
            observer.run();
        }
    }

    /** Open, nearer extreme, other extreme, close at the ends of three equal parts; straight lines between. */
    long path(int bar, int point) {
        long open = bars.openTicks(bar);
        long high = bars.highTicks(bar);
        long low = bars.lowTicks(bar);
        boolean lowFirst = open - low <= high - open;
        int last = points - 1;
        int first = last / 3;
        int second = 2 * last / 3;
        if (point <= first) {
            return between(open, lowFirst ? low : high, point, first);
        }
        if (point <= second) {
            return between(lowFirst ? low : high, lowFirst ? high : low, point - first, second - first);
        }
        return between(lowFirst ? high : low, bars.closeTicks(bar), point - second, last - second);
    }

    private static long between(long from, long to, int part, int parts) {
        return from + Math.round((to - from) * ((double) part / parts));
    }

    private void takeQuotesOut() {
        for (long id : quoted) {
            if (market.book().isOpen(id)) {
                market.cancel(id, house);
            }
        }
        quoted.clear();
    }

    /** Trades with what rests on a side and is reached. */
    private void meet(long ticks, boolean buys) {
        reached = 0;
        market.book().levels(buys, (at, lots, orders) -> {
            if (buys ? at >= ticks : at <= ticks) {
                reached += lots;
                return true;
            }
            return false;
        });
        if (reached > 0) {
            market.submit(
                    ticket.limit(--lastHouseOrder, house, !buys, ticks, reached).immediateOrCancel());
        }
    }

    private void quote(boolean buys, long ticks) {
        quotes.show(ticks, tape.barLots(), buys, (at, lots, orders) -> {
            market.submit(ticket.limit(--lastHouseOrder, house, buys, at, lots));
            quoted.add(lastHouseOrder);
            return true;
        });
    }
}
