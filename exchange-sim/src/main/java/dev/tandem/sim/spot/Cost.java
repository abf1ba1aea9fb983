package dev.tandem.sim.spot;

import dev.tandem.sim.book.BookView;
import dev.tandem.sim.book.FillVisitor;
import dev.tandem.sim.book.Ticket;

/** What a market order needs: the sum of what its trades will move, each rounded as it will be. */
final class Cost implements FillVisitor {
    private final Pricing pricing;
    private final boolean feeInQuote;
    private boolean buy;
    private long units;

    Cost(Pricing pricing, boolean feeInQuote) {
        this.pricing = pricing;
        this.feeInQuote = feeInQuote;
    }

    /** In units of what the order's account pays with; {@link Pricing#TOO_MUCH} if that is beyond 92 billion. */
    long of(BookView book, Ticket ticket) {
        buy = ticket.isBuy();
        units = 0;
        try {
            book.preview(ticket, this);
            return units;
        } catch (ArithmeticException beyondTheRange) {
            return Pricing.TOO_MUCH;
        }
    }

    @Override
    public void onFill(long priceTicks, long lots) {
        if (buy) {
            long amount = pricing.amount(priceTicks, lots);
            units = Math.addExact(units, amount + (feeInQuote ? pricing.quoteFee(priceTicks, lots, false) : 0));
        } else {
            units = Math.addExact(units, pricing.baseUnits(lots));
        }
    }
}
