package dev.tandem.sim;

import static dev.tandem.sim.Recording.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Exit;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.TimeInForce;
import dev.tandem.sim.match.FillModel;
import dev.tandem.sim.match.QueueModel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which orders are met by recorded trades, quotes and book updates, and for how much. */
class RecordedTicksTest {
    @TempDir
    Path folder;

    private Recording story;

    @BeforeEach
    void begin() {
        story = new Recording(folder);
    }

    // Taking

    @Test
    void aMarketOrderWalksTheRecordedBookAndWaitsForWhatIsMissing() {
        story.level(0, 1, "bid", 99, "5")
                .level(1, 2, "ask", 101, "2")
                .level(2, 3, "ask", 102, "3")
                .send(2, OrderRequest.buy(BTC).lots(7))
                .level(3, 4, "ask", 103, "10");

        assertThat(story.told()).containsExactly("2 BUY 2 @ 101 TAKER", "2 BUY 3 @ 102 TAKER", "3 BUY 2 @ 103 TAKER");
    }

    @Test
    void whatWasTakenOnceIsNotThereAgainUntilTheRecordingSaysSo() {
        story.level(0, 1, "bid", 99, "5")
                .level(1, 2, "ask", 101, "2")
                .level(1, 3, "ask", 105, "9")
                .send(1, OrderRequest.buy(BTC).lots(2))
                .level(2, 4, "bid", 98, "1")
                .send(2, OrderRequest.buy(BTC).lots(1))
                .level(3, 5, "ask", 101, "4")
                .send(3, OrderRequest.buy(BTC).lots(1));

        assertThat(story.told()).containsExactly("1 BUY 2 @ 101 TAKER", "2 BUY 1 @ 105 TAKER", "3 BUY 1 @ 101 TAKER");
    }

    @Test
    void anImmediateOrderTakesWhatIsThereAndAWholeOneOnlyAllOfIt() {
        story.level(0, 1, "bid", 99, "5")
                .level(1, 2, "ask", 101, "2")
                .send(1, OrderRequest.buy(BTC).lots(3).limit("101").timeInForce(TimeInForce.FILL_OR_KILL))
                .send(1, OrderRequest.buy(BTC).lots(3).limit("101").timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL))
                .level(2, 3, "ask", 101, "9");

