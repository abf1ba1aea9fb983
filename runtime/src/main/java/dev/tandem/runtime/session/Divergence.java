package dev.tandem.runtime.session;

import dev.tandem.model.Bar;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.result.ExitReason;
import dev.tandem.result.Trade;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what a session's result differs from a backtest's, in parts that add up to the whole: the last part is always what
 * could not be explained.
 */
public final class Divergence {
    /** Where a part of the difference comes from. */
    public enum Cause {
        /** The session was filled at a price that its bar does not have. */
        DATA,
        /** It was filled in another bar. */
        LATENCY,
        /** It was filled in the same bar at another price. */
        FILL_PRICE,
        /** It traded another quantity. */
        QUANTITY,
        FEE,
        /** The gate let the order of the backtest not pass. */
        DENIED,
        /** The venue refused it. */
        REJECTED,
        /** The strategy did not ask for it. */
        MISSED_SIGNAL,
        /** It was closed by something else, a stop instead of a signal. */
        OTHER_EXIT,
        UNEXPLAINED;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One part.
     *
     * @param amount what the session has more than the backtest, in units of {@link dev.tandem.model.Money}
     * @param about which trade, in words
     */
    public record Part(Cause cause, long amount, String about) {}

    private final RecordedSession session;
    private final long backtestEquity;
    private final List<Part> parts = new ArrayList<>();

    private Divergence(RecordedSession session, long backtestEquity) {
        this.session = session;
        this.backtestEquity = backtestEquity;
    }

    /**
     * @param trades of the backtest, over the bars of the session, with indexes from 0
     * @param equity of the backtest
     */
    public static Divergence of(RecordedSession session, List<Trade> trades, long equity) {
        Divergence divergence = new Divergence(session, equity);
        divergence.explain(trades);
        return divergence;
    }

    /** What the backtest ended with. */
    public long backtestEquity() {
        return backtestEquity;
    }

    /** What the session has more. */
    public long difference() {
        return Math.subtractExact(session.equity(), backtestEquity);
    }

    /** All parts; their amounts add up to {@link #difference()}. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** The parts, added up by cause; what is unexplained is always there. */
    public Map<Cause, Long> sums() {
        Map<Cause, Long> sums = new EnumMap<>(Cause.class);
        parts.forEach(part -> sums.merge(part.cause(), part.amount(), Math::addExact));
        sums.putIfAbsent(Cause.UNEXPLAINED, 0L);
        return sums;
    }

    private void explain(List<Trade> backtest) {
        TradePairs paired =
                new TradePairs(session.trades().stream().map(this::inItsBar).toList(), backtest);
        paired.pairs().forEach(pair -> compare(pair.live(), pair.theirs()));
        for (TradePairs.Rest missing : paired.onlyTheirs()) {
            if (missing.part()) {
                Trade trade = missing.trade();
                add(Cause.QUANTITY, -trade.pnl(), trade, "traded " + lots(trade) + " less");
            } else {
                missing(missing.trade());
            }
        }
        for (TradePairs.Rest more : paired.onlyLive()) {
            Trade trade = more.trade();
            add(
                    more.part() ? Cause.QUANTITY : Cause.UNEXPLAINED,
                    trade.pnl(),
                    trade,
                    more.part() ? "traded " + lots(trade) + " more" : "the backtest has no such trade");
        }
        long rest = difference();
        for (Part part : parts) {
            rest = Math.subtractExact(rest, part.amount());
        }
        if (rest != 0) {
            parts.add(new Part(Cause.UNEXPLAINED, rest, "what is in no trade"));
        }
    }

    /** With the bars in progress when it was entered and left: outside of lockstep a fill has a time, and no row. */
    private Trade inItsBar(Trade live) {
        if (live.entryIndex() >= 0) {
            return live;
        }
        List<Bar> bars = session.bars(live.instrument());
        return live.withRows(
                closedBy(bars, live.entryTimeNanos()), live.isOpen() ? -1 : closedBy(bars, live.exitTimeNanos()));
    }

