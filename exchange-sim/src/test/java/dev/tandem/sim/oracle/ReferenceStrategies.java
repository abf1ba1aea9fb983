package dev.tandem.sim.oracle;

import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import dev.tandem.sim.oracle.Scenario.ClosePosition;
import dev.tandem.sim.oracle.Scenario.PriceBar;
import dev.tandem.sim.oracle.Scenario.Submit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The strategies for which the design has expected trades, decided at each close of a {@link ReferenceRun}. */
final class ReferenceStrategies {
    private static final int FAST = 10;
    private static final int SLOW = 30;
    private static final int WARMUP = 200;

    private final String name;
    private final List<PriceBar> bars;
    private final Instrument instrument;
    private final BigDecimal size;
    private final double[] rsi;
    private final double[] fastEma;
    private final double[] slowEma;
    private int orders;

    /** @param name {@code a}, {@code b1}, … as in the expected files, without what only changes the exchange */
    ReferenceStrategies(String name, List<PriceBar> bars, Instrument instrument, BigDecimal size) {
        this.name = name;
        this.bars = bars;
        this.instrument = instrument;
        this.size = size;
        double[] close =
                bars.stream().mapToDouble(bar -> bar.close().doubleValue()).toArray();
        this.rsi = rsi(close, 14);
        this.fastEma = ema(close, 12);
        this.slowEma = ema(close, 26);
    }

    void decide(int i, ReferenceRun run) {
        switch (name) {
            case "a" -> smaCross(i, run, order(Side.BUY), true);
            case "b1" -> smaCross(i, run, bracketed(), false);
            case "b2" -> smaCross(i, run, bracketed(), true);
            case "c" -> rsiLimit(i, run);
            case "d" -> emaFlip(i, run);
            case "e" -> smaCross(i, run, order(Side.BUY).trailingStop(Rate.parse("0.03")), false);
            default -> throw new IllegalArgumentException("no reference strategy " + name);
        }
    }

    private OrderRequest.Builder order(Side side) {
        return OrderRequest.of(instrument, side).quantity(size);
    }

    private OrderRequest.Builder bracketed() {
        return order(Side.BUY).stopLoss(Exit.percentFromFill("2")).takeProfit(Exit.percentFromFill("4"));
    }

    private void submit(ReferenceRun run, OrderRequest.Builder order) {
        run.act(new Submit(nextKey(), order.build()));
    }

    private String nextKey() {
        return "o" + ++orders;
    }

    private void smaCross(int i, ReferenceRun run, OrderRequest.Builder entry, boolean signalExit) {
        if (i < SLOW) {
            return;
        }
        int before = averages(i - 1);
        int after = averages(i);
        if (run.position().signum() == 0 && after > 0 && before <= 0) {
            submit(run, entry);
        } else if (signalExit && run.position().signum() > 0 && after < 0 && before >= 0) {
            run.act(new ClosePosition(nextKey()));
        }
    }

    /** The sign of the fast average minus the slow one, exactly. */
    private int averages(int i) {
        return sum(i, FAST)
                .multiply(BigDecimal.valueOf(SLOW))
                .compareTo(sum(i, SLOW).multiply(BigDecimal.valueOf(FAST)));
    }

    private BigDecimal sum(int i, int count) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = i - count + 1; k <= i; k++) {
            sum = sum.add(bars.get(k).close());
        }
        return sum;
    }

    private void rsiLimit(int i, ReferenceRun run) {
        if (i < WARMUP) {
            return;
        }
        int position = run.position().signum();
        if (position == 0 && !run.isOpen("o" + orders) && rsi[i] < 30) {
            BigDecimal limit = bars.get(i).close().multiply(new BigDecimal("0.995"));
            submit(
                    run,
                    order(Side.BUY)
                            .limitTicks(instrument.roundedTicks(limit, RoundingMode.HALF_EVEN))
                            .timeInForce(TimeInForce.goodForBars(3)));
        } else if (position > 0 && rsi[i] > 70) {
            run.act(new ClosePosition(nextKey()));
        }
    }

    private void emaFlip(int i, ReferenceRun run) {
        if (i < WARMUP) {
            return;
        }
        boolean up = fastEma[i] > slowEma[i] && fastEma[i - 1] <= slowEma[i - 1];
        boolean down = fastEma[i] < slowEma[i] && fastEma[i - 1] >= slowEma[i - 1];
        BigDecimal target = up ? size : down ? size.negate() : run.position();
        BigDecimal change = target.subtract(run.position());
        if (change.signum() != 0) {
            Side side = change.signum() > 0 ? Side.BUY : Side.SELL;
            submit(run, OrderRequest.of(instrument, side).quantity(change.abs()));
        }
    }

    private static double[] ema(double[] close, int n) {
        double[] ema = new double[close.length];
        double a = 2.0 / (n + 1);
        ema[0] = close[0];
        for (int i = 1; i < close.length; i++) {
            ema[i] = ema[i - 1] + a * (close[i] - ema[i - 1]);
        }
        return ema;
    }

    private static double[] rsi(double[] close, int n) {
        double[] rsi = new double[close.length];
        double gain = 0;
        double loss = 0;
        for (int i = 1; i < close.length; i++) {
            double up = Math.max(0, close[i] - close[i - 1]);
            double down = Math.max(0, close[i - 1] - close[i]);
            if (i <= n) {
                gain += up / n;
                loss += down / n;
            } else {
                gain = (gain * (n - 1) + up) / n;
                loss = (loss * (n - 1) + down) / n;
            }
            rsi[i] = loss == 0 ? 100 : 100 - 100 / (1 + gain / loss);
        }
        return rsi;
    }
}
