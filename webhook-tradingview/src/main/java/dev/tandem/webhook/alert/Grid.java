package dev.tandem.webhook.alert;

import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Puts an alert's numbers onto the instrument's grid: prices to the nearest tick, quantities down to the lot. */
final class Grid {
    /** What TradingView's own arithmetic leaves behind: 0.28999999999999998 is 0.29. */
    private static final BigDecimal NOISE = new BigDecimal("0.000000001");

    private Grid() {}

    static void round(AlertDraft draft) {
        Instrument instrument = draft.instrument;
        if (instrument == null) {
            return;
        }
        draft.closing = round(draft.closing, instrument);
        draft.opening = round(draft.opening, instrument);
        if (draft.quantity != null) {
            BigDecimal closing = draft.closing == null ? BigDecimal.ZERO : units(draft.closing);
            BigDecimal opening = draft.opening == null ? BigDecimal.ZERO : units(draft.opening);
            draft.quantity = closing.signum() == 0 && opening.signum() == 0
                    ? quantity(draft.quantity, instrument)
                    : closing.add(opening);
        }
        Terms terms = draft.terms;
        draft.terms = new Terms(
                price(terms.limit(), instrument),
                price(terms.stop(), instrument),
                terms.timeInForce(),
                terms.postOnly(),
                exit(terms.stopLoss(), instrument),
                exit(terms.takeProfit(), instrument),
                terms.trailingStop());
    }

    private static BigDecimal units(Size size) {
        BigDecimal units = size.units();
        return units == null ? BigDecimal.ZERO : units;
    }

    private static @Nullable Size round(@Nullable Size size, Instrument instrument) {
        return size instanceof Size.Units(BigDecimal quantity) ? new Size.Units(quantity(quantity, instrument)) : size;
    }

    private static BigDecimal quantity(BigDecimal quantity, Instrument instrument) {
        try {
            long nearest = instrument.roundedLots(quantity, RoundingMode.HALF_EVEN);
            BigDecimal difference =
                    instrument.quantity(nearest).subtract(quantity).abs();
            long lots = difference.compareTo(quantity.multiply(NOISE)) <= 0
                    ? nearest
                    : instrument.roundedLots(quantity, RoundingMode.DOWN);
            if (lots <= 0) {
                throw AlertRefusal.of(
                        "quantity",
                        quantity.toPlainString() + " is less than a lot of "
                                + instrument.lotSize().toPlainString() + " " + instrument.base());
            }
            return instrument.quantity(lots);
        } catch (IllegalArgumentException e) {
            throw AlertRefusal.of("quantity", quantity.toPlainString() + " is more than can be traded");
        }
    }

    private static @Nullable BigDecimal price(@Nullable BigDecimal price, Instrument instrument) {
        if (price == null) {
            return null;
        }
        try {
            long ticks = instrument.roundedTicks(price, RoundingMode.HALF_EVEN);
            if (ticks <= 0) {
                throw AlertRefusal.of(
                        "price",
                        price.toPlainString() + " is less than a tick of "
                                + instrument.tickSize().toPlainString());
            }
            return instrument.price(ticks);
        } catch (IllegalArgumentException e) {
            throw AlertRefusal.of("price", price.toPlainString() + " is more than a price can be");
        }
    }

    private static @Nullable Exit exit(@Nullable Exit exit, Instrument instrument) {
        if (exit instanceof Exit.At(BigDecimal price)) {
            BigDecimal rounded = price(price, instrument);
            return rounded == null ? null : Exit.at(rounded);
        }
        return exit;
    }
}
