package dev.tandem.venue;

import dev.tandem.marketdata.QuoteColumns;
import dev.tandem.marketdata.TradeColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Side;
import dev.tandem.sim.RecordedBook;
import dev.tandem.sim.book.DepthBook;
import dev.tandem.sim.book.LevelVisitor;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.spot.SpotMarket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The market is the one that was recorded: its book, or its best bid and offer, or a book around its last trade, in which
 * accounts trade with the rest of the world and with each other. One step for each trade, quote or message of the book, and one
 * for the end of each bar.
 *
 * <p>A recorded trade meets what accounts have resting: at better prices all of it, since the market has traded through them;
 * at its own price what its quantity reaches behind those who were there before, if the side that took is the other one or is
 * not known.
 */
final class RecordedTrading implements Trading {
    /** A quote without a size is good for so much of the quote asset. */
    private static final long UNKNOWN_AMOUNT = 1_000_000 * Money.ONE;

    private final Recording recording;
    private final SpotMarket market;
    private final Tape tape;
    private final House house;
    private final Instrument instrument;
    private final @Nullable RecordedBook book;
    private final Quotes around;
    private long quotedBid;
    private long quotedAsk;
    private boolean barOpened;
    /** Whether an account has ever sent an order. */
    private boolean visited;

    private String happened = OPEN;

    private record Level(boolean bid, long ticks, long lots) {}

    RecordedTrading(Recording recording, SpotMarket market, int house, Tape tape) {
        this.recording = recording;
        this.market = market;
        this.tape = tape;
        this.house = new House(market, house);
        this.instrument = market.instrument();
        this.book = recording.book == null ? null : new RecordedBook(recording.book, recording.policy);
        this.around = new Quotes(instrument);
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
        visited = true;
        return market.submit(ticket);
    }

    @Override
    public boolean submitPair(Ticket first, Ticket second) {
        visited = true;
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
        return tape.lastTicks();
    }

    @Override
    public long steps() {
        return recording.size();
    }

    @Override
    public String name(long step) {
        return happened;
    }

    /** Pauses longer than a bar are cut down to one: nights and weekends are left out. */
    @Override
    public long waitNanos(long step) {
        int i = (int) step;
        return i == 0
                ? 0
                : Math.min(recording.timeNanos(i) - recording.timeNanos(i - 1), recording.bars.intervalNanos());
    }

    @Override
    public void advance(long step) {
        int i = (int) step;
        int row = recording.row(i);
        Recording.Kind kind = recording.kind(i);
        if (kind == Recording.Kind.BAR_OVER) {
            tape.closeRecorded(row);
            barOpened = false;
            happened = CLOSE;
            return;
        }
        long now = recording.timeNanos(i);
        int bar = tape.finished();
        happened = TICK;
        if (!barOpened && bar < recording.bars.size() && now >= recording.bars.openTimeNanos(bar)) {
            tape.open(bar);
            barOpened = true;
            happened = OPEN;
        }
        tape.at(now);
        switch (kind) {
            case TRADE -> traded(Objects.requireNonNull(recording.trades), row);
            case QUOTE -> quoted(Objects.requireNonNull(recording.quotes), row);
            case BOOK -> bookChanged(Objects.requireNonNull(book), row);
            case BAR_OVER -> throw new IllegalStateException("was handled above");
        }
    }

    // Trades

    private void traded(TradeColumns trades, int row) {
        long ticks = trades.priceTicks(row);
        long lots = lots(trades.sizeUnits(row));
        Side side = trades.side(row);
        boolean buyerMakes = side == null ? ticks < tape.lastTicks() : side == Side.SELL;
        boolean invented = book == null && recording.quotes == null;
        if (invented) {
            house.clear();
        }
        meet(ticks, lots, true, side == null || side == Side.SELL);
        meet(ticks, lots, false, side == null || side == Side.BUY);
        if (invented) {
            invent(ticks, true);
            invent(ticks, false);
        }
        tape.printRecorded(ticks, trades.sizeUnits(row), buyerMakes);
        market.print(ticks);
    }

    /** Around the last trade, where nothing else is known. */
    private void invent(long ticks, boolean bid) {
        around.show(ticks, tape.finishedLots(), bid, (at, lots, orders) -> {
            house.show(bid, at, lots);
            return true;
        });
    }

