package dev.tandem.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.report.Runs;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All figures again, from the definitions, exactly and slowly, on random runs. */
class SlowFormulasTest {
    private static final MathContext DIGITS = new MathContext(50);
    private static final Instrument INSTRUMENT = Instrument.of("BTC/USD", "0.01", "0.00001");

    @Test
    void agreeOnRandomRuns() {
        run(3_000);
    }

    @Test
    @Tag("long")
    void agreeOnManyRandomRuns() {
        run(200_000);
    }

    private static void run(int seeds) {
        for (int seed = 0; seed < seeds; seed++) {
            RunResult result = random(new SplittableRandom(seed));
            Metrics metrics = Metrics.of(result);
            Map<MetricDefinition, Double> slow = slow(result);
            for (MetricDefinition metric : MetricDefinition.values()) {
                double expected = slow.getOrDefault(metric, Double.NaN);
                double actual = metrics.value(metric);
                String situation = metric.key() + " with seed " + seed;
                if (!Double.isFinite(expected)) {
                    assertThat(actual).as(situation).isNaN();
                } else {
                    assertThat(actual)
                            .as(situation)
                            .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }

    private static Map<MetricDefinition, Double> slow(RunResult run) {
        EquityCurve curve = run.equityCurve();
        int bars = curve.size();
        Map<MetricDefinition, Double> values = new EnumMap<>(MetricDefinition.class);
        double years = bars < 2
                ? Double.NaN
                : Duration.between(Times.instant(curve.timeNanos(0)), Times.instant(curve.timeNanos(bars - 1)))
                                .toSeconds()
                        / (365.25 * 86_400);
        double periods = periods(run, years);
        values.put(MetricDefinition.PERIODS_PER_YEAR, periods);

        double growth = ratio(money(run.equity()), money(run.cash()));
        values.put(MetricDefinition.TOTAL_RETURN, growth - 1);
        values.put(
                MetricDefinition.TOTAL_RETURN_AT_TWICE_FEES,
                ratio(money(run.equity()).subtract(money(run.fees())), money(run.cash())) - 1);
        double cagr = bars < 2 ? Double.NaN : growth <= 0 ? -1 : Math.pow(growth, 1 / years) - 1;
        values.put(MetricDefinition.CAGR, cagr);

        returns(curve, periods, values);
        double drawdown = drawdown(curve, values);
        values.put(MetricDefinition.CALMAR, drawdown > 0 ? cagr / drawdown : Double.NaN);
        trades(run.trades(), values);

        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < bars; i++) {
            sum = sum.add(money(curve.equity(i)));
        }
        if (bars > 0) {
            values.put(
                    MetricDefinition.EXPOSURE,
                    IntStream.range(0, bars)
                                    .mapToObj(curve::lots)
                                    .filter(l -> l != 0)
                                    .count()
                            * 1.0
                            / bars);
            values.put(MetricDefinition.BUY_AND_HOLD, curve.price(bars - 1) / curve.price(0) - 1);
            if (sum.signum() > 0) {
                values.put(
                        MetricDefinition.TURNOVER,
                        ratio(money(run.tradedNotional()).multiply(BigDecimal.valueOf(bars)), sum));
            }
        }
        if (run.tradedNotional() > 0) {
            BigDecimal profit = money(run.equity()).subtract(money(run.cash())).add(money(run.fees()));
            values.put(MetricDefinition.BREAK_EVEN_BPS, ratio(profit, money(run.tradedNotional())) * 1e4);
        }
        return values;
    }

    private static double periods(RunResult run, double years) {
        EquityCurve curve = run.equityCurve();
        int bars = curve.size();
        if (bars < 2) {
            return Double.NaN;
        }
        long interval = run.data().intervalNanos();
        boolean saturday = IntStream.range(0, bars)
                .mapToObj(i -> Times.instant(curve.timeNanos(i) - interval).atZone(ZoneOffset.UTC))
                .anyMatch(open -> open.getDayOfWeek() == DayOfWeek.SATURDAY);
        Duration span = Duration.between(
                Times.instant(curve.timeNanos(0) - interval), Times.instant(curve.timeNanos(bars - 1)));
        if (!saturday && span.compareTo(Duration.ofDays(14)) >= 0) {
            return (bars - 1) / years;
        }
        List<Long> distances = new ArrayList<>();
        for (int i = 1; i < bars; i++) {
            distances.add(curve.timeNanos(i) - curve.timeNanos(i - 1));
        }
        distances.sort(null);
        int n = distances.size();
        double median = (distances.get((n - 1) / 2) + distances.get(n / 2)) / 2.0;
        return 365.25 * 86_400e9 / median;
    }

    /** The variance as the mean square of the differences of all pairs, halved: no mean in it. */
    private static void returns(EquityCurve curve, double periods, Map<MetricDefinition, Double> values) {
        List<BigDecimal> returns = new ArrayList<>();
        for (int i = 1; i < curve.size(); i++) {
            if (curve.equity(i - 1) <= 0) {
                return;
            }
            returns.add(money(curve.equity(i))
                    .divide(money(curve.equity(i - 1)), DIGITS)
                    .subtract(BigDecimal.ONE));
        }
        int n = returns.size();
        if (n < 2) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal pairs = BigDecimal.ZERO;
        BigDecimal below = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
            sum = sum.add(returns.get(i));
            below = below.add(returns.get(i).min(BigDecimal.ZERO).pow(2));
            for (int j = 0; j < i; j++) {
                pairs = pairs.add(returns.get(i).subtract(returns.get(j)).pow(2), DIGITS);
            }
        }
        BigDecimal mean = sum.divide(BigDecimal.valueOf(n), DIGITS);
        BigDecimal deviation =
                pairs.divide(BigDecimal.valueOf((long) n * (n - 1)), DIGITS).sqrt(DIGITS);
        if (deviation.doubleValue() > 1e-12) {
            values.put(MetricDefinition.SHARPE, ratio(mean, deviation) * Math.sqrt(periods));
        }
        if (below.signum() > 0) {
            BigDecimal downside = below.divide(BigDecimal.valueOf(n), DIGITS).sqrt(DIGITS);
            values.put(MetricDefinition.SORTINO, ratio(mean, downside) * Math.sqrt(periods));
        }
    }

    /** Every bar against the highest before it. */
    private static double drawdown(EquityCurve curve, Map<MetricDefinition, Double> values) {
        double deepest = Double.NaN;
        int peak = -1;
        int trough = -1;
        for (int j = 0; j < curve.size(); j++) {
            int highest = 0;
            for (int i = 0; i <= j; i++) {
                highest = curve.equity(i) >= curve.equity(highest) ? i : highest;
            }
            if (curve.equity(highest) > 0) {
                double drawdown = 1 - ratio(money(curve.equity(j)), money(curve.equity(highest)));
                if (Double.isNaN(deepest) || drawdown > deepest) {
                    deepest = drawdown;
                    peak = highest;
                    trough = j;
                }
            }
        }
        values.put(MetricDefinition.MAX_DRAWDOWN, deepest);
        values.put(MetricDefinition.MAX_DRAWDOWN_BARS, deepest > 0 ? trough - peak : deepest);
        values.put(
                MetricDefinition.MAX_DRAWDOWN_DAYS,
                deepest > 0 ? (curve.timeNanos(trough) - curve.timeNanos(peak)) / 86_400e9 : deepest);
        if (deepest > 0) {
            int from = trough;
            long height = curve.equity(peak);
            IntStream.range(trough, curve.size())
                    .filter(i -> curve.equity(i) >= height)
                    .findFirst()
                    .ifPresent(i -> values.put(MetricDefinition.MAX_DRAWDOWN_RECOVERY_BARS, (double) i - from));
        }
        return deepest;
    }

    private static void trades(List<Trade> trades, Map<MetricDefinition, Double> values) {
        List<Trade> closed = trades.stream().filter(t -> t.exitReason() != null).toList();
        List<Trade> won = closed.stream().filter(t -> t.pnl() > 0).toList();
        List<Trade> lost = closed.stream().filter(t -> t.pnl() < 0).toList();
        if (!closed.isEmpty()) {
            values.put(MetricDefinition.WIN_RATE, won.size() * 1.0 / closed.size());
        }
        if (!lost.isEmpty()) {
            values.put(
                    MetricDefinition.PROFIT_FACTOR,
                    ratio(total(won), total(lost).negate()));
        }
    }

    private static BigDecimal total(List<Trade> trades) {
        return trades.stream().map(t -> money(t.pnl())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal money(long units) {
        return Money.toDecimal(units);
    }

    private static double ratio(BigDecimal numerator, BigDecimal denominator) {
        return numerator.divide(denominator, DIGITS).doubleValue();
    }

    /** From quiet to ruinous, with flat stretches, gaps in time, weekends with and without bars. */
    private static RunResult random(SplittableRandom random) {
        int bars = random.nextInt(50) == 0 ? random.nextInt(300) : random.nextInt(40);
        long interval = Times.SECOND * new long[] {60, 3_600, 14_400, 86_400}[random.nextInt(4)];
        boolean weekdaysOnly = random.nextBoolean();
        double gaps = random.nextInt(3) * 0.2;
        double restlessness = new double[] {0, 0.001, 0.1, 1.2}[random.nextInt(4)];
        long[] equity = new long[bars];
        long[] lots = new long[bars];
        long[] closes = new long[bars];
        double[] prices = new double[bars];
        long value = Money.ONE * random.nextLong(1, 10_000_000);
        long cash = value;
        long open = Times.DAY * random.nextLong(-5_000, 20_000);
        for (int i = 0; i < bars; i++) {
            do {
                open += interval;
            } while (random.nextDouble() < gaps || (weekdaysOnly && isWeekend(open)));
            closes[i] = open + interval;
            if (i > 0 && random.nextInt(4) > 0) {
                value += (long) (Math.abs(value) * restlessness * (random.nextDouble() * 2 - 1));
            }
            equity[i] = value;
            lots[i] = random.nextInt(-1, 2);
            prices[i] = 1 + random.nextDouble() * 100;
        }
        Runs runs = Runs.hourly()
                .bars("2024-01-01T00:00:00Z", interval)
                .cash(Money.toText(cash))
                .equity(equity)
                .lots(lots)
                .closes(closes)
                .prices(prices)
                .fees(Money.toText(random.nextLong(-1_000, 1_000_000_000_000L)))
                .notional(Money.toText(random.nextInt(3) == 0 ? 0 : random.nextLong(1, 1_000_000_000_000_000L)));
        if (random.nextBoolean()) {
            runs.stretches(random.nextLong());
        }
        int trades = random.nextInt(6);
        for (int i = 0; i < trades; i++) {
            ExitReason reason = random.nextInt(5) == 0 ? null : ExitReason.SIGNAL;
            long pnl = random.nextInt(5) == 0 ? 0 : random.nextLong(-1_000_000_000, 1_000_000_000);
            runs.trade(new Trade(INSTRUMENT, Side.BUY, 1, 0, 0, 1, 1, 1, 1, reason, 0, pnl, 1));
        }
        return runs.result();
    }

    private static boolean isWeekend(long open) {
        return Times.instant(open).atZone(ZoneOffset.UTC).getDayOfWeek().getValue() >= 6;
    }
}
