package dev.tandem.report.html;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Where the stop and the target of a trade were. A trade does not tell, but the run does, for entries that brought no
 * exits of their own: a distance from the entry price, rounded to the tick toward it. A trade whose exit contradicts
 * that had exits of its own, and then only the one that was reached is known.
 */
final class RunExits {
    private final @Nullable BigDecimal stopLoss;
    private final @Nullable BigDecimal takeProfit;
    private final @Nullable BigDecimal trailingStop;

    private RunExits(
            @Nullable BigDecimal stopLoss, @Nullable BigDecimal takeProfit, @Nullable BigDecimal trailingStop) {
        this.stopLoss = stopLoss;
        this.takeProfit = takeProfit;
        this.trailingStop = trailingStop;
    }

    static RunExits of(RunResult run) {
        return new RunExits(fraction(run, "stopLoss"), fraction(run, "takeProfit"), fraction(run, "trailingStop"));
    }

    private static @Nullable BigDecimal fraction(RunResult run, String assumption) {
        String text = run.assumptions().get(assumption);
        if (text == null) {
            return null;
        }
        try {
            return Decimals.parse(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The distance of the run's trailing stop; 0 if it has none. */
    double trailing() {
        return trailingStop == null ? 0 : trailingStop.doubleValue();
    }

    @Nullable
    BigDecimal stop(Trade trade) {
        BigDecimal level = stopLoss == null ? null : level(trade, stopLoss.negate());
        if (trade.exitReason() != ExitReason.STOP_LOSS) {
            return level;
        }
        // a stop fills at its price or, where the market jumped over it, at a worse one
        BigDecimal exit = trade.instrument().price(trade.exitTicks());
        return level != null && isAtOrBeyond(exit, level, !trade.isLong()) ? level : exit;
    }

    @Nullable
    BigDecimal target(Trade trade) {
        BigDecimal level = takeProfit == null ? null : level(trade, takeProfit);
        if (trade.exitReason() != ExitReason.TAKE_PROFIT) {
            return level;
        }
        BigDecimal exit = trade.instrument().price(trade.exitTicks());
        return level != null && isAtOrBeyond(exit, level, trade.isLong()) ? level : exit;
    }

    private static boolean isAtOrBeyond(BigDecimal price, BigDecimal level, boolean above) {
        return above ? price.compareTo(level) >= 0 : price.compareTo(level) <= 0;
    }

    private static BigDecimal level(Trade trade, BigDecimal inFavor) {
        Instrument instrument = trade.instrument();
        BigDecimal direction = trade.isLong() ? inFavor : inFavor.negate();
        BigDecimal exact = instrument.price(trade.entryTicks()).multiply(BigDecimal.ONE.add(direction));
        RoundingMode towardEntry = direction.signum() < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
        return instrument.price(instrument.roundedTicks(exact, towardEntry));
    }
}
