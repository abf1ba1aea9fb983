package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;

/** Says prices and quantities in terms of {@code P} and {@code Q}, so that results read the same at every venue. */
final class Wording {
    private final long startTicks;
    private final long quantityLots;

    Wording(VenueUnderTest venue) {
        this.startTicks = venue.startTicks();
        this.quantityLots = venue.quantityLots();
    }

    /** The price at the beginning, so many percent up. */
    long ticks(int percent) {
        return startTicks / 100 * (100 + percent);
    }

    /** So many quarters of {@code Q}. */
    long lots(int quarters) {
        return quantityLots / 4 * quarters;
    }

    String price(long ticks) {
        long perPercent = startTicks / 100;
        if (ticks % perPercent != 0) {
            return ticks + " ticks";
        }
        long percent = ticks / perPercent - 100;
        return percent == 0 ? "P" : percent > 0 ? "P+" + percent + "%" : "P" + percent + "%";
    }

    String quantity(long lots) {
        long quarter = quantityLots / 4;
        if (lots == 0) {
            return "nothing";
        }
        if (lots < 0) {
            return "-" + quantity(-lots);
        }
        if (lots % quarter != 0 || lots > 20 * quantityLots) {
            return lots + " lots";
        }
        long quarters = lots / quarter;
        if (quarters % 4 == 0) {
            return (quarters == 4 ? "" : Long.toString(quarters / 4)) + "Q";
        }
        return switch ((int) quarters) {
            case 1 -> "Q/4";
            case 2 -> "Q/2";
            default -> quarters % 2 == 0 ? quarters / 2 + "Q/2" : quarters + "Q/4";
        };
    }

    String order(ApprovedOrder.Single order) {
        return order(order, quantity(order.lots()));
    }

    String order(ApprovedOrder.Single order, String quantity) {
        String verb = order.side() == Side.BUY ? "buy " : "sell ";
        return verb
                + quantity
                + switch (order.type()) {
                    case OrderType.Market market -> " at the market";
                    case OrderType.Limit(long limit) -> " at " + price(limit);
                    case OrderType.Stop(long stop) -> " from " + price(stop) + " on";
                    case OrderType.StopLimit(long stop, long limit) ->
                        " from " + price(stop) + " on at " + price(limit);
                    case OrderType.TrailingStop trailing ->
                        throw new IllegalArgumentException("never at a venue: " + trailing);
                };
    }
}
