package dev.tandem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.report.TextReport.Options;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a person sees, to the letter. */
class TextReportTest {

    @Test
    void anOrdinaryRun() {
        shows(InventedRuns.ordinary(), Options.DEFAULT, """
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
                  java 25.0.3 · loaded in 45 ms · run in 12 ms
                """);
    }

    @Test
    void noOrderAtAll() {
        shows(InventedRuns.quiet().result(), Options.DEFAULT, """
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
                  java 25.0.3 · loaded in 45 ms · run in 12 ms
                """);
    }

    @Test
    void everyOrderDenied() {
        RunResult run = InventedRuns.quiet()
                .orders(new OrderCounts(
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
        RunResult run = InventedRuns.quiet()
                .orders(new OrderCounts(
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
                  java 25.0.3 · loaded in 45 ms · run in 12 ms
                """);
    }

    @Test
    void oneTradeOfTheSmallestNumbers() {
        shows(InventedRuns.tiny(), Options.DEFAULT, """
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
                  java 25.0.3 · loaded in 45 ms · run in 12 ms
                """);
    }

    @Test
    void hugeNumbersAndLongNamesInEightyColumns() {
        shows(InventedRuns.huge(), Options.DEFAULT.withWidth(80), """
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
                  tandem 0.1.0 · java 25.0.3 · loaded in 45 ms · run in 12 ms
                """);
    }

    @Test
    void anAccountThatWasLost() {
        shows(InventedRuns.lost(), Options.DEFAULT, """
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
                  java 25.0.3 · loaded in 45 ms · run in 12 ms
                """);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int width = 60; width <= 120; width++) {
            for (RunResult run : List.of(
                    InventedRuns.ordinary(),
                    InventedRuns.quiet().result(),
                    InventedRuns.lost(),
                    InventedRuns.withoutLongItems())) {
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
        for (RunResult run : List.of(
                InventedRuns.ordinary(),
                InventedRuns.quiet().result(),
                InventedRuns.tiny(),
                InventedRuns.huge(),
                InventedRuns.lost())) {
            String colored = TextReport.text(run, Options.DEFAULT.withAnsi(true));
            assertThat(colored).contains("\u001b[1m");
            assertThat(colored.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(TextReport.text(run, Options.DEFAULT));
        }
        assertThat(TextReport.text(InventedRuns.lost(), Options.DEFAULT)).doesNotContain("\u001b");
    }

    @Test
    void formulasAreThoseOfTheDefinitions() {
        String text = TextReport.text(InventedRuns.ordinary(), Options.DEFAULT.withFormulas(true))
                .replaceAll("\\s+", " ");
        for (MetricDefinition metric : MetricDefinition.values()) {
            assertThat(text).contains(metric.title() + " (" + metric.unit().text() + ") = " + metric.formula());
        }
    }

    @Test
    void severalInstrumentsAreTold() {
        RunResult run = InventedRuns.several();
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

    @Test
    void manyReasonsAreNotAllListed() {
        Map<String, Long> reasons = LongStream.rangeClosed(1, 9)
                .boxed()
                .collect(Collectors.toMap(i -> "a-reason-of-some-length-" + i, i -> i));
        RunResult run = InventedRuns.quiet()
                .orders(new OrderCounts(0, 0, 0, 45, 0, 0, reasons, Map.of(), Map.of()))
                .result();
        assertThat(TextReport.text(run, Options.DEFAULT)).contains("""
                  Orders  0 submitted · 0 filled
                          45 denied (a-reason-of-some-length-9 9, a-reason-of-some-length-8 8,
                          a-reason-of-some-length-7 7, a-reason-of-some-length-6 6, a-reason-of-some-length-5 5
                          and 4 more reasons)
                """);
    }

    private static void shows(RunResult run, Options options, String expected) {
        assertThat(TextReport.text(run, options))
                .isEqualTo(expected.replace(
                        "result 0123456789ab", "result " + run.resultSha256().substring(0, 12)));
    }
}
