package dev.tandem.confidence.panel;

import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A market and what agents say of it: two see ahead through noise, one is a copy of the first, one guesses. A forked world
 * has the same prices and the same opinions up to the fork, and others after it.
 */
final class TestWorld {
    static final Instrument BTC = Instrument.of("BTC/USD");
    private static final long HOUR = 3600 * Times.SECOND;
    private static final long START = 472_222 * HOUR;
    private static final int AHEAD = 20;

    private final double[] closes;
    private final List<List<Signal>> signals = new ArrayList<>();

    TestWorld(long seed, int bars, int fork, boolean forked) {
        double[] main = walk(seed, bars + AHEAD + 2, 0, new double[0]);
        closes = forked ? walk(seed + 1_000_000, main.length, fork + 1, main) : main;
        Random noise = new Random(seed * 31);
        for (int i = 0; i < bars; i++) {
            // Until the fork agents see the same future; that another one comes is not theirs to know.
            double[] seen = i <= fork ? main : closes;
            double ahead = 50 * (seen[i + AHEAD] / seen[i] - 1);
            double lark = 0.6 * ahead + noise.nextGaussian();
            List<Signal> now = new ArrayList<>();
            now.add(signal("lark", i, lark));
            now.add(signal("mimic", i, lark));
            now.add(signal("wren", i, 0.4 * ahead + noise.nextGaussian()));
            now.add(signal("rook", i, 2 * noise.nextGaussian()));
            signals.add(now);
        }
    }

    /** Prices that go on from others. */
    private static double[] walk(long seed, int length, int from, double[] past) {
        Random random = new Random(seed);
        double[] walk = new double[length];
        for (int i = 0; i < length; i++) {
            walk[i] = i < from ? past[i] : i == 0 ? 30_000 : walk[i - 1] * Math.exp(0.006 * random.nextGaussian());
        }
        return walk;
    }

    private static Signal signal(String agent, int i, double x) {
        double p = 1 / (1 + Math.exp(-Math.abs(x)));
        return Signal.of(agent, BTC, x > 0 ? Side.BUY : Side.SELL, p, closeNanos(i));
    }

    static long closeNanos(int i) {
        return START + (i + 1) * HOUR;
    }

    /** What agents say when a bar has closed. */
    List<Signal> signals(int i) {
        return signals.get(i);
    }

    /** A bar with the prices of a bar, of another one if that is to be leaked. */
    Bar bar(int i, int prices) {
        long open = ticks(closes[Math.max(0, prices - 1)]);
        long close = ticks(closes[prices]);
        return new BarRecord(
                BTC,
                i,
                closeNanos(i) - HOUR,
                closeNanos(i),
                open,
                Math.max(open, close) + 100,
                Math.min(open, close) - 100,
                close,
                0);
    }

    private static long ticks(double price) {
        return Math.round(price * 100);
    }

    /** What the price does in so many bars, as a fraction. */
    double movedAfter(int i, int bars) {
        return closes[Math.min(i + bars, closes.length - 1)] / closes[i] - 1;
    }
}
