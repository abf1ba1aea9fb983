package dev.tandem.report.html;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.report.Runs;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/** Pages for tests, and the runs that they are of. */
final class Pages {
    static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.00001");
    private static final long MINUTE = 60 * Times.SECOND;

    /** A run and its bars. */
    record Market(RunResult run, Candles candles) {
        String page() {
            return Pages.text(HtmlReport.of(run).withCandles(candles));
        }
    }

    private Pages() {}

    static String text(HtmlReport report) {
        StringWriter out = new StringWriter();
        try {
            report.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** A random walk of so many minutes, with so many trades one after the other, of every kind. */
    static Market random(long seed, int bars, int trades) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] open = new double[bars];
        double[] high = new double[bars];
        double[] low = new double[bars];
        double[] close = new double[bars];
        double price = 30_000;
        for (int i = 0; i < bars; i++) {
            open[i] = cents(price);
            price = Math.max(1, price * (1 + (random.nextDouble() - 0.4985) * 0.002));
            close[i] = cents(price);
            high[i] = cents(Math.max(open[i], close[i]) * (1 + random.nextDouble() * 0.0005));
            low[i] = cents(Math.min(open[i], close[i]) * (1 - random.nextDouble() * 0.0005));
        }
        long start = Times.nanos(Instant.parse("2024-01-01T00:00:00Z"));
        Runs runs = Runs.hourly()
                .strategy("random-walk", "seed", Long.toString(seed))
                .instruments(BTC)
                .bars("2024-01-01T00:00:00Z", MINUTE)
                .cash("100000")
                .fees("1234.5")
                .notional("98765432.1")
                .prices(close)
                .assumption("account", "margin")
                .assumption("fills", "realistic")
                .assumption("bracketFrom", "fill")
                .assumption("makerFee", "0.001")
                .assumption("takerFee", "0.001")
                .assumption("stopLoss", "0.02")
                .assumption("takeProfit", "0.04")
                .assumption("trailingStop", "0.004");
        long[] equity = new long[bars];
        long[] lots = new long[bars];
        long worth = 100_000 * Money.ONE;
        int slot = trades == 0 ? bars : bars / trades;
        int from = 0;
        for (int k = 0; k < trades; k++) {
            int entry = k * slot + random.nextInt(Math.max(1, slot / 3));
            int exit = entry + 1 + random.nextInt(Math.max(1, slot / 2));
            boolean goesLong = random.nextInt(3) > 0;
            double earned = (close[exit] - open[entry]) * (goesLong ? 1 : -1) - 3;
            long pnl = Math.round(earned * 100) * (Money.ONE / 100);
            for (int i = from; i < exit; i++) {
                equity[i] = worth;
                lots[i] = i >= entry ? 100_000 : 0;
            }
            worth += pnl;
            from = exit;
            runs.trade(new Trade(
                    BTC,
                    goesLong ? Side.BUY : Side.SELL,
                    100_000,
                    entry,
                    start + entry * MINUTE,
                    Math.round(open[entry] * 100),
                    exit,
                    start + exit * MINUTE,
                    Math.round(close[exit] * 100),
                    ExitReason.values()[random.nextInt(4)],
                    3 * Money.ONE,
                    pnl,
                    k % 5 == 0 ? 0.8 : 1.0));
        }
        for (int i = from; i < bars; i++) {
            equity[i] = worth;
        }
        RunResult run = runs.equity(equity).lots(lots).result();
        Candles candles =
                new Candles(bars, i -> start + i * MINUTE, i -> open[i], i -> high[i], i -> low[i], i -> close[i]);
        return new Market(run, candles);
    }

    private static double cents(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** Names and paths as an enemy would choose them. */
    static RunResult hostile() {
        String evil =
                "</script></title><script>window.pwned=1</script><img src=x onerror=window.pwned=2>\" onclick=\"x' & <!--"
                        + "\u202e\u2028\u0000";
        return Runs.hourly()
                .strategy(evil, evil, evil)
                .source(evil)
                .equity("1000", "1001", "1002")
                .prices(1, 2, 3)
                .assumption(evil, evil)
                .skipped(evil, 3)
                .orders(new dev.tandem.result.OrderCounts(1, 0, 0, 1, 0, 0, Map.of(evil, 1L), Map.of(), Map.of()))
                .result();
    }
}
