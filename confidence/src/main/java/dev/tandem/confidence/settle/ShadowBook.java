package dev.tandem.confidence.settle;

import dev.tandem.model.Bar;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The opinions of one instrument that are not settled yet. Sees a bar when it is complete, and nothing before.
 *
 * <p>One thread.
 */
public final class ShadowBook {
    private final List<Shadow> shadows = new ArrayList<>();
    private long opened;
    private long settled;

    private static final class Shadow {
        final Opinion opinion;
        final Rule rule;
        double entry = Double.NaN;

        Shadow(Opinion opinion, Rule rule) {
            this.opinion = opinion;
            this.rule = rule;
        }
    }

    /** An opinion is entered at the open of the bar that completes next. */
    public void open(Opinion opinion, Rule rule) {
        shadows.add(new Shadow(opinion, rule));
        opened++;
    }

    /** A bar is complete: returns what it settled. */
    public List<Settled> onBar(Bar bar) {
        List<Settled> results = new ArrayList<>();
        for (Iterator<Shadow> each = shadows.iterator(); each.hasNext(); ) {
            Shadow shadow = each.next();
            boolean first = Double.isNaN(shadow.entry);
            if (first) {
                shadow.entry = bar.openTicks();
            }
            Settled result = settle(shadow, bar, first);
            if (result != null) {
                results.add(result);
                each.remove();
            }
        }
        settled += results.size();
        return results;
    }

    private static @Nullable Settled settle(Shadow shadow, Bar bar, boolean first) {
        int sign = shadow.opinion.up() ? 1 : -1;
        Rule rule = shadow.rule;
        double stop = rule.stop() > 0 ? -rule.stop() : Double.NEGATIVE_INFINITY;
        double target = rule.target() > 0 ? rule.target() : Double.POSITIVE_INFINITY;
        double open = gain(shadow, bar.openTicks(), sign);
        double worst = gain(shadow, sign > 0 ? bar.lowTicks() : bar.highTicks(), sign);
        double best = gain(shadow, sign > 0 ? bar.highTicks() : bar.lowTicks(), sign);
        if (!first && open <= stop) {
            return end(shadow, Settled.End.STOP, open, sign, bar);
        }
        if (!first && open >= target) {
            return end(shadow, Settled.End.TARGET, open, sign, bar);
        }
        if (worst <= stop) {
            return end(shadow, Settled.End.STOP, stop, sign, bar);
        }
        if (best >= target) {
            return end(shadow, Settled.End.TARGET, target, sign, bar);
        }
        return bar.closeTimeNanos() >= rule.endNanos()
                ? end(shadow, Settled.End.HORIZON, gain(shadow, bar.closeTicks(), sign), sign, bar)
                : null;
    }

    private static double gain(Shadow shadow, long ticks, int sign) {
        return sign * (ticks - shadow.entry) / shadow.entry;
    }

    private static Settled end(Shadow shadow, Settled.End end, double gain, int sign, Bar bar) {
        return new Settled(shadow.opinion, end, gain - shadow.rule.costs(), sign * gain, bar.closeTimeNanos());
    }

    /** How many opinions were entered. */
    public long opened() {
        return opened;
    }

    /** How many are settled. */
    public long settled() {
        return settled;
    }

    /** How many are not. */
    public int open() {
        return shadows.size();
    }
}
