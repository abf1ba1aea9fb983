package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.result.ExitReason;
import dev.tandem.result.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** An order that was filled in parts, at a venue or in a backtest, is still the same order. */
class TradePairsTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");

    private static Trade trade(long lots, long entry, long exit, long fees, long pnl) {
        return new Trade(
                BTC,
                Side.BUY,
                lots,
                entry,
                entry * 60,
                10_000,
                exit,
                exit < 0 ? 0 : exit * 60,
                10_100,
                exit < 0 ? null : ExitReason.SIGNAL,
                fees,
                pnl,
                Double.NaN);
    }

    private static List<Long> lots(List<TradePairs.Rest> rests) {
        return rests.stream().map(rest -> rest.trade().lots()).toList();
    }

    @Test
    void threeFillsOfAnOrderAreTheOneTradeOfTheBacktest() {
        TradePairs found = new TradePairs(
                List.of(trade(2, 5, 9, 2, 20), trade(3, 5, 9, 3, 30), trade(5, 5, 9, 5, 50)),
                List.of(trade(10, 5, 9, 11, 101)));
        assertThat(found.pairs())
                .extracting(
                        pair -> pair.live().lots(),
                        pair -> pair.theirs().lots(),
                        pair -> pair.theirs().pnl())
                .containsExactly(tuple(2L, 2L, 20L), tuple(3L, 3L, 30L), tuple(5L, 5L, 51L));
        assertThat(found.onlyLive()).isEmpty();
        assertThat(found.onlyTheirs()).isEmpty();
    }

    @Test
    void whatTheVenueDidNotFillIsAPartOfThatTrade() {
        TradePairs found = new TradePairs(List.of(trade(4, 5, 9, 4, 40)), List.of(trade(10, 5, 9, 10, 100)));
        assertThat(found.pairs()).hasSize(1);
        assertThat(found.onlyTheirs()).singleElement().satisfies(rest -> {
            assertThat(rest.part()).isTrue();
            assertThat(rest.trade().lots()).isEqualTo(6);
            assertThat(rest.trade().pnl()).isEqualTo(60);
        });
    }

    @Test
    void aTradeThatCameABarLateBelongsToTheNearestOneThatWasOpenThen() {
        TradePairs found = new TradePairs(
                List.of(trade(1, 6, 9, 0, 0)),
                List.of(trade(1, 2, 20, 0, 0), trade(1, 5, 8, 0, 0), trade(1, 30, 31, 0, 0)));
        assertThat(found.pairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.theirs().entryIndex()).isEqualTo(5));
        assertThat(found.onlyTheirs())
                .extracting(rest -> rest.trade().entryIndex(), TradePairs.Rest::part)
                .containsExactlyInAnyOrder(tuple(2L, false), tuple(30L, false));
    }

    @Test
    void nothingIsLostOrCountedTwiceHoweverItIsCut() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Trade> live = random(random);
            List<Trade> theirs = random(random);
            TradePairs found = new TradePairs(live, theirs);
            List<Trade> ours = new ArrayList<>();
            List<Trade> others = new ArrayList<>();
            for (TradePairs.Pair pair : found.pairs()) {
                assertThat(pair.live().lots())
                        .as("seed %s", seed)
                        .isEqualTo(pair.theirs().lots());
                ours.add(pair.live());
                others.add(pair.theirs());
            }
            found.onlyLive().forEach(rest -> ours.add(rest.trade()));
            found.onlyTheirs().forEach(rest -> others.add(rest.trade()));
            for (ToLongFunction<Trade> what : List.<ToLongFunction<Trade>>of(Trade::lots, Trade::fees, Trade::pnl)) {
                assertThat(sum(ours, what)).as("seed %s", seed).isEqualTo(sum(live, what));
                assertThat(sum(others, what)).as("seed %s", seed).isEqualTo(sum(theirs, what));
            }
            assertThat(lots(found.onlyLive())).allMatch(lots -> lots > 0);
        }
    }

    private static long sum(List<Trade> trades, ToLongFunction<Trade> what) {
        return trades.stream().mapToLong(what).sum();
    }

    private static List<Trade> random(SplittableRandom random) {
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            long entry = random.nextInt(20);
            long exit = random.nextInt(6) == 0 ? -1 : entry + random.nextInt(5);
            trades.add(trade(1 + random.nextInt(9), entry, exit, random.nextInt(50), random.nextInt(2_000) - 1_000));
        }
        return trades;
    }
}
