package dev.tandem.report.metrics;

import dev.tandem.model.Times;
import dev.tandem.result.EquityCurve;

/**
 * The deepest fall of the equity below its own high, from peak to trough.
 *
 * <pre>
 * peak[i]     = max(equity[0..i])
 * drawdown[i] = (peak[i] - equity[i]) / peak[i]
 * fraction    = max(drawdown)
 * </pre>
 *
 * <p>Measured at the bars' closes. Its length is that from the peak (the last bar at it) to the trough (the first bar at
 * it); how long the way back took is told apart. Of two equally deep ones the first counts. Above 1 if the account went
 * into debt.
 *
 * @param fraction positive: 0.1 is a loss of ten percent; 0 if the equity never fell; NaN if it never was above zero
 * @param peakIndex the bar of the peak; -1 without a drawdown
 * @param troughIndex the bar of the trough; -1 without a drawdown
 * @param recoveryIndex the first bar at which the equity was back at the peak; -1 if it never was
 * @param durationNanos from the peak to the trough
 */
public record Drawdown(double fraction, int peakIndex, int troughIndex, int recoveryIndex, long durationNanos) {
    static Drawdown of(DeepestFall fall, EquityCurve curve) {
        if (!(fall.fraction() > 0)) {
            return new Drawdown(fall.fraction(), -1, -1, -1, 0);
        }
        long duration = curve.timeNanos(fall.trough()) - curve.timeNanos(fall.peak());
        return new Drawdown(fall.fraction(), fall.peak(), fall.trough(), fall.recovery(), duration);
    }

    /** Whether there was one. */
    public boolean exists() {
        return troughIndex >= 0;
    }

    /** Bars from the peak to the trough; 0 without a drawdown, NaN if the equity never was above zero. */
    double bars() {
        return exists() ? troughIndex - peakIndex : fraction;
    }

    /** Days from the peak to the trough; 0 without a drawdown, NaN if the equity never was above zero. */
    double days() {
        return exists() ? durationNanos / (double) Times.DAY : fraction;
    }

    /** Bars from the trough back to the height of the peak; NaN if it was not reached again, or there was no drawdown. */
    double recoveryBars() {
        return recoveryIndex >= 0 ? recoveryIndex - troughIndex : Double.NaN;
    }
}
