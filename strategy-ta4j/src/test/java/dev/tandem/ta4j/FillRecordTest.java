package dev.tandem.ta4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Decimals;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
import dev.tandem.model.Money;
import dev.tandem.model.OrderId;
import dev.tandem.model.Position;
import dev.tandem.model.Side;
import dev.tandem.model.TradeId;
import org.junit.jupiter.api.Test;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.num.DecimalNumFactory;

/** Fills become ta4j's trades. */
class FillRecordTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.001");

    private final FillRecord record = new FillRecord(TradeType.BUY, Numbers.of(DecimalNumFactory.getInstance(), BTC));
    private int fills;

    @Test
    void oneFillEachWay() {
        fill(4, Side.BUY, "100.50", "2", "0.1");
        assertThat(record.record().getCurrentPosition().isOpened()).isTrue();
        fill(9, Side.SELL, "110.25", "2", "0.2");
        assertThat(Ta4jReference.lines(record.record())).containsExactly("BUY 4 100.5 → 9 110.25");
        assertThat(record.record().getLastPosition().getProfit().bigDecimalValue())
                .as("(110.25 - 100.50) * 2 - 0.1 - 0.2")
                .isEqualByComparingTo("19.2");
    }

    @Test
    void fillsOfAnEntryAreOneEntryAtTheirAveragePrice() {
        fill(1, Side.BUY, "90", "1", "0");
        fill(2, Side.SELL, "91", "1", "0");
        fill(4, Side.BUY, "100", "1", "0.1");
        fill(5, Side.BUY, "104", "3", "0.3");
        var entry = record.record().getCurrentPosition().getEntry();
        assertThat(Ta4jReference.lines(record.record())).containsExactly("BUY 1 90 → 2 91", "BUY 4 103 → open");
        assertThat(Ta4jReference.text(entry.getAmount())).isEqualTo("4");
        assertThat(Ta4jReference.text(entry.getCost())).isEqualTo("0.4");
        assertThat(Ta4jReference.text(entry.getNetPrice())).isEqualTo("103.1");
    }

    @Test
    void thePositionIsOpenUntilNothingOfItIsLeft() {
        fill(4, Side.BUY, "100", "3", "0");
        fill(6, Side.SELL, "110", "1", "0");
        assertThat(record.record().getCurrentPosition().isOpened()).isTrue();
        fill(8, Side.SELL, "113", "2", "0");
        assertThat(Ta4jReference.lines(record.record())).containsExactly("BUY 4 100 → 6 112");
        assertThat(record.record().getCurrentPosition().isNew()).isTrue();
    }

    @Test
    void aRestOfTheEntryThatIsFilledWhileTheExitIsBelongsToThePosition() {
        fill(4, Side.BUY, "100", "1", "0");
        fill(5, Side.SELL, "101", "0.5", "0");
        fill(5, Side.BUY, "102", "1", "0");
        assertThat(Ta4jReference.lines(record.record())).containsExactly("BUY 4 101 → open");
        fill(6, Side.SELL, "103", "1.5", "0");
        assertThat(Ta4jReference.lines(record.record())).containsExactly("BUY 4 101 → 5 102.5");
    }

    @Test
    void rewritingKeepsWhatClosedPositionsCost() {
        fill(1, Side.BUY, "90", "1", "0.5");
        fill(2, Side.SELL, "91", "1", "0.25");
        fill(4, Side.BUY, "100", "1", "0");
        fill(5, Side.BUY, "104", "3", "0");
        assertThat(Ta4jReference.text(record.record().getPositions().getFirst().getPositionCost()))
                .isEqualTo("0.75");
    }

    @Test
    void aFillAgainstNoPositionIsNobodys() {
        fill(4, Side.SELL, "100", "1", "0");
        assertThat(record.record().getTrades()).isEmpty();
    }

    @Test
    void aPositionThatWasThereBeforeIsAnEntryAtItsAveragePrice() {
        record.adopt(0, new Position(BTC, 4_000, Money.parse("412")));
        assertThat(Ta4jReference.lines(record.record())).containsExactly("BUY 0 103 → open");
        fill(3, Side.SELL, "105", "4", "0");
        assertThat(Ta4jReference.lines(record.record())).containsExactly("BUY 0 103 → 3 105");
    }

    private void fill(int index, Side side, String price, String quantity, String fee) {
        fills++;
        record.add(
                index,
                new Fill(
                        TradeId.of("t" + fills),
                        BTC,
                        new ClientOrderId("test", fills),
                        OrderId.of("o" + fills),
                        side,
                        BTC.ticks(Decimals.parse(price)),
                        BTC.lots(Decimals.parse(quantity)),
                        Money.parse(fee),
                        Liquidity.TAKER,
                        0),
                Side.BUY);
    }
}
