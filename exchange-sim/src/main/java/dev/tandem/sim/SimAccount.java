package dev.tandem.sim;

import dev.tandem.ledger.Holding;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.util.List;

/**
 * What the exchange lets an account do: whether it can pay for an order when it arrives, and again when it is filled.
 *
 * <p>Every position, long or short, is covered in full: after a fill the account's equity at the fill's price must be at
 * least what the positions are worth, plus what is set aside for other orders.
 */
final class SimAccount {
    private final Ledger ledger;
    private final AccountType type;
    private final Rate takerFee;

    SimAccount(Ledger ledger, AccountType type, Rate takerFee) {
        this.ledger = ledger;
        this.type = type;
        this.takerFee = takerFee;
    }

    Ledger ledger() {
        return ledger;
    }

    /** How much an order on this side would close of a position. */
    static long closable(Holding holding, Side side) {
        return Math.max(0, -holding.lots() * side.sign());
    }

    /** Whether the account may hold a short. */
    boolean allowsShort() {
        return type == AccountType.MARGIN;
    }

    /** The fee that an order is judged by when it arrives. */
    long feeOnArrival(Instrument instrument, long ticks, long lots) {
        return instrument.fee(ticks, lots, takerFee);
    }

    /** The price by which an order is judged before it is filled; 0 if none is known. */
    static long referenceTicks(OrderType orderType, long lastTicks) {
        return switch (orderType) {
            case OrderType.Limit(long limit) -> limit;
            case OrderType.StopLimit(long stop, long limit) -> limit;
            case OrderType.Stop(long stop) -> stop;
            case OrderType.Market market -> lastTicks;
            case OrderType.TrailingStop trailing -> lastTicks;
        };
    }

    /**
     * Whether the account can pay for a fill that opens something, were it to happen at this price.
     *
     * @param notional of the fill, and {@code fee} what it would cost
     */
    boolean canPay(Holding holding, Side side, long lots, long ticks, long notional, long fee) {
        long signed = lots * side.sign();
        long cash = Math.subtractExact(Math.subtractExact(ledger.cash(), notional * side.sign()), fee);
        long after = Math.addExact(holding.lots(), signed);
        long cover = after >= 0 ? 0 : shortCover(holding.instrument().notional(ticks, after));
        List<Holding> holdings = ledger.holdings();
        for (int i = 0; i < holdings.size(); i++) {
            Holding other = holdings.get(i);
            if (other != holding && other.lots() < 0) {
                cover = Math.addExact(cover, shortCover(other.value()));
            }
        }
        return Math.subtractExact(Math.addExact(cash, cover), ledger.reserved()) >= 0;
    }

    /** A long is paid for with cash; a short's proceeds and as much again have to be there. */
    private static long shortCover(long value) {
        return Math.subtractExact(value, Math.abs(value));
    }
}