    /** Accounts' orders on a side that a trade reaches. The house's own better ones step aside meanwhile. */
    private void meet(long ticks, long lots, boolean bid, boolean atThePrice) {
        if (lotsOfGuests(ticks, bid, true) == 0 && !(atThePrice && lotsOfGuests(ticks, bid, false) > 0)) {
            if (atThePrice && house.lotsAt(bid, ticks) > 0) {
                house.show(bid, ticks, Math.max(0, house.lotsAt(bid, ticks) - lots));
            }
            return;
        }
        List<Level> aside = new ArrayList<>();
        for (long at : house.prices(bid)) {
            if (bid ? at <= ticks : at >= ticks) {
                break;
            }
            aside.add(new Level(bid, at, house.lotsAt(bid, at)));
            house.show(bid, at, 0);
        }
        long through = lotsOfGuests(ticks, bid, true);
        if (through > 0) {
            house.take(!bid, bid ? ticks + 1 : ticks - 1, through);
        }
        if (atThePrice && lots > 0) {
            house.take(!bid, ticks, lots);
        }
        aside.forEach(level -> house.show(level.bid(), level.ticks(), level.lots()));
    }

    private long lotsOfGuests(long ticks, boolean bid, boolean better) {
        if (!visited) {
            return 0;
        }
        long[] lots = {0};
        market.book().orders(bid, (id, account, at, left) -> {
            boolean isBetter = bid ? at > ticks : at < ticks;
            if (!House.isOwn(id) && (better ? isBetter : at == ticks)) {
                lots[0] += left;
            }
            return isBetter || (!better && at == ticks);
        });
        return lots[0];
    }

    // Quotes

    private void quoted(QuoteColumns quotes, int row) {
        long bid = quotes.bidTicks(row);
        long ask = quotes.askTicks(row);
        if (recording.prices(Recording.Kind.QUOTE)) {
            tape.price(quotes.midTicks(row));
        }
        if (book != null || bid >= ask) {
            return;
        }
        boolean bidChanged = row == 0 || bid != quotedBid || quotes.bidSizeUnits(row) != quotes.bidSizeUnits(row - 1);
        boolean askChanged = row == 0 || ask != quotedAsk || quotes.askSizeUnits(row) != quotes.askSizeUnits(row - 1);
        if (bidChanged && quotedBid != bid) {
            house.show(true, quotedBid, 0);
        }
        if (askChanged && quotedAsk != ask) {
            house.show(false, quotedAsk, 0);
        }
        quotedBid = bid;
        quotedAsk = ask;
        if (bidChanged) {
            house.show(true, bid, size(quotes.bidSizeUnits(row), bid));
        }
        if (askChanged) {
            house.show(false, ask, size(quotes.askSizeUnits(row), ask));
        }
    }

    private long size(long units, long ticks) {
        return units == QuoteColumns.UNKNOWN_SIZE
                ? Math.max(1, instrument.lotsFor(UNKNOWN_AMOUNT, ticks))
                : lots(units);
    }

    /** What is less than a lot is not there. */
    private long lots(long units) {
        return instrument.roundedLots(BigDecimal.valueOf(units, Money.SCALE), RoundingMode.DOWN);
    }

    // The book

    private void bookChanged(RecordedBook recorded, int row) {
        List<Level> changed = new ArrayList<>();
        boolean[] anew = new boolean[1];
        recorded.apply(row, new RecordedBook.Changes() {
            @Override
            public void level(boolean bid, long ticks, long units) {
                changed.add(new Level(bid, ticks, lots(units)));
            }

            @Override
            public void anew() {
                anew[0] = true;
            }
        });
        if (anew[0]) {
            all(recorded.book(), true, changed);
            all(recorded.book(), false, changed);
        }
        // What has gone goes first, so that a book that moves does not meet itself.
        changed.stream().filter(level -> level.lots() == 0).forEach(this::show);
        changed.stream().filter(level -> level.lots() > 0).forEach(this::show);
        long bid = recorded.book().best(true);
        long ask = recorded.book().best(false);
        if (recording.prices(Recording.Kind.BOOK) && bid > 0 && ask > 0) {
            tape.price(middle(bid, ask));
        }
    }

    private void all(DepthBook recorded, boolean bid, List<Level> changed) {
        for (long ticks : house.prices(bid)) {
            if (recorded.lotsAt(bid, ticks) == 0) {
                changed.add(new Level(bid, ticks, 0));
            }
        }
        recorded.levels(bid, (ticks, units, orders) -> changed.add(new Level(bid, ticks, lots(units))));
    }

    private void show(Level level) {
        house.show(level.bid(), level.ticks(), level.lots());
    }

    /** Rounded half-even to the tick, as bars of it are. */
    private static long middle(long bid, long ask) {
        long half = (bid + ask) >> 1;
        return ((bid + ask) & 1) == 1 && (half & 1) == 1 ? half + 1 : half;
    }
}
