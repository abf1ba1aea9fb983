package dev.tandem.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.examples.SmaCross;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyDefinition;
import dev.tandem.strategy.StrategyProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.DoubleNumFactory;

class SmaCrossTa4jTest {
    private static final String FLAT_MINUTES = "cme_6eh4_1m_2024-01";

    @ParameterizedTest
    @ValueSource(strings = {FLAT_MINUTES, "coinbase_btcusd_4h", "sample:apple-daily", "random:11:20000"})
    void tradesAreThoseOfSmaCross(String data) {
        BarColumns bars = MarketSets.bars(data);
        assertThat(trades(bars, new SmaCrossTa4j(10, 30), b -> b))
                .isNotEmpty()
                .isEqualTo(trades(bars, new SmaCross(10, 30), b -> b));
    }

    /** After a stop the averages may touch and part again without having been on the other side. */
    @ParameterizedTest
    @ValueSource(strings = {FLAT_MINUTES, "coinbase_btcusd_4h", "sample:apple-daily", "random:12:20000"})
    void tradesAreThoseOfSmaCrossAlsoWithABracket(String data) {
        BarColumns bars = MarketSets.bars(data);
        UnaryOperator<Backtest> bracket = b -> b.stopLoss("0.002").takeProfit("0.004");
        assertThat(trades(bars, new SmaCrossTa4j(3, 8), bracket))
                .isNotEmpty()
                .isEqualTo(trades(bars, new SmaCross(3, 8), bracket));
    }

    @Test
    void exactNumbersGive580TradesOnFlatMinutesAndDoublesGive591() {
        BarColumns bars = MarketSets.bars(FLAT_MINUTES);
        Ta4jStrategy rules = Ta4jStrategy.of(KnownStrategies.SMA_CROSS::on);
        assertThat(trades(bars, new SmaCross(10, 30), b -> b)).hasSize(580);
        assertThat(trades(bars, new SmaCrossTa4j(10, 30), b -> b)).hasSize(580);
        assertThat(trades(bars, rules.numbers(DecimalNumFactory.getInstance()), b -> b))
                .hasSize(580);
        assertThat(trades(bars, rules.numbers(DoubleNumFactory.getInstance()), b -> b))
                .hasSize(591);
    }

    @Test
    void itIsFoundByItsName() {
        List<String> names = ServiceLoader.load(StrategyProvider.class).stream()
                .filter(provider -> provider.type() == Ta4jStrategies.class)
                .flatMap(provider -> provider.get().strategies().stream())
                .map(type -> StrategyDefinition.of(type).name())
                .toList();
        assertThat(names).containsExactly("sma-cross-ta4j");
    }

    @Test
    void parametersAreThoseOfSmaCross() {
        assertThat(StrategyDefinition.of(SmaCrossTa4j.class).resolved(Map.of("fast", "5")))
                .isEqualTo(StrategyDefinition.of(SmaCross.class).resolved(Map.of("fast", "5")));
        assertThatThrownBy(() -> new SmaCrossTa4j(30, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fast must be smaller than slow, was fast=30 and slow=10");
    }

    private static List<String> trades(BarColumns bars, Strategy strategy, UnaryOperator<Backtest> settings) {
        return settings.apply(Backtest.of(bars, strategy).cash("1000000")).run().trades().stream()
                .map(Object::toString)
                .toList();
    }
}
