package dev.tandem.runtime.session;

import dev.tandem.model.ExactMath;
import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.result.Trade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which trades of a session and of a backtest belong together. An order that the venue fills in three parts is three trades
 * where the backtest has one: trades are cut, so that both of a pair have the same quantity, and what is left over of either
 * side is said to be a part of something that has a partner, or not.
 */
final class TradePairs {
    record Pair(Trade live, Trade theirs) {}

    /** @param part whether the same entry has a partner for another part of it */
    record Rest(Trade trade, boolean part) {}

    private record Entry(Instrument instrument, Side side, long bar) {
        private static Entry of(Trade trade) {
            return new Entry(trade.instrument(), trade.entrySide(), trade.entryIndex());
        }
    }

    private final List<Pair> pairs = new ArrayList<>();
    private final List<Rest> onlyLive = new ArrayList<>();
    private final List<Rest> onlyTheirs = new ArrayList<>();

    /** Those that were entered in the same bar belong together first, then those that were open at the same time. */
    TradePairs(List<Trade> live, List<Trade> theirs) {
        Map<Entry, Deque<Trade>> ours = byEntry(live);
        Map<Entry, Deque<Trade>> others = byEntry(theirs);
        ours.forEach((entry, mine) -> {
            Deque<Trade> partners = others.get(entry);
            if (partners != null) {
                match(mine, partners);
                mine.forEach(trade -> onlyLive.add(new Rest(trade, true)));
                partners.forEach(trade -> onlyTheirs.add(new Rest(trade, true)));
                mine.clear();
                partners.clear();
            }
        });
        List<Deque<Trade>> left = new ArrayList<>(others.values());
        ours.values().stream().filter(mine -> !mine.isEmpty()).forEach(mine -> atTheSameTime(mine, left));
        left.forEach(partners -> partners.forEach(trade -> onlyTheirs.add(new Rest(trade, false))));
    }

    private void atTheSameTime(Deque<Trade> mine, List<Deque<Trade>> left) {
        Trade first = mine.getFirst();
        Deque<Trade> partners = left.stream()
                .filter(each -> !each.isEmpty() && together(first, each.getFirst()))
                .min(Comparator.comparingLong(each -> Math.abs(each.getFirst().entryIndex() - first.entryIndex())))
                .orElse(new ArrayDeque<>());
        boolean some = !partners.isEmpty();
        match(mine, partners);
        mine.forEach(trade -> onlyLive.add(new Rest(trade, some)));
        if (some) {
            partners.forEach(trade -> onlyTheirs.add(new Rest(trade, true)));
            partners.clear();
        }
    }

    List<Pair> pairs() {
        return pairs;
    }

    List<Rest> onlyLive() {
        return onlyLive;
    }

    List<Rest> onlyTheirs() {
        return onlyTheirs;
    }

    private static Map<Entry, Deque<Trade>> byEntry(List<Trade> trades) {
        Map<Entry, Deque<Trade>> byEntry = new LinkedHashMap<>();
        for (Trade trade : trades) {
            byEntry.computeIfAbsent(Entry.of(trade), entry -> new ArrayDeque<>())
                    .add(trade);
        }
        return byEntry;
    }

    private void match(Deque<Trade> mine, Deque<Trade> partners) {
        while (!mine.isEmpty() && !partners.isEmpty()) {
            Trade live = mine.removeFirst();
            Trade theirs = partners.removeFirst();
            long lots = Math.min(live.lots(), theirs.lots());
            pairs.add(new Pair(cut(live, lots), cut(theirs, lots)));
            if (live.lots() > lots) {
                mine.addFirst(rest(live, lots));
            }
            if (theirs.lots() > lots) {
                partners.addFirst(rest(theirs, lots));
            }
        }
    }

    private static boolean together(Trade one, Trade other) {
        return one.instrument().equals(other.instrument())
                && one.entrySide() == other.entrySide()
                && one.entryIndex() <= end(other)
                && other.entryIndex() <= end(one);
    }

    private static long end(Trade trade) {
        return trade.isOpen() ? Long.MAX_VALUE : trade.exitIndex();
    }

    private static Trade cut(Trade trade, long lots) {
        return lots == trade.lots()
                ? trade
                : with(trade, lots, share(trade.fees(), trade, lots), share(trade.pnl(), trade, lots));
    }

    /** What is left when so many are cut off: both together are the whole to the last unit. */
    private static Trade rest(Trade trade, long lots) {
        return with(
                trade,
                trade.lots() - lots,
                trade.fees() - share(trade.fees(), trade, lots),
                trade.pnl() - share(trade.pnl(), trade, lots));
    }

    private static long share(long amount, Trade trade, long lots) {
        return ExactMath.multiplyDivideFloor(amount, lots, trade.lots());
    }

    private static Trade with(Trade trade, long lots, long fees, long pnl) {
        return new Trade(
                trade.instrument(),
                trade.entrySide(),
                lots,
                trade.entryIndex(),
                trade.entryTimeNanos(),
                trade.entryTicks(),
                trade.exitIndex(),
                trade.exitTimeNanos(),
                trade.exitTicks(),
                trade.exitReason(),
                fees,
                pnl,
                trade.confidence());
    }
}
