package dev.tandem.sim.spot;

import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.match.RestingOrder;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** An open order of a {@link BarMarket}, and what is set aside for it. */
final class BarOrder extends RestingOrder {
    final long orderId;
    final int account;
    final boolean buy;
    final boolean market;
    final boolean byAmount;
    final boolean contingent;
    final boolean takeProfit;
    final boolean ends;
    final long lots;
    final long limitTicks;
    /** As it was sent; 0 if there is none. */
    final long triggerTicks;

    final int trailingBasisPoints;
    /** In tick × lot, for an order by amount. */
    final BigInteger amount;

    /** Of submission. */
    final long number;

    /** A trailing order's best close since it follows; 0 until it does. */
    long extremeTicks;

    boolean triggered;
    boolean open = true;
    long held;

    @Nullable
    BarOrder other;

    /** @param ofPair whether it is one of two, and rests by nature */
    BarOrder(Ticket ticket, long number, boolean ofPair) {
        super(
                ticket.isBuy() ? 1 : -1,
                kindOf(ticket),
                limitOf(ticket),
                ticket.stopTicks(),
                ticket.isImmediate() && !ticket.isContingent(),
                false,
                Long.MAX_VALUE,
                ticket.isPostOnly() && !ofPair,
                ofPair);
        this.number = number;
        orderId = ticket.orderId();
        account = ticket.account();
        buy = ticket.isBuy();
        market = ticket.isMarket();
        byAmount = ticket.isByAmount();
        contingent = ticket.isContingent();
        takeProfit = ticket.isTakeProfit();
        ends = ticket.isImmediate();
        lots = ticket.lots();
        limitTicks = ticket.priceTicks();
        triggerTicks = ticket.stopTicks();
        trailingBasisPoints = ticket.trailingBasisPoints();
        amount = byAmount
                ? BigInteger.valueOf(ticket.amountHigh())
                        .shiftLeft(64)
                        .or(BigInteger.valueOf(ticket.amountLow()).and(UNSIGNED))
                : BigInteger.ZERO;
    }

    private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** A price in one's favor that is waited for is met like a limit's. */
    private static Kind kindOf(Ticket ticket) {
        if (!ticket.isContingent()) {
            return ticket.isMarket() ? Kind.MARKET : Kind.LIMIT;
        }
        if (ticket.isTakeProfit() && ticket.trailingBasisPoints() == 0) {
            return Kind.LIMIT;
        }
        return ticket.isMarket() ? Kind.STOP : Kind.STOP_LIMIT;
    }

    private static long limitOf(Ticket ticket) {
        long limit = ticket.priceTicks();
        long stop = ticket.stopTicks();
        if (!ticket.isContingent() || !ticket.isTakeProfit() || ticket.trailingBasisPoints() > 0) {
            return limit;
        }
        if (ticket.isMarket()) {
            return stop;
        }
        return ticket.isBuy() ? Math.min(limit, stop) : Math.max(limit, stop);
    }

    /** Whether it waits for a price in its favor, and not for the market to turn. */
    boolean isPlainTakeProfit() {
        return contingent && takeProfit && trailingBasisPoints == 0;
    }

    /** Whether a bar's range reaches the price that it waits for. */
    boolean isReached(long high, long low) {
        return buy != takeProfit ? high >= triggerTicks : low <= triggerTicks;
    }

    /** The lots that it is for at a price. */
    long lotsAt(long ticks) {
        return byAmount ? amount.divide(BigInteger.valueOf(ticks)).min(MOST).longValueExact() : lots;
    }

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** A trailing order sees a price: whether its level has moved. */
    boolean follows(long ticks) {
        if (extremeTicks != 0 && (buy ? ticks >= extremeTicks : ticks <= extremeTicks)) {
            return false;
        }
        extremeTicks = ticks;
        return true;
    }

    /** Where a trailing order that follows is released. */
    long turnTicks() {
        long share = buy ? 10_000L + trailingBasisPoints : 10_000L - trailingBasisPoints;
        long whole = extremeTicks / 10_000 * share;
        long rest = extremeTicks % 10_000 * share;
        return whole + (buy ? (rest + 9_999) / 10_000 : rest / 10_000);
    }
}
