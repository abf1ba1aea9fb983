package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.Sizing;
import dev.tandem.gate.Thresholds;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.BarLabel;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.match.FillModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestArgumentsTest {
    private static final String[] NEEDED = {"--data", "a.csv", "--instrument", "BTC/USD", "--strategy", "sma-cross"};

    @TempDir
    Path directory;

    @Test
    void whatNobodySaysHasTheDocumentedDefault() {
        BacktestOptions read = read();
        MarketOptions market = read.market();
        assertThat(market.feeds()).containsExactly(new MarketOptions.Feed("a.csv", ReadOptions.of("BTC/USD")));
        assertThat(market.replay()).isEqualTo(MarketOptions.Replay.BARS);
        assertThat(market.participation()).isEqualTo(Rate.ZERO);
        assertThat(market.queue()).isNull();
        assertThat(market.faults()).isNull();
        assertThat(market.allFills()).isFalse();
        assertThat(market.seed()).isEqualTo(42);
        assertThat(read)
                .isEqualTo(new BacktestOptions(
                        "a.csv",
                        Instrument.of("BTC/USD"),
                        market,
                        ReadOptions.of("BTC/USD"),
                        "sma-cross",
                        List.of(),
                        Map.of(),
                        1_000_000 * Money.ONE,
                        AccountType.MARGIN,
                        new Sizing.Fixed(BigDecimal.ONE),
                        false,
                        Rate.parse("0.001"),
                        Rate.parse("0.001"),
                        Rate.ZERO,
                        false,
                        FillModel.REALISTIC,
                        BracketStart.FILL,
                        null,
                        null,
                        null,
                        true,
                        0.6,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        OutputFormat.TEXT));
    }

    @Test
    void everyOptionArrives() {
        BacktestOptions read =
                read(("-p fast=5 -p label=a=b --classpath . --bar 4h --bar-label close --lenient --from 2024-01-01"
                                + " --to 2024-01-31T12:30:00+01:00 --tick 0.01 --lot 0.00001 --cash 500.5 --account spot"
                                + " --cash-percent 10 --close-at-end --maker-fee -0.0001 --taker-fee 0.0005 --slippage-bps 2.5"
                                + " --fills optimistic --bracket-from next-bar --stop-loss 0.02 --take-profit 1.5"
                                + " --trailing-stop 0.03 --no-signal-exit --min-confidence 0 --min-edge-bps 5 --signals s.csv"
                                + " --min-confidence-for BTC/USD=0.7,short=0.8,agent:owl=0.9,strategy:panel=0.5 --max-order-notional 50000"
                                + " --max-position-notional 100000 --max-open-orders 3 --max-daily-loss 0.5 --report out"
                                + " --format json")
                        .split(" "));
        assertThat(read)
                .isEqualTo(new BacktestOptions(
                        "a.csv",
                        Instrument.of("BTC/USD", "0.01", "0.00001"),
                        read.market(),
                        ReadOptions.builder("BTC/USD")
                                .tick(new BigDecimal("0.01"))
                                .lot(new BigDecimal("0.00001"))
                                .bar(BarInterval.parse("4h"))
                                .barLabel(BarLabel.CLOSE)
                                .lenient(true)
                                .from(Instant.parse("2024-01-01T00:00:00Z"))
                                .to(Instant.parse("2024-01-31T11:30:00Z"))
                                .build(),
                        "sma-cross",
                        List.of(directory.resolve(".")),
                        Map.of("fast", "5", "label", "a=b"),
                        50_050_000_000L,
                        AccountType.SPOT,
                        new Sizing.PercentOfEquity(Rate.parse("0.1")),
                        true,
                        Rate.parse("-0.0001"),
                        Rate.parse("0.0005"),
                        Rate.parse("0.00025"),
                        false,
                        FillModel.OPTIMISTIC,
                        BracketStart.NEXT_BAR,
                        Rate.parse("0.02"),
                        Rate.parse("1.5"),
                        Rate.parse("0.03"),
                        false,
                        0.0,
                        List.of(
                                new Thresholds.Rule(null, "BTC/USD", null, null, 0.7),
                                new Thresholds.Rule(null, null, Side.SELL, null, 0.8),
                                new Thresholds.Rule(null, null, null, "owl", 0.9),
                                new Thresholds.Rule("panel", null, null, null, 0.5)),
                        Rate.parse("0.0005"),
                        "s.csv",
                        50_000 * Money.ONE,
                        100_000 * Money.ONE,
                        3,
                        Money.ONE / 2,
                        directory.resolve("out"),
                        OutputFormat.JSON));
    }

    @Test
    void everyOptionCanStandInTheConfigurationUnderItsOwnName() throws IOException {
        configure("""
                fee: 0.0010
                lenient: true
                cash: 500
                param: {fast: 5, slow: 50}
                backtest:
                  cash: 700        # the command's own part wins
                  no-signal-exit: true
                  from: 2024-01-01
                  param: {slow: 60}
                """);
        BacktestOptions options = read();
        assertThat(options.takerFee()).isEqualTo(Rate.parse("0.001"));
        assertThat(options.reading().lenient()).isTrue();
        assertThat(options.cash()).isEqualTo(700 * Money.ONE);
        assertThat(options.signalExit()).isFalse();
        assertThat(options.reading().from()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(options.parameters().toString()).isEqualTo("{fast=5, slow=60}");
    }

    @Test
    void aFlagWins() throws IOException {
        configure("""
                cash: 500
                lenient: true
                close-at-end: true
                quantity: 2
                fee: 0.001
                param: {fast: 5, slow: 50}
                """);
        BacktestOptions options = read(("--cash 600 --lenient=false --close-at-end --risk-percent 1 --maker-fee 0"
                        + " --taker-fee 0.0002 -p fast=7")
                .split(" "));
        assertThat(options.cash()).isEqualTo(600 * Money.ONE);
        assertThat(options.reading().lenient()).isFalse();
        assertThat(options.closeAtEnd()).isTrue();
        assertThat(options.sizing()).isEqualTo(new Sizing.PercentAtRisk(Rate.parse("0.01")));
        assertThat(options.makerFee()).isEqualTo(Rate.ZERO);
        assertThat(options.takerFee()).isEqualTo(Rate.parse("0.0002"));
        assertThat(options.parameters().toString()).isEqualTo("{fast=7, slow=50}");
    }

    @Test
    void oneFeeOnTheCommandLineReplacesTwoInTheConfiguration() throws IOException {
        configure("maker-fee: 0.1\ntaker-fee: 0.2\n");
        assertThat(read("--fee", "0.3").makerFee()).isEqualTo(Rate.parse("0.3"));
        assertThat(read().takerFee()).isEqualTo(Rate.parse("0.2"));
    }

    @Test
    void theNeededOptionsMayComeFromTheConfigurationAsWell() throws IOException {
        configure(
                "data: a.csv\ninstrument: BTC/USD\nstrategy: sma-cross\ndata list: 5\n".replace("data list: 5\n", ""));
        assertThat(parse().data()).isEqualTo("a.csv");
    }

    @Test
    void twoOptionsThatExcludeEachOtherAreRefusedInTheConfigurationToo() throws IOException {
        configure("quantity: 1\ncash-percent: 5\n");
        assertThatThrownBy(this::read).hasMessage("--quantity and --cash-percent exclude each other: give one of them");
    }

    private void configure(String yaml) throws IOException {
        Files.writeString(directory.resolve("tandem.yaml"), yaml);
    }

    private BacktestOptions read(String... more) {
        String[] arguments = Arrays.copyOf(NEEDED, NEEDED.length + more.length);
        System.arraycopy(more, 0, arguments, NEEDED.length, more.length);
        return parse(arguments);
    }

    private BacktestOptions parse(String... arguments) {
        Terminal terminal = new Terminal(
                new ByteArrayOutputStream(), new ByteArrayOutputStream(), false, false, directory, Map.of());
        CommandLine commands = Tandem.commands(terminal);
        commands.setDefaultValueProvider(Config.load(null, terminal, commands));
        CommandLine backtest = commands.getSubcommands().get("backtest");
        if (backtest == null) {
            throw new AssertionError("no backtest");
        }
        String[] all = new String[arguments.length + 1];
        all[0] = "backtest";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        commands.parseArgs(all);
        return BacktestArguments.read(backtest.getCommandSpec(), terminal);
    }
}
