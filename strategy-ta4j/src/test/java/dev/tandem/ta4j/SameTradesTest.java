package dev.tandem.ta4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Decimals;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.Backtest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.analysis.cost.CostModel;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.NumFactory;

/** A ta4j strategy trades in the engine as in ta4j's own backtest: index by index, price by price. */
class SameTradesTest {
    private static final List<String> DATA =
            List.of("cme_6eh4_1m_2024-01", "coinbase_btcusd_4h", "sample:apple-daily", "random:7:6000");

    static Stream<Arguments> everyStrategyOnEveryMarket() {
        return DATA.stream()
                .flatMap(data -> Stream.of(KnownStrategies.values())
                        .flatMap(strategy -> Stream.of("DecimalNum", "DoubleNum")
                                .map(numbers -> Arguments.of(strategy, data, numbers))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("everyStrategyOnEveryMarket")
    void tradesAreThoseOfTa4jsOwnBacktest(KnownStrategies strategy, String data, String numbers) {
        compare(strategy, beginning(data), numbers(numbers), "0", new ZeroCostModel());
    }

    @Tag("long")
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("everyStrategyOnEveryMarket")
    void tradesAreThoseOfTa4jsOwnBacktestUpToTheLastBar(KnownStrategies strategy, String data, String numbers) {
        compare(strategy, MarketSets.bars(data), numbers(numbers), "0", new ZeroCostModel());
    }

    /** ta4j's stop rules compare with the net price, so that fees decide about trades. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("stopsOnEveryMarket")
    void stopsSeeTheFeesThatWerePaid(KnownStrategies strategy, String data, String numbers) {
        compare(strategy, beginning(data), numbers(numbers), "0.001", new LinearTransactionCostModel(0.001));
    }

    static Stream<Arguments> stopsOnEveryMarket() {
        return DATA.stream()
                .flatMap(data -> Stream.of(KnownStrategies.STOPS, KnownStrategies.SHORT_WITH_STOPS)
                        .map(strategy -> Arguments.of(strategy, data, "DecimalNum")));
    }

    private static void compare(
            KnownStrategies known, BarColumns bars, NumFactory numbers, String fee, CostModel costs) {
        List<String> wanted = Ta4jReference.lines(Ta4jReference.run(bars, numbers, costs, known::on));
        Ta4jStrategy strategy = Ta4jStrategy.of(known::on).numbers(numbers);

        RunResult result =
                Backtest.of(bars, strategy).cash("1000000000").fee(fee).run();

        if (bars.size() > 1000) {
            assertThat(wanted).as("trades of ta4j").isNotEmpty();
        }
        assertThat(lines(result, bars)).containsExactlyElementsOf(wanted);
        assertThat(Ta4jReference.lines(strategy.tradingRecord(bars.instrument())))
                .as("what the rules were told")
                .containsExactlyElementsOf(wanted);
    }

    /** Enough bars for every strategy to trade, few enough for every build. */
    private static BarColumns beginning(String data) {
        BarColumns bars = MarketSets.bars(data);
        return bars.size() <= 4000 ? bars : bars.slice(bars.openTimeNanos(0), bars.openTimeNanos(4000));
    }

    private static NumFactory numbers(String name) {
        return "DoubleNum".equals(name) ? DoubleNumFactory.getInstance() : DecimalNumFactory.getInstance();
    }

    /** As {@link Ta4jReference#lines}; bars are counted in the run, not in the file. */
    static List<String> lines(RunResult result, BarColumns bars) {
        List<String> lines = new ArrayList<>();
        for (Trade trade : result.trades()) {
            String entry = trade.entrySide() + " " + bars.firstAtOrAfter(trade.entryTimeNanos()) + " "
                    + Decimals.text(trade.instrument().price(trade.entryTicks())) + " → ";
            lines.add(
                    trade.isOpen()
                            ? entry + "open"
                            : entry + bars.firstAtOrAfter(trade.exitTimeNanos()) + " "
                                    + Decimals.text(trade.instrument().price(trade.exitTicks())));
        }
        return lines;
    }
}
