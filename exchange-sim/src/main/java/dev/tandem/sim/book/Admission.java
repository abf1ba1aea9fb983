package dev.tandem.sim.book;

import org.jspecify.annotations.Nullable;

/** What a ticket says, judged without the book. */
final class Admission {
    private static final int MAX_BASIS_POINTS = 9_999;

    private Admission() {}

    static @Nullable Reject check(Ticket ticket) {
        if (!ticket.market && (ticket.priceTicks < 1 || ticket.priceTicks > OrderBook.MAX_TICKS)) {
            return Reject.PRICE_OUT_OF_RANGE;
        }
        if (ticket.byAmount
                ? ticket.amountHigh < 0 || (ticket.amountHigh | ticket.amountLow) == 0
                : ticket.lots < 1 || ticket.lots > OrderBook.MAX_LOTS) {
            return Reject.QUANTITY_OUT_OF_RANGE;
        }
        return ticket.contingent ? checkTrigger(ticket) : checkContradiction(ticket);
    }

    private static @Nullable Reject checkTrigger(Ticket ticket) {
        int points = ticket.trailingBasisPoints;
        if (points < 0
                || points > MAX_BASIS_POINTS
                || ticket.stopTicks < 0
                || ticket.stopTicks > OrderBook.MAX_TICKS
                || (ticket.stopTicks == 0 && points == 0)) {
            return Reject.INVALID_TRIGGER;
        }
        return ticket.byAmount || ticket.postOnly ? Reject.CONTRADICTION : checkContradiction(ticket);
    }

    private static @Nullable Reject checkContradiction(Ticket ticket) {
        boolean immediate = ticket.life != Ticket.Life.GOOD_TILL_CANCELED;
        boolean contradicts = (ticket.market && immediate)
                || (ticket.postOnly && (immediate || ticket.market))
                || (!ticket.contingent && ticket.trailingBasisPoints != 0);
        return contradicts ? Reject.CONTRADICTION : null;
    }

    static @Nullable Reject checkPair(Ticket first, Ticket second) {
        boolean same = first.account == second.account
                && first.buy == second.buy
                && first.lots == second.lots
                && first.orderId != second.orderId;
        boolean pairs = (first.contingent || second.contingent)
                && (first.contingent || first.postOnly)
                && (second.contingent || second.postOnly);
        return same && pairs ? null : Reject.MISMATCHED_PAIR;
    }
}
