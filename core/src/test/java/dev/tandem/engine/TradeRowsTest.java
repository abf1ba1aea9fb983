package dev.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.result.ExitReason;
import dev.tandem.result.Rows;
import dev.tandem.result.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Trades that were numbers in between. */
class TradeRowsTest {
    private static final List<Instrument> INSTRUMENTS = List.of(
            Instrument.of("BTC/USD", "0.01", "0.00001"),
            Instrument.of("ETH/USD", "0.01", "0.0001"),
            Instrument.of("DOGE/USD", "0.00001", "1"));

    private static Trade trade(SplittableRandom random) {
        ExitReason[] reasons = ExitReason.values();
        return new Trade(
                INSTRUMENTS.get(random.nextInt(INSTRUMENTS.size())),
                random.nextBoolean() ? Side.BUY : Side.SELL,
                random.nextLong(1, Long.MAX_VALUE),
                random.nextInt(-1, 1000),
                random.nextLong(),
                random.nextLong(),
                random.nextInt(-1, 1000),
                random.nextLong(),
                random.nextLong(),
                reasons[random.nextInt(reasons.length)],
                random.nextLong(),
                random.nextLong(),
                random.nextInt(3) == 0 ? Double.NaN : random.nextDouble());
    }

    private static Trade open() {
        return new Trade(INSTRUMENTS.getFirst(), Side.BUY, 1, 2, 3, 4, -1, 0, 5, null, 6, 7, Double.NaN);
    }

    @Test
    void eachComesBackAsItWasInItsOrderAndOpenOnesLast() {
        long seed = 92;
        SplittableRandom random = new SplittableRandom(seed);
        TradeRows rows = new TradeRows(Rows.inMemory(TradeRows.WIDTH));
        List<Trade> expected = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Trade trade = trade(random);
            rows.add(trade);
            expected.add(trade);
        }
        assertThat(rows).as("seed %d", seed).isEqualTo(expected);
        List<Trade> all = rows.followedBy(List.of(open()));
        expected.add(open());
        rows.add(trade(random));
        assertThat(all)
                .as("what is closed later is not in what was asked for before")
                .isEqualTo(expected);
    }

    @Test
    void anOpenTradeIsNoClosedOne() {
        TradeRows rows = new TradeRows(Rows.inMemory(TradeRows.WIDTH));
        assertThatThrownBy(() -> rows.add(open()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not closed: ");
    }

    @Test
    void whereNothingIsKeptThereAreOnlyOpenOnes() {
        TradeRows rows = new TradeRows(Keeping.NOTHING.rows(TradeRows.WIDTH));
        rows.add(trade(new SplittableRandom(1)));
        assertThat(rows).isEmpty();
        assertThat(rows.followedBy(List.of(open()))).containsExactly(open());
    }
}