    /** How many bars were over at a time, which is the row of the one in progress. */
    private static int closedBy(List<Bar> bars, long nanos) {
        int from = 0;
        int to = bars.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (bars.get(middle).closeTimeNanos() <= nanos) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** From the backtest's trade to the session's, one step after the other: the steps add up by construction. */
    private void compare(Trade live, Trade theirs) {
        long at = gross(live, live.lots(), theirs.entryTicks(), theirs.exitTicks());
        long entry = gross(live, live.lots(), live.entryTicks(), theirs.exitTicks());
        long exit = gross(live, live.lots(), live.entryTicks(), live.exitTicks());
        add(
                price(live, live.entryIndex(), theirs.entryIndex(), live.entryTicks()),
                entry - at,
                live,
                "entered at " + price(live, live.entryTicks()) + " instead of " + price(live, theirs.entryTicks()));
        add(
                exitCause(live, theirs),
                exit - entry,
                live,
                "left at " + price(live, live.exitTicks()) + " (" + reason(live) + ") instead of "
                        + price(live, theirs.exitTicks()) + " (" + reason(theirs) + ")");
        add(Cause.FEE, theirs.fees() - live.fees(), live, "fees");
        add(
                Cause.UNEXPLAINED,
                live.pnl() - theirs.pnl() - (exit - at) - (theirs.fees() - live.fees()),
                live,
                "rounding of shares of fills");
    }

    private Cause exitCause(Trade live, Trade theirs) {
        if (live.exitReason() == theirs.exitReason()) {
            return live.isOpen() ? Cause.DATA : price(live, live.exitIndex(), theirs.exitIndex(), live.exitTicks());
        }
        if (!theirs.isOpen() && theirs.exitReason() == ExitReason.SIGNAL) {
            RecordedSession.Wish wish =
                    wish(theirs.instrument(), theirs.entrySide().opposite(), theirs.exitIndex());
            if (wish == null) {
                return Cause.MISSED_SIGNAL;
            }
            if (wish.outcome().equals("denied") || wish.outcome().equals("rejected")) {
                return cause(wish);
            }
        }
        return Cause.OTHER_EXIT;
    }

    private Cause price(Trade live, long bar, long theirBar, long ticks) {
        List<Bar> bars = session.bars(live.instrument());
        if (bar >= 0 && bar < bars.size()) {
            Bar shown = bars.get((int) bar);
            if (ticks > shown.highTicks() || ticks < shown.lowTicks()) {
                return Cause.DATA;
            }
        }
        return bar == theirBar ? Cause.FILL_PRICE : Cause.LATENCY;
    }

    private void missing(Trade theirs) {
        RecordedSession.Wish wish = wish(theirs.instrument(), theirs.entrySide(), theirs.entryIndex());
        Cause cause = wish == null ? Cause.MISSED_SIGNAL : cause(wish);
        add(
                cause,
                -theirs.pnl(),
                theirs,
                "only in the backtest: "
                        + (wish == null
                                ? "the strategy did not ask for it"
                                : wish.outcome() + (wish.reason().isEmpty() ? "" : ", " + wish.reason())));
    }

    private static Cause cause(RecordedSession.Wish wish) {
        return switch (wish.outcome()) {
            case "denied" -> Cause.DENIED;
            case "rejected" -> Cause.REJECTED;
            default -> Cause.UNEXPLAINED;
        };
    }

    /** The last thing wanted that could have been filled in a bar. */
    private RecordedSession.@Nullable Wish wish(Instrument instrument, Side side, long bar) {
        RecordedSession.Wish last = null;
        for (RecordedSession.Wish wish : session.wishes()) {
            boolean fits = wish.instrument().equals(instrument)
                    && wish.side() == side
                    && (wish.rests() ? wish.bar() <= bar : wish.bar() == bar);
            if (fits) {
                last = wish;
            }
        }
        return last;
    }

    private void add(Cause cause, long amount, Trade trade, String about) {
        if (amount != 0) {
            parts.add(new Part(
                    cause,
                    amount,
                    (trade.isLong() ? "long " : "short ") + trade.instrument() + " of "
                            + Times.text(trade.entryTimeNanos()) + ": " + about));
        }
    }

    private static long gross(Trade trade, long lots, long entryTicks, long exitTicks) {
        Instrument instrument = trade.instrument();
        return Math.multiplyExact(
                Math.subtractExact(instrument.notional(exitTicks, lots), instrument.notional(entryTicks, lots)),
                trade.entrySide().sign());
    }

    private static String reason(Trade trade) {
        return trade.exitReason() == null ? "open" : trade.exitReason().text();
    }

    private static String lots(Trade trade) {
        return Decimals.text(trade.instrument().quantity(trade.lots()));
    }

    private static String price(Trade trade, long ticks) {
        return Decimals.text(trade.instrument().price(ticks));
    }
}
