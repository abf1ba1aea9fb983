package dev.tandem.xchange;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fee is in the quote asset, which is what our books are kept in. */
final class FeeInQuote {
    private static final Logger LOG = LoggerFactory.getLogger(FeeInQuote.class);

    private final BiFunction<String, String, @Nullable BigDecimal> prices;

    /** @param prices what one unit of an asset is worth in another; null if nobody knows */
    FeeInQuote(BiFunction<String, String, @Nullable BigDecimal> prices) {
        this.prices = prices;
    }

    /** Exact in the quote asset; at the fill's own price in the base asset; at the market's in any other. */
    long of(VenueFill fill, Instrument instrument) {
        if (fill.fee().signum() == 0) {
            return 0;
        }
        BigDecimal worth;
        if (fill.feeAsset().equals(instrument.quote())) {
            worth = BigDecimal.ONE;
        } else if (fill.feeAsset().equals(instrument.base())) {
            worth = fill.price();
        } else {
            worth = prices.apply(fill.feeAsset(), instrument.quote());
        }
        if (worth == null) {
            LOG.warn(
                    "the fee of {} {} for trade {} of {} counts as 0: there is no price of {} in {}",
                    fill.fee().toPlainString(),
                    fill.feeAsset(),
                    fill.tradeId(),
                    instrument,
                    fill.feeAsset(),
                    instrument.quote());
            return 0;
        }
        return Money.of(fill.fee().multiply(worth).setScale(Money.SCALE, RoundingMode.HALF_EVEN));
    }
}
