package dev.tandem.report;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.result.ExitReason;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.util.Collections;
import java.util.Map;

/** Results that a report has to look good for: an ordinary one, and those at the edges. */
public final class InventedRuns {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.00001");

    private InventedRuns() {}

    public static RunResult ordinary() {
        Runs runs = Runs.hourly()
                .strategy("sma-cross", "fast", "10", "slow", "30")
                .source("data/btcusd.csv")
                .bars("2024-01-01T00:00:00Z", 4 * Runs.HOUR)
                .cash("10000")
                .assumption("fills", "realistic")
                .assumption("fee", "0.001")
                .assumption("account", "margin")
                .assumption("bracket", "from fill");
        int bars = 600;
        long[] equity = new long[bars];
        long[] lots = new long[bars];
        double[] prices = new double[bars];
        long cash = Money.parse("10000");
        for (int i = 0; i < bars; i++) {
            // up and down by whole numbers, so that every machine draws the same picture
            prices[i] = 100 + i / 10 + Math.abs(i % 120 - 60) / 2;
            equity[i] = cash + (i < 30 ? 0 : (long) ((prices[i] - 130 - i / 20) * 10 * Money.ONE));
            lots[i] = i >= 30 && i % 60 < 25 ? 100_000 : 0;
        }
        for (int k = 0; k < 8; k++) {
            int pnl = (k * 37 % 8 - 3) * 11;
            runs.trade(
                    30 + 60 * k,
                    (100 + 6 * k) + ".5",
                    30 + 60 * k + 9 * k + 1,
                    Integer.toString(100 + 6 * k + pnl / 2),
                    ExitReason.values()[k % 4],
                    pnl + ".25");
        }
        return runs.openShort(590, "171.25", "168", "3.08")
                .position(BTC, -100_000)
                .prices(prices)
                .equity(equity)
                .lots(lots)
                .fees("2.31")
                .notional("2310")
                .bothLegs(3)
                .bracketDelay(2)
                .rounded(12)
                .skipped("high below low", 2)
                .orders(new OrderCounts(
                        27,
                        17,
                        8,
                        10,
                        0,
                        2,
                        Map.of("confidence", 7L, "max-order-notional", 3L),
                        Map.of(),
                        Map.of("insufficient-balance", 2L)))
                .result();
    }

    public static Runs quiet() {
        return Runs.hourly().equity(Collections.nCopies(48, "1000").toArray(String[]::new));
    }

    public static RunResult tiny() {
        return Runs.hourly()
                .instruments(Instrument.of("SHIB/BTC"))
                .cash("0.00012")
                .equity("0.00012", "0.000119", "0.00012", "0.00012001")
                .lots(0, 1, 1, 0)
                .prices(1e-8, 2e-8, 1.5e-8, 3e-8)
                .trade(1, "0.00000001", 3, "0.00000003", ExitReason.TAKE_PROFIT, "0.00000001")
                .fees("0.00000001")
                .notional("0.00000004")
                .assumption("fills", "optimistic")
                .bothLegs(1)
                .orders(new OrderCounts(3, 2, 1, 0, 0, 0, Map.of(), Map.of(), Map.of()))
                .result();
    }

    public static RunResult huge() {
        return Runs.hourly()
                .strategy(
                        "a-strategy-whose-author-likes-long-names-and-says-everything-in-them-so-that-nobody-reads-code",
                        "fast-moving-average-length",
                        "10",
                        "another-parameter-with-a-long-name",
                        "0.123456789",
                        "third",
                        "x",
                        "text",
                        "free text \u001b[31min red\u001b[0m and \n two lines")
                .source("/home/somebody/a/very/long/path/to/the/market-data-of-all-times/2024/01/btc-usd/prices.csv.gz")
                .cash("91000000000")
                .equity("91000000000", "91999999999", "10000000.12345678", "12000000000.5")
                .lots(0, 1, -1, 0)
                .prices(61234.56, 999999.99, 12345.6, 70000)
                .trade(new Trade(
                        BTC,
                        Side.SELL,
                        123_456_789_012L,
                        1,
                        Runs.HOUR,
                        6_123_456,
                        3,
                        26 * Runs.HOUR,
                        99_999_999,
                        ExitReason.STOP_LOSS,
                        100,
                        Money.parse("-81999999999.12345678"),
                        0.7))
                .trade(2, "60000.12", 3, "70000", ExitReason.END, "9999.88")
                .fees("123456789.12")
                .notional("45000000000")
                .rounded(1)
                .skipped("high below low", 2)
                .skipped("not a number", 1)
                .orders(new OrderCounts(1_234_567, 4, 0, 0, 0, 0, Map.of(), Map.of(), Map.of()))
                .result();
    }

    public static RunResult several() {
        Instrument eth = Instrument.of("ETH/USD", "0.01", "0.001");
        return Runs.hourly()
                .instruments(BTC, eth)
                .trade(1, "100", 2, "110.5", ExitReason.SIGNAL, "10")
                .trade(new Trade(eth, Side.BUY, 1500, 1, 0, 200, 2, 0, 210, ExitReason.END, 0, -Money.ONE, 1))
                .position(eth, 250)
                .position(BTC, -100_000)
                .result();
    }

    public static RunResult lost() {
        return Runs.hourly()
                .cash("100")
                .equity("100", "50", "-20", "-20")
                .prices(4, 3, 2, 1)
                .openShort(1, "100.5", "220", "-120")
                .position(BTC, -100_000)
                .orders(new OrderCounts(1, 1, 0, 0, 0, 0, Map.of(), Map.of(), Map.of()))
                .result();
    }

    public static RunResult withoutLongItems() {
        return Runs.hourly()
                .bars("1950-01-01T05:00:00Z", 7 * Times.DAY)
                .equity("100", "99", "98", "120")
                .prices(1, 2, 3, 4)
                .result();
    }
}
