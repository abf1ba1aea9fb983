package dev.tandem.model;

/**
 * A bar as an immutable value: what {@link Bar#copy()} gives, and what tests write down. A high that is below, or a low
 * that is above, one of the other prices is an {@link IllegalArgumentException}.
 */
public record BarRecord(
        Instrument instrument,
        long index,
        long openTimeNanos,
        long closeTimeNanos,
        long openTicks,
        long highTicks,
        long lowTicks,
        long closeTicks,
        double volume)
        implements Bar {
    public BarRecord {
        if (highTicks < Math.max(openTicks, closeTicks) || lowTicks > Math.min(openTicks, closeTicks)) {
            throw new IllegalArgumentException("a bar's open " + openTicks + " and close " + closeTicks
                    + " must lie between its low " + lowTicks + " and its high " + highTicks + " (ticks)");
        }
    }

    @Override
    public BarRecord copy() {
        return this;
    }
}
