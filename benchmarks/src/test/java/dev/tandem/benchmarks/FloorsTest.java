package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.examples.SmaCross;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.TickSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ta4j.core.num.DecimalNumFactory;

/** A floor that does less than what it is held against would flatter nobody, and mislead us. */
class FloorsTest {
    private static final BarColumns BARS = GeneratedMarket.bars(20_000);

    @Test
    void theFloorLoopMakesTheTradesAndTheEquityOfTheEngine() {
        RunResult engine = Backtest.of(BARS, new SmaCross(10, 30)).run();
        FloorLoop.Memory floor = FloorLoop.of(BARS).runAndRemember(BacktestBenchmark.CASH);
        assertThat(floor.outcome().trades()).isEqualTo(engine.trades().size()).isGreaterThan(300);
        assertThat(floor.outcome().equity()).isEqualTo(engine.equity());
        assertThat(floor.outcome().fees()).isEqualTo(engine.fees());
        assertThat(floor.equity()[BARS.size() - 1]).isEqualTo(engine.equity());
        assertThat(floor.fills()[0]).isEqualTo(engine.trades().getFirst().entryIndex());
        assertThat(FloorLoop.of(BARS).run(BacktestBenchmark.CASH)).isEqualTo(floor.outcome());
    }

    @Test
    void theFloorOfTradesMakesTheTradesAndTheEquityOfTheEngine() {
        MarketData data = GeneratedTrades.of(500_000);
        FloorTicks.Outcome floor = FloorTicks.of(data.trades()).run(BacktestBenchmark.CASH);
        RunResult bars = Backtest.of(data.bars(), new SmaCross(10, 30)).run();
        RunResult ticks = Backtest.of(
                        TickSet.of(List.of(data), BarInterval.MINUTE, List.of(), BookPolicy.STRICT),
                        new SmaCross(10, 30))
                .run();
        assertThat(floor.trades())
                .isEqualTo(bars.trades().size())
                .isEqualTo(ticks.trades().size())
                .isGreaterThan(10);
        assertThat(floor.equity()).isEqualTo(bars.equity()).isEqualTo(ticks.equity());
        assertThat(floor.bars()).isEqualTo(data.bars().size());
    }

    @Test
    void ta4jMakesTheSameTradesInItsLoopAndInTheEngine() {
        var series = Ta4jPeer.series(BARS, DecimalNumFactory.getInstance());
        int trades = Ta4jPeer.trades(Ta4jPeer.run(series));
        assertThat(Ta4jBenchmark.engine(BARS, DecimalNumFactory.getInstance()).trades())
                .hasSize(trades)
                .hasSizeGreaterThan(300);
    }

    @Test
    void theFloorParserReadsWhatOurReaderReads() throws IOException {
        Path file = GeneratedFile.write(2_000);
        try {
            FloorParser floor = new FloorParser(2_000);
            floor.parse(Files.readAllBytes(file));
            BarColumns ours =
                    MarketDataReader.read(file, ReadOptions.of("BTC/USD")).bars();
            assertThat(ours.size()).isEqualTo(2_000);
            for (int i = 0; i < ours.size(); i++) {
                assertThat(floor.hasRow(ours, i)).as("row %d", i).isTrue();
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void theFloorOfASearchMakesTheTradesOfTheEngineForEveryPair() {
        assertThatCode(() -> new SweepBenchmark().sameTrades()).doesNotThrowAnyException();
    }
}
