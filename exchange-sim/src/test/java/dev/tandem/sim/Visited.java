package dev.tandem.sim;

import dev.tandem.result.EquityCurve;
import dev.tandem.result.EquityVisitor;
import java.util.Arrays;

/** What somebody sees who is led along a curve. */
final class Visited implements EquityVisitor {
    private final long[] seen;
    private int next;

    private Visited(int bars) {
        seen = new long[bars];
    }

    static long[] equity(EquityCurve curve) {
        Visited visited = new Visited(curve.size());
        curve.visit(visited);
        if (visited.next != curve.size()) {
            throw new IllegalStateException("told of " + visited.next + " of " + curve.size() + " bars");
        }
        return visited.seen;
    }

    @Override
    public void flat(int from, int to, long equity) {
        follow(from);
        Arrays.fill(seen, from, to, equity);
        next = to;
    }

    @Override
    public void bars(int from, long[] equity, int offset, int count) {
        follow(from);
        System.arraycopy(equity, offset, seen, from, count);
        next = from + count;
    }

    private void follow(int from) {
        if (from != next) {
            throw new IllegalStateException("after bar " + (next - 1) + " comes " + from);
        }
    }
}
