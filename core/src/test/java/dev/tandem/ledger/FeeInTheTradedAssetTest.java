package dev.tandem.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Side;
import org.junit.jupiter.api.Test;

class FeeInTheTradedAssetTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.001");

    private final Holding holding = new Ledger("USDT", 0).holding(BTC);

    @Test
    void withoutSuchAFeeAllOfItIsHeld() {
        assertThat(holding.lotsAfterFee(Side.BUY, 1000, 0)).isEqualTo(1000);
        assertThat(holding.dust()).isZero();
    }

    @Test
    void aFeeOfWholeLotsIsTakenOff() {
        assertThat(holding.lotsAfterFee(Side.BUY, 1000, Money.parse("0.001"))).isEqualTo(999);
        assertThat(holding.dust()).isZero();
    }

    @Test
    void whatIsLessThanALotIsDustAndIsCountedWithTheNextFee() {
        assertThat(holding.lotsAfterFee(Side.BUY, 1000, Money.parse("0.0004"))).isEqualTo(999);
        assertThat(holding.dust()).isEqualTo(Money.parse("0.0006"));
        assertThat(holding.lotsAfterFee(Side.BUY, 1000, Money.parse("0.0004"))).isEqualTo(1000);
        assertThat(holding.dust()).isEqualTo(Money.parse("0.0002"));
    }

    @Test
    void aFeeMayEatTheWholeFill() {
        assertThat(holding.lotsAfterFee(Side.BUY, 1, Money.parse("0.0004"))).isZero();
        assertThat(holding.dust()).isEqualTo(Money.parse("0.0006"));
    }
}
