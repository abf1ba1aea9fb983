package dev.tandem.sim;

import dev.tandem.ledger.Holding;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;

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

    /** What is set aside for an order that would open so many of its lots, and what it is judged by when it arrives. */
    long reservation(Instrument instrument, long ticks, long lots, long openingLots) {
        return openingLots == 0 || ticks <= 0
                ? 0
                : Math.addExact(
                        instrument.notional(ticks, openingLots), Math.max(0, instrument.fee(ticks, lots, takerFee)));
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

    /** Whether the account can pay for a fill that opens something, were it to happen at this price. */
    boolean canPay(Holding holding, Side side, long lots, long ticks, Rate feeRate) {
        Instrument instrument = holding.instrument();
        long signed = lots * side.sign();
        long cost = instrument.notional(ticks, signed);
        long fee = instrument.fee(ticks, lots, feeRate);
        long cash = Math.subtractExact(Math.subtractExact(ledger.cash(), cost), fee);
        long cover = shortCover(instrument.notional(ticks, Math.addExact(holding.lots(), signed)));
        for (Holding other : ledger.holdings()) {
            if (other != holding) {
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
