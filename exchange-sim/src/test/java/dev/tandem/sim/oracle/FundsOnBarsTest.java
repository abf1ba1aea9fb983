package dev.tandem.sim.oracle;

import static dev.tandem.sim.oracle.Story.bars;
import static dev.tandem.sim.oracle.Story.buy;
import static dev.tandem.sim.oracle.Story.end;
import static dev.tandem.sim.oracle.Story.fills;
import static dev.tandem.sim.oracle.Story.sell;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What can be paid for, what may be sold, and what may only reduce: the rules by example. */
class FundsOnBarsTest {
    private static final String CALM = "100 100 100 100";

    @Test
    void anOrderMustBePaidForWithItsFeeWhenItIsSubmitted() {
        Outcome exact = bars(CALM, CALM)
                .submit(0, "a", buy("1"))
                .cash("101")
                .fees("0", "0.01")
                .run();
        assertThat(fills(exact)).containsExactly("1 a BUY 1@100 TAKER");
        assertThat(exact.cash()).isZero();

        Outcome short1 = bars(CALM, CALM)
                .submit(0, "a", buy("1"))
                .cash("100.99999999")
                .fees("0", "0.01")
                .run();
        assertThat(end(short1, "a")).isEqualTo("REJECTED insufficient-balance");
    }

    @Test
    void whatAGapMadeUnaffordableExpires() {
        Outcome outcome = bars(CALM, "101 101 101 101")
                .submit(0, "a", buy("1"))
                .cash("100")
                .run();
        assertThat(fills(outcome)).isEmpty();
        assertThat(end(outcome, "a")).isEqualTo("EXPIRED insufficient-balance");
    }

    @Test
    void aLimitIsCheckedAtItsLimitAndAStopAtItsStop() {
        Outcome outcome = bars(CALM, CALM)
                .submit(0, "dear", buy("1").stop("105"))
                .submit(0, "cheap", buy("1").limit("90"))
                .cash("95")
                .run();
        assertThat(end(outcome, "dear")).isEqualTo("REJECTED insufficient-balance");
        assertThat(end(outcome, "cheap")).isEqualTo("NEW");
    }

    @Test
    void anOpenOrderKeepsItsMoneyReservedUntilItIsOver() {
        Outcome outcome = bars(CALM, CALM, CALM)
                .submit(0, "first", buy("1").limit("90"))
                .submit(0, "second", buy("1").limit("90"))
                .cancel(1, "first")
                .submit(1, "third", buy("1").limit("90"))
                .cash("179")
                .run();
        assertThat(end(outcome, "second")).isEqualTo("REJECTED insufficient-balance");
        assertThat(end(outcome, "third")).isEqualTo("NEW");
    }

    @Test
    void aShortIsSecuredInFull() {
        Outcome enough = bars(CALM, CALM).submit(0, "a", sell("2")).cash("200").run();
        assertThat(fills(enough)).containsExactly("1 a SELL 2@100 TAKER");
        assertThat(enough.cash()).isEqualByComparingTo("400");
        assertThat(enough.equity().get(1)).isEqualByComparingTo("200");

        Outcome tooMuch = bars(CALM, CALM).submit(0, "a", sell("3")).cash("299").run();
        assertThat(end(tooMuch, "a")).isEqualTo("REJECTED insufficient-balance");
    }

    @Test
    void aFlipThatCannotBePaidForFillsItsClosingPart() {
        Outcome outcome = bars(CALM, CALM, CALM)
                .submit(0, "a", buy("1"))
                .submit(1, "flip", sell("4"))
                .cash("150")
                .run();
        assertThat(fills(outcome)).containsExactly("1 a BUY 1@100 TAKER", "2 flip SELL 1@100 TAKER");
        assertThat(end(outcome, "flip")).isEqualTo("EXPIRED insufficient-balance");
        assertThat(outcome.position()).isZero();
    }

    @Test
    void whatOnlyReducesIsNeverRefusedForFunds() {
        // The short has eaten all of the cash and more.
        Outcome outcome = bars(CALM, CALM, "250 250 250 250", "250 250 250 250")
                .submit(0, "a", sell("1"))
                .submit(2, "b", buy("1"))
                .cash("100")
                .run();
        assertThat(fills(outcome)).containsExactly("1 a SELL 1@100 TAKER", "3 b BUY 1@250 TAKER");
        assertThat(outcome.cash()).isEqualByComparingTo("-50");
    }

    @Test
    void reduceOnlyWithoutAPositionIsDenied() {
        Outcome outcome = bars(CALM, CALM, CALM)
                .submit(0, "a", sell("1").reduceOnly())
                .closePosition(0, "close")
                .submit(0, "entry", buy("1"))
                .submit(1, "same-side", buy("1").reduceOnly())
                .run();
        assertThat(end(outcome, "a")).isEqualTo("DENIED reduce-only");
        assertThat(end(outcome, "close")).isEqualTo("DENIED reduce-only");
        assertThat(end(outcome, "same-side")).isEqualTo("DENIED reduce-only");
    }

    @Test
    void reduceOnlyIsCappedToThePositionAtTheFill() {
        Outcome capped = bars(CALM, CALM, "100 105 100 100")
                .submit(0, "entry", buy("2"))
                .submit(1, "a", sell("3").limit("105").reduceOnly())
                .run();
        assertThat(fills(capped)).containsExactly("1 entry BUY 2@100 TAKER", "2 a SELL 2@105 MAKER");
        assertThat(end(capped, "a")).isEqualTo("CANCELED reduce-only");

        Outcome gone = bars(CALM, CALM, CALM, "100 105 100 100")
                .submit(0, "entry", buy("2"))
                .submit(1, "a", sell("1").limit("105").reduceOnly())
                .closePosition(1, "exit")
                .run();
        assertThat(fills(gone)).containsExactly("1 entry BUY 2@100 TAKER", "2 exit SELL 2@100 TAKER");
        assertThat(end(gone, "a")).isEqualTo("CANCELED reduce-only");
    }

    @Test
    void aSpotAccountSellsWhatItHasAndNothingElse() {
        Outcome flat = bars(CALM, CALM).submit(0, "a", sell("1")).spot().run();
        assertThat(end(flat, "a")).isEqualTo("DENIED capability");

        Outcome tooMuch = bars(CALM, CALM, CALM)
                .submit(0, "a", buy("2"))
                .submit(1, "b", sell("5"))
                .spot()
                .run();
        assertThat(fills(tooMuch)).containsExactly("1 a BUY 2@100 TAKER", "2 b SELL 2@100 TAKER");
        assertThat(end(tooMuch, "b")).isEqualTo("FILLED");
        assertThat(end(tooMuch, "b/rest")).isEqualTo("DENIED capability");
    }

    @Test
    void whatASpotAccountHasSoldMeanwhileExpires() {
        Outcome outcome = bars(CALM, CALM, CALM)
                .submit(0, "a", buy("2"))
                .submit(1, "b", sell("1"))
                .submit(1, "c", sell("2"))
                .submit(1, "d", sell("1"))
                .spot()
                .run();
        assertThat(fills(outcome))
                .containsExactly("1 a BUY 2@100 TAKER", "2 b SELL 1@100 TAKER", "2 c SELL 1@100 TAKER");
        assertThat(end(outcome, "c")).isEqualTo("EXPIRED insufficient-balance");
        assertThat(end(outcome, "d")).isEqualTo("EXPIRED insufficient-balance");
    }
}
