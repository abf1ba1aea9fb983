package dev.tandem.sweep.luck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class TradeOrderTest {
    /** +50 and -30 on 100: after the gain the fall is 30 of 150, before it 30 of 100; each order has the chance one half. */
    @Test
    void twoTradesHaveTwoOrders() {
        TradeOrder it = TradeOrder.of(100, new double[] {50, -30}, 10_000, 1);
        assertThat(it.drawdown()).isCloseTo(0.2, offset(1e-12));
        assertThat(it.worst()).isCloseTo(0.3, offset(1e-12));
        assertThat(it.fifth()).isCloseTo(0.3, offset(1e-12));
        assertThat(it.ruin()).isZero();
    }

    /** Of the six orders of +100, -60, -60 on 100, only those that begin with a gain never fall to zero. */
    @Test
    void theChanceOfRuinIsCounted() {
        TradeOrder it = TradeOrder.of(100, new double[] {100, -60, -60}, 60_000, 3);
        assertThat(it.ruin()).isCloseTo(1.0 / 3, offset(0.01));
    }
}
