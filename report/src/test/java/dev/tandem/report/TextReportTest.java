package dev.tandem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.report.TextReport.Options;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.result.ExitReason;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a person sees, to the letter. */
class TextReportTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.00001");

    @Test
    void anOrdinaryRun() {
        shows(ordinary(), Options.DEFAULT, """
                sma-cross  fast=10  slow=30
                BTC/USD · 600 bars of 4h · 2024-01-01 to 2024-04-10 UTC
                data data/btcusd.csv · fills realistic · fee 0.001 · account margin · bracket from fill

                  Cash          10,000.00 USD     Trades                 9    (1 open)
                  Equity        10,290.00 USD     Win rate              62.50 %
                  Return            +2.90 %       Profit factor          1.67
                  Buy and hold     +44.62 %       Exposure              37.50 %
                  CAGR             +11.03 %       Turnover               0.23 × equity
                  Max drawdown       2.70 %       Fees                   2.31 USD
                  Sharpe             2.44         Average fee           10.00 bps
                  Sortino            3.16         Break-even cost    1,265.41 bps
                  Calmar             4.08         At twice the fees     +2.88 %

                  Equity  ▄▄▄▂▁▁▁▂▃▄▄▅▅▄▃▃▂▁▂▃▄▄▅▆▅▅▄▄▃▂▃▄▄▅▆▇▆▆▅▄▄▃▄▅▅▆▇█▇▇▆▅▅▄▅▅▆▇██
                  Price   ▂▂▂▁▁▁▁▂▂▃▃▄▄▃▃▂▂▂▂▃▃▄▄▅▅▄▄▄▃▃▃▄▄▅▆▆▆▆▅▅▄▄▄▅▆▆▇▇▇▇▆▆▆▅▆▆▇▇██
                          equity low 9,730.00 on 2024-01-11, high 10,290.00 on 2024-04-09
                          drawdown 2.70 % from 2024-01-06 over 30 bars (5 d), recovered after 51 more bars

                  Orders  27 submitted · 17 filled · 8 canceled · 10 denied (confidence 7, max-order-notional 3)
                          2 expired (insufficient-balance 2)

                  Trades, the 3 best and the 3 worst of 9
                  #  side  quantity  entered     entry   exit      held  exit by        result
                  4  long         1  2024-02-05  118.5  140.0  4 d 16 h  trailing-stop  +44.25
                  7  long         1  2024-03-06  136.5  152.0   9 d 4 h  take-profit    +33.25
                  2  long         1  2024-01-16  106.5  117.0  1 d 16 h  stop-loss      +22.25
                  3  long         1  2024-01-26  112.5  107.0   3 d 4 h  take-profit    -11.25
                  6  long         1  2024-02-25  130.5  119.0  7 d 16 h  stop-loss      -22.25
                  1  long         1  2024-01-06  100.5   84.0       4 h  signal         -33.25

                  Notes
                  - Still short 1 BTC at the end: valued at the last close, without the fee of leaving.
                  - In 3 bars both stop-loss and take-profit were touched, and the bar does not tell which came
                    first: the stop-loss was taken. Finer data would tell.
                  - Exits started one bar late, as told: 2 entries would have been left in the entry bar, had
                    they worked from the fill on.
                  - 12 values in the data had more decimals than the grid of 0.01 and were rounded to it.
                  - 2 rows of the data were left out: high below low 2.
                  - Only 8 closed trades: too few to tell skill from luck.

                  result 0123456789ab · data 0123456789ab · strategy 0123456789ab · seed 42 · tandem 0.1.0
                  java 25.0.3 · loaded in 45 ms · run in 12 ms (50,000 bars/s)
                """);
    }

    @Test
    void noOrderAtAll() {
        shows(quiet().result(), Options.DEFAULT, """
                sma-cross
                BTC/USD · 48 bars of 1h · 2024-01-01 to 2024-01-03 UTC
                data prices.csv

                  Cash          1,000.00 USD     Trades             0
                  Equity        1,000.00 USD     Win rate           –
                  Return            0.00 %       Profit factor      –
                  Buy and hold      0.00 %       Exposure           0.00 %
                  CAGR              0.00 %       Turnover           0.00 × equity
                  Max drawdown      0.00 %       Fees               0.00 USD
                  Sharpe            –            Average fee        –
                  Sortino           –            Break-even cost    –
                  Calmar            –            At twice the fees  0.00 %

                  Equity  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
                  Price   ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
                          equity level at 1,000.00

                  Orders  0 submitted · 0 filled

                  Notes
                  - No trades: the strategy sent no order in 48 bars. Either its conditions never came true, or
                    it needs more bars to warm up than the data have.

                  result 0123456789ab · data 0123456789ab · strategy 0123456789ab · seed 42 · tandem 0.1.0
                  java 25.0.3 · loaded in 45 ms · run in 12 ms (4,000 bars/s)
                """);
    }

    @Test
    void everyOrderDenied() {
        RunResult run = quiet().orders(new OrderCounts(
                        0, 0, 0, 12, 0, 0, Map.of("confidence", 9L, "max-order-notional", 3L), Map.of(), Map.of()))
                .result();
        assertThat(TextReport.text(run, Options.DEFAULT)).contains("""
                          Orders  0 submitted · 0 filled · 12 denied (confidence 9, max-order-notional 3)
                        """).contains("""
                          - No trades: all 12 orders were denied before reaching the exchange (confidence 9,
                            max-order-notional 3).
                        """);
    }

    @Test
    void noOrderFilled() {
        RunResult run = quiet().orders(new OrderCounts(
                        7, 0, 1, 0, 2, 4, Map.of(), Map.of("post-only", 2L), Map.of("good-for-bars", 4L)))
                .result();
        assertThat(TextReport.text(run, Options.DEFAULT)).contains("""
                          Orders  7 submitted · 0 filled · 1 canceled · 2 rejected (post-only 2)
                                  4 expired (good-for-bars 4)
                        """).contains("""
                          - No trades: 7 orders were submitted and none filled. A limit may be too far from the market,
                            or an order good for too few bars.
                        """);
    }

    @Test
    void notOneBar() {
        shows(Runs.hourly().result(), Options.DEFAULT, """
                sma-cross
                BTC/USD · 0 bars of 1h · 2024-01-01 to 2024-01-01 UTC
                data prices.csv

                  Cash          1,000.00 USD     Trades             0
                  Equity        1,000.00 USD     Win rate           –
                  Return            0.00 %       Profit factor      –
                  Buy and hold      –            Exposure           –
                  CAGR              –            Turnover           –
                  Max drawdown      –            Fees               0.00 USD
                  Sharpe            –            Average fee        –
                  Sortino           –            Break-even cost    –
                  Calmar            –            At twice the fees  0.00 %

                  Orders  0 submitted · 0 filled

                  Notes
                  - No trades: there was not one bar.

                  result 0123456789ab · data 0123456789ab · strategy 0123456789ab · seed 42 · tandem 0.1.0
                  java 25.0.3 · loaded in 45 ms · run in 12 ms (0 bars/s)
                """);
    }

    @Test
    void oneTradeOfTheSmallestNumbers() {
        shows(tiny(), Options.DEFAULT, """
                sma-cross
                SHIB/BTC · 4 bars of 1h · 2024-01-01 00:00 to 2024-01-01 04:00 UTC
                data prices.csv · fills optimistic

                  Cash             0.00012000 BTC     Trades                 1
                  Equity           0.00012001 BTC     Win rate             100.00       %
                  Return          +0.0083     %       Profit factor          –
                  Buy and hold  +200.00       %       Exposure              50.00       %
                  CAGR           +27.57       %       Turnover               0.00       × equity
                  Max drawdown     0.83       %       Fees                   0.00000001 BTC
                  Sharpe           0.57               Average fee        2,500.00       bps
                  Sortino          0.99               Break-even cost    5,000.00       bps
                  Calmar          33.08               At twice the fees      0.00       %

                  Equity  █▁██
                  Price   ▁▅▂█
                          equity low 0.000119 on 2024-01-01 02:00, high 0.00012 on 2024-01-01 04:00
                          drawdown 0.83 % from 2024-01-01 01:00 over 1 bar (1 h), recovered after 1 more bar

                  Orders  3 submitted · 2 filled · 1 canceled

                  Trades
                  #  side  quantity  entered                entry        exit  held  exit by           result
                  1  long         1  2024-01-01 01:00  0.00000001  0.00000003   2 h  take-profit  +0.00000001

                  Notes
                  - In 1 bar both stop-loss and take-profit were touched, and the bar does not tell which came
                    first: the take-profit was taken. Finer data would tell.
                  - Only 1 closed trade: too few to tell skill from luck.
                  - The data cover 4 h: CAGR, Sharpe, Sortino and Calmar are extrapolated to a year.

                  result 0123456789ab · data 0123456789ab · strategy 0123456789ab · seed 42 · tandem 0.1.0
                  java 25.0.3 · loaded in 45 ms · run in 12 ms (333 bars/s)
                """);
    }

    @Test
    void hugeNumbersAndLongNamesInEightyColumns() {
        shows(huge(), Options.DEFAULT.withWidth(80), """
                a-strategy-whose-author-likes-long-names-and-says-everything-in-them-so-that-no…
                    fast-moving-average-length=10
                    another-parameter-with-a-long-name=0.123456789  third=x
                    text=free text ?[31min red?[0m and ? two lines
                BTC/USD · 4 bars of 1h · 2024-01-01 00:00 to 2024-01-01 04:00 UTC
                data …ong/path/to/the/market-data-of-all-times/2024/01/btc-usd/prices.csv.gz

                  Cash          91,000,000,000.00 USD
                  Equity        12,000,000,000.50 USD
                  Return                   -86.81 %
                  Buy and hold             +14.31 %
                  CAGR                    -100.00 %
                  Max drawdown              99.99 %
                  Sharpe                    53.99
                  Sortino               64,766.16
                  Calmar                    -1.00

                  Trades                       2
                  Win rate                    50.00 %
                  Profit factor                0.00
                  Exposure                    50.00 %
                  Turnover                     0.92 × equity
                  Fees               123,456,789.12 USD
                  Average fee                 27.43 bps
                  Break-even cost        -17,528.12 bps
                  At twice the fees          -86.95 %

                  Equity  ██▁▂
                  Price   ▁█▁▁
                          equity low 10,000,000.12 on 2024-01-01 03:00, high 91,999,999,999.00
                          on 2024-01-01 02:00
                          drawdown 99.99 % from 2024-01-01 02:00 over 1 bar (1 h), not recovered

                  Orders  1,234,567 submitted · 4 filled

                  Trades
                  #  side   entered              entry       exit  exit by                result
                  1  short  1970-01-01 01:00  61234.56  999999.99  stop-loss  -81,999,999,999.12
                  2  long   2024-01-01 02:00  60000.12   70000.00  end                 +9,999.88

                  Notes
                  - 1 value in the data had more decimals than the grid of 0.01 and was rounded
                    to it.
                  - 3 rows of the data were left out: high below low 2, not a number 1.
                  - Only 2 closed trades: too few to tell skill from luck.
                  - The data cover 4 h: CAGR, Sharpe, Sortino and Calmar are extrapolated to a
                    year.

                  result 0123456789ab · data 0123456789ab · strategy 0123456789ab · seed 42
                  tandem 0.1.0 · java 25.0.3 · loaded in 45 ms · run in 12 ms (333 bars/s)
                """);
    }

    @Test
    void anAccountThatWasLost() {
        shows(lost(), Options.DEFAULT, """
                sma-cross
                BTC/USD · 4 bars of 1h · 2024-01-01 00:00 to 2024-01-01 04:00 UTC
                data prices.csv

                  Cash           100.00 USD     Trades                1    (1 open)
                  Equity         -20.00 USD     Win rate              –
                  Return        -120.00 %       Profit factor         –
                  Buy and hold   -75.00 %       Exposure              0.00 %
                  CAGR          -100.00 %       Turnover              0.00 × equity
                  Max drawdown   120.00 %       Fees                  0.00 USD
                  Sharpe           –            Average fee           –
                  Sortino          –            Break-even cost       –
                  Calmar          -0.83         At twice the fees  -120.00 %

                  Equity  █▅▁▁
                  Price   █▆▃▁
                          equity low -20.00 on 2024-01-01 03:00, high 100.00 on 2024-01-01 01:00
                          drawdown 120.00 % from 2024-01-01 01:00 over 2 bars (2 h), not recovered

                  Orders  1 submitted · 1 filled

                  Trades
                  #  side   quantity  entered           entry   exit  held  exit by   result
                  1  short         1  2024-01-01 01:00  100.5  220.0        open     -120.00

                  Notes
                  - The account was lost: equity was -20.00 on 2024-01-01 03:00. Nothing after that could have
                    been traded.
                  - Still short 1 BTC at the end: valued at the last close, without the fee of leaving.
                  - No fees were charged. Compare the break-even cost with what the exchange takes.
                  - The data cover 4 h: CAGR, Sharpe, Sortino and Calmar are extrapolated to a year.

                  result 0123456789ab · data 0123456789ab · strategy 0123456789ab · seed 42 · tandem 0.1.0
                  java 25.0.3 · loaded in 45 ms · run in 12 ms (333 bars/s)
                """);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int width = 60; width <= 120; width++) {
            for (RunResult run : List.of(ordinary(), quiet().result(), lost(), withoutLongItems())) {
                assertThat(TextReport.text(run, Options.DEFAULT.withWidth(width).withFormulas(true))
                                .lines()
                                .mapToInt(Lines::columns)
                                .max()
                                .orElseThrow())
                        .as("width " + width + " of " + run.strategyName())
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void colorAddsEscapesAndChangesNothingElse() {
        for (RunResult run : List.of(ordinary(), quiet().result(), tiny(), huge(), lost())) {
            String colored = TextReport.text(run, Options.DEFAULT.withAnsi(true));
            assertThat(colored).contains("\u001b[1m");
            assertThat(colored.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(TextReport.text(run, Options.DEFAULT));
        }
        assertThat(TextReport.text(lost(), Options.DEFAULT)).doesNotContain("\u001b");
    }

    @Test
    void formulasAreThoseOfTheDefinitions() {
        String text =
                TextReport.text(ordinary(), Options.DEFAULT.withFormulas(true)).replaceAll("\\s+", " ");
        for (MetricDefinition metric : MetricDefinition.values()) {
            assertThat(text).contains(metric.title() + " (" + metric.unit().text() + ") = " + metric.formula());
        }
    }

    @Test
    void severalInstrumentsAreTold() {
        RunResult run = several();
        assertThat(TextReport.text(run, Options.DEFAULT))
                .contains("BTC/USD, ETH/USD · ")
                .contains("""
                  #  instrument  side  quantity  entered           entry   exit     held  exit by  result
                  1  BTC/USD     long       1.0  2024-01-01 01:00  100.0  110.5      1 h  signal   +10.00
                  2  ETH/USD     long       1.5  1970-01-01 00:00    2.0    2.1  one bar  end       -1.00
                """)
                .contains("Still long 0.25 ETH at the end")
                .contains("Still short 1 BTC at the end");
    }

    static RunResult ordinary() {
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

    static Runs quiet() {
        return Runs.hourly().equity(Collections.nCopies(48, "1000").toArray(String[]::new));
    }

    static RunResult tiny() {
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

    static RunResult huge() {
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

    static RunResult several() {
        Instrument eth = Instrument.of("ETH/USD", "0.01", "0.001");
        return Runs.hourly()
                .instruments(BTC, eth)
                .trade(1, "100", 2, "110.5", ExitReason.SIGNAL, "10")
                .trade(new Trade(eth, Side.BUY, 1500, 1, 0, 200, 2, 0, 210, ExitReason.END, 0, -Money.ONE, 1))
                .position(eth, 250)
                .position(BTC, -100_000)
                .result();
    }

    static RunResult lost() {
        return Runs.hourly()
                .cash("100")
                .equity("100", "50", "-20", "-20")
                .prices(4, 3, 2, 1)
                .openShort(1, "100.5", "220", "-120")
                .position(BTC, -100_000)
                .orders(new OrderCounts(1, 1, 0, 0, 0, 0, Map.of(), Map.of(), Map.of()))
                .result();
    }

    private static RunResult withoutLongItems() {
        return Runs.hourly()
                .bars("1950-01-01T05:00:00Z", 7 * Times.DAY)
                .equity("100", "99", "98", "120")
                .prices(1, 2, 3, 4)
                .result();
    }

    @Test
    void manyReasonsAreNotAllListed() {
        Map<String, Long> reasons = LongStream.rangeClosed(1, 9)
                .boxed()
                .collect(Collectors.toMap(i -> "a-reason-of-some-length-" + i, i -> i));
        RunResult run = quiet().orders(new OrderCounts(0, 0, 0, 45, 0, 0, reasons, Map.of(), Map.of()))
                .result();
        assertThat(TextReport.text(run, Options.DEFAULT)).contains("""
                  Orders  0 submitted · 0 filled
                          45 denied (a-reason-of-some-length-9 9, a-reason-of-some-length-8 8,
                          a-reason-of-some-length-7 7, a-reason-of-some-length-6 6, a-reason-of-some-length-5 5
                          and 4 more reasons)
                """);
    }

    private static void shows(RunResult run, Options options, String expected) {
        assertThat(TextReport.text(run, options)).isEqualTo(expected);
    }
}