        assertThat(story.told())
                .containsExactly("1 EXPIRED time-in-force", "1 BUY 2 @ 101 TAKER", "1 EXPIRED time-in-force");
    }

    @Test
    void withQuotesTheBestSizeIsThereAndTheRestWaitsForTheNextQuote() {
        story.quote(0, 99, "5", 101, "2")
                .send(0, OrderRequest.buy(BTC).lots(5))
                .quote(1, 99, "6", 101, "2")
                .quote(2, 99, "6", 102, "1")
                .quote(3, 99, "6", 103, "");

        assertThat(story.told()).containsExactly("0 BUY 2 @ 101 TAKER", "2 BUY 1 @ 102 TAKER", "3 BUY 2 @ 103 TAKER");
    }

    @Test
    void withTradesOnlyTheNextTradeIsThePrice() {
        story.trade(0, 100, "1", "buy")
                .send(0, OrderRequest.buy(BTC).lots(5))
                .send(0, OrderRequest.sell(BTC).lots(5).limit("103"))
                .trade(1, 101, "0.1", "sell")
                .trade(2, 104, "0.1", "buy");

        assertThat(story.told()).containsExactly("1 BUY 5 @ 101 TAKER", "2 SELL 5 @ 103 MAKER");
    }

    @Test
    void aPostOnlyOrderThatWouldTakeIsRejected() {
        story.quote(0, 99, "5", 101, "2")
                .send(0, OrderRequest.buy(BTC).lots(1).limit("101").postOnly())
                .quote(1, 99, "5", 101, "3");

        assertThat(story.told()).containsExactly("0 REJECTED post-only");
    }

    // Waiting

    @Test
    void aLimitAtTheBackOfTheQueueWaitsForAllThatIsAhead() {
        queued(QueueModel.BACK);

        // All that was canceled was behind us: 5 are ahead, so the second lot of 2 is the first that reaches us.
        assertThat(story.told()).containsExactly("4 BUY 1 @ 99 MAKER", "5 BUY 1 @ 99 MAKER");
    }

    @Test
    void aLimitAtTheFrontIsFilledByTheFirstTradeAtItsPrice() {
        queued(QueueModel.FRONT);

        assertThat(story.told()).containsExactly("3 BUY 2 @ 99 MAKER");
    }

    @Test
    void ofWhatIsCanceledAShareWasAhead() {
        queued(QueueModel.PROPORTIONAL);

        // Of the 3 that were canceled 5/8 were ahead: 3.125 are left. Of the 4 that trade 0.875 reaches us, less than a
        // lot.
        assertThat(story.told()).containsExactly("4 BUY 2 @ 99 MAKER");
    }

    @Test
    void aModelOfOnesOwnCanTakeTheirPlace() {
        queued(new QueueModel() {
            @Override
            public long joined(long shown) {
                return NEVER;
            }

            @Override
            public long canceled(long ahead, long before, long gone) {
                return ahead;
            }
        });

        assertThat(story.told()).isEmpty();
    }

    /** 5 rest there when we come, 3 join behind us, 3 of all are canceled. Then 4, 2 and 3 trade. */
    private void queued(QueueModel model) {
        story.config(c -> c.withQueue(model))
                .level(0, 1, "bid", 99, "5")
                .level(0, 2, "ask", 101, "5")
                .trade(1, 100, "1", "buy")
                .send(1, OrderRequest.buy(BTC).lots(2).limit("99"))
                .level(1.5, 3, "bid", 99, "8")
                .level(2, 4, "bid", 99, "5")
                .trade(3, 99, "4", "sell")
                .trade(4, 99, "2", "sell")
                .trade(5, 99, "3", "sell");
    }

    @Test
    void aTradeThroughThePriceFillsAllOfItWhoeverIsAhead() {
        story.config(c -> c.withQueue(QueueModel.BACK))
                .quote(0, 99, "500", 101, "5")
                .trade(0, 100, "1", "buy")
                .send(0, OrderRequest.buy(BTC).lots(7).limit("99"))
                .trade(1, 98, "0.01", "sell");

        assertThat(story.told()).containsExactly("1 BUY 7 @ 99 MAKER");
    }

    @Test
    void aTradeOfTheSameSideAtThePriceIsNotOurs() {
        story.config(c -> c.withQueue(QueueModel.FRONT))
                .quote(0, 99, "5", 101, "5")
                .trade(0, 100, "1", "buy")
                .send(0, OrderRequest.buy(BTC).lots(1).limit("99"))
                .trade(1, 99, "5", "buy")
                .trade(2, 99, "5", "sell");

        assertThat(story.told()).containsExactly("2 BUY 1 @ 99 MAKER");
    }

    @Test
    void theOtherSideComingToThePriceFillsUnlessPessimistic() {
        story.quote(0, 99, "5", 101, "5")
                .send(0, OrderRequest.buy(BTC).lots(3).limit("99"))
                .quote(1, 98, "5", 99, "2")
                .quote(2, 97, "5", 98, "9");
        assertThat(story.told()).containsExactly("1 BUY 2 @ 99 MAKER", "2 BUY 1 @ 99 MAKER");

        Recording hard = new Recording(folder)
                .config(c -> c.withFills(FillModel.PESSIMISTIC))
                .quote(0, 99, "5", 101, "5")
                .send(0, OrderRequest.buy(BTC).lots(3).limit("99"))
                .quote(1, 98, "5", 99, "2")
                .quote(2, 97, "5", 98, "9");
        assertThat(hard.told()).containsExactly("2 BUY 3 @ 99 MAKER");
    }

    // Exits

    @Test
    void aStopIsTriggeredByATradeAndTakesWhatTheBookHas() {
        story.level(0, 1, "bid", 99, "2")
                .level(0, 2, "bid", 97, "5")
                .level(0, 3, "ask", 101, "9")
                .trade(1, 100, "1", "buy")
                .send(1, OrderRequest.buy(BTC).lots(3).stopLoss(Exit.at("98")))
                .trade(2, 99, "1", "sell")
                .trade(3, 98, "1", "sell");

        assertThat(story.told()).containsExactly("1 BUY 3 @ 101 TAKER", "3 SELL 2 @ 99 TAKER", "3 SELL 1 @ 97 TAKER");
    }

    @Test
    void aTargetThatIsFilledInPartsLeavesAStopForTheRest() {
        story.config(c -> c.withQueue(QueueModel.FRONT))
                .quote(0, 99, "50", 101, "50")
                .trade(0, 100, "1", "buy")
                .send(0, OrderRequest.buy(BTC).lots(5).stopLoss(Exit.at("95")).takeProfit(Exit.at("105")))
                .trade(1, 105, "2", "buy")
                .trade(2, 94, "1", "sell");

        assertThat(story.told()).containsExactly("0 BUY 5 @ 101 TAKER", "1 SELL 2 @ 105 MAKER", "2 SELL 3 @ 99 TAKER");
    }

    // On the way

    @Test
    void anOrderOnItsWayMeetsTheLaterMarket() {
        story.quote(0, 99, "5", 101, "5")
                .send(0, OrderRequest.buy(BTC).lots(1))
                .quote(0.5, 109, "5", 111, "5")
                .quote(2, 119, "5", 121, "5")
                .latency(new Latencies(Latency.NONE, Latencies.fixed(1_000_000_000), Latency.NONE));

        assertThat(story.told()).containsExactly("1 BUY 1 @ 111 TAKER");
    }

    @Test
    void dataAndAnswersAreLateToo() {
        story.quote(0, 99, "5", 101, "5")
                .send(0, OrderRequest.buy(BTC).lots(1))
                .quote(0.2, 109, "5", 111, "5")
                .quote(0.4, 119, "5", 121, "5")
                .latency(new Latencies(
                        Latencies.fixed(100_000_000), Latencies.fixed(200_000_000), Latencies.fixed(300_000_000)));

        // Known at 0.1, at the exchange at 0.3, heard of at 0.6.
        assertThat(story.told()).containsExactly("0.6 BUY 1 @ 111 TAKER");
    }

    @Test
    void aCancelThatIsTooLateFindsTheOrderFilled() {
        story.quote(0, 99, "5", 101, "5")
                .trade(0, 100, "1", "buy")
                .send(0, OrderRequest.buy(BTC).lots(1).limit("99"))
                .quote(1, 99, "5", 101, "6")
                .cancel(1, 0)
                .trade(1.1, 98, "1", "sell")
                .latency(new Latencies(Latency.NONE, Latencies.fixed(200_000_000), Latency.NONE));

        assertThat(story.told()).containsExactly("1.1 BUY 1 @ 99 MAKER");
    }

    @Test
    void drawnLatenciesAreTheSameInEachRunAndNothingOvertakes() {
        for (long seed = 1; seed <= 100; seed++) {
            Latency one = Latencies.logNormal(5_000_000, 1, seed);
            Latency other = Latencies.logNormal(5_000_000, 1, seed);
            for (int i = 0; i < 100; i++) {
                long nanos = one.nanos(i);
                assertThat(nanos)
                        .as("seed %s, draw %s", seed, i)
                        .isEqualTo(other.nanos(i))
                        .isNotNegative();
            }
        }
        story.quote(0, 99, "5", 101, "1")
                .send(0, OrderRequest.buy(BTC).lots(1))
                .quote(0.001, 99, "5", 101, "2")
                .send(0.001, OrderRequest.sell(BTC).lots(1))
                .quote(9, 99, "5", 101, "3")
                .latency(new Latencies(
                        Latency.NONE, Latencies.recorded(new long[] {0}, new long[] {5}, "x"), Latency.NONE));
        assertThat(story.told()).hasSize(2).first().asString().contains("BUY");
    }

    // Data that cannot be right

    @Test
    void aGapInTheUpdateIdsEndsTheRunAtItsLineUnlessAPolicyIsNamed() {
        story.level(0, 1, 2, "bid", 99, "5").level(1, 3, 3, "ask", 101, "2").level(2, 7, 8, "ask", 102, "1");

        assertThatThrownBy(story::run)
                .hasMessage(folder.resolve("book.csv") + ":4:1: update ids go from 3 to 7, so 3 updates are missing;"
                        + " --book-gap resync begins the book anew there, --book-gap keep goes on with it as it is");

        story.policy(new BookPolicy(BookPolicy.Gap.RESYNC, BookPolicy.Crossed.STOP));
        assertThat(story.run().findings())
                .containsExactly("1 × gap in the update ids, the first at " + folder.resolve("book.csv")
                        + ":4 (update ids go from 3 to 7, so 3 updates are missing): the book began anew (resync).");
    }

    @Test
    void aBookThatCrossesEndsTheRunOrTheNewerLevelIsBelieved() {
        story.level(0, 1, "bid", 99, "5")
                .level(0, 2, "ask", 101, "2")
                .level(0, 3, "ask", 104, "2")
                .level(1, 4, "bid", 102, "1")
                .send(1, OrderRequest.buy(BTC).lots(1));

        assertThatThrownBy(story::run).hasMessageContaining("book.csv:5:1: the book is crossed: bid 102, offer 101");
        story.policy(new BookPolicy(BookPolicy.Gap.STOP, BookPolicy.Crossed.TRIM));
        assertThat(story.told()).containsExactly("1 BUY 1 @ 104 TAKER");
    }

    @Test
    void aMessageFromThePastIsLeftOutAndNamed() {
        story.level(0, 1, 5, "bid", 99, "5")
                .level(0, 6, 6, "ask", 101, "2")
                .level(1, 3, 4, "ask", 100, "2")
                .send(1, OrderRequest.buy(BTC).lots(1));

        assertThat(story.run().findings()).hasSize(1).first().asString().contains("message older than one before it");
    }

    @Test
    void everythingTheRunOwnsAddsUp() {
        story.quote(0, 99, "5", 101, "5")
                .send(0, OrderRequest.buy(BTC).lots(9))
                .quote(1, 100, "5", 102, "5")
                .send(1, OrderRequest.sell(BTC).lots(4))
                .quote(2, 101, "5", 103, "5");
        var result = story.run();
        long trades = result.trades().stream().mapToLong(trade -> trade.pnl()).sum();

        assertThat(result.equity()).isEqualTo(result.cash() + trades);
        assertThat(result.equityCurve().equity(result.equityCurve().size() - 1)).isEqualTo(result.equity());
    }
}
