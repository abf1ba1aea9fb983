package dev.tandem.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class FillBandsTest {
    @Test
    void aSignThatDependsOnTheAssumptionIsSaid() {
        FillBands bands = bands("998", "1000", "1003");

        assertThat(bands.signDepends()).isTrue();
        assertThat(bands.verdict())
                .isEqualTo("Whether this strategy earns or loses depends on the assumption about fills, from -2"
                        + " (pessimistic) to +3 (optimistic): the data cannot tell, and neither can this backtest.");
    }

    @Test
    void aSignThatDoesNotIsSaidToo() {
        assertThat(bands("1001", "1002", "1003").verdict())
                .isEqualTo("The strategy earns under every assumption about fills, from +1 (pessimistic) to +3"
                        + " (optimistic).");
        assertThat(bands("997", "998", "1000").verdict())
                .isEqualTo("The strategy earns under no assumption about fills, from -3 (pessimistic) to 0"
                        + " (optimistic).");
    }

    @Test
    void noDifferenceIsAnAnswer() {
        assertThat(bands("1001", "1001", "1001").verdict())
                .isEqualTo("The assumption about fills makes no difference to this run.");
    }

    private static FillBands bands(String pessimistic, String realistic, String optimistic) {
        return new FillBands(
                Money.parse("1000"),
                List.of(
                        band("pessimistic", pessimistic),
                        band("realistic", realistic),
                        band("optimistic", optimistic)));
    }

    private static FillBands.Band band(String fills, String equity) {
        return new FillBands.Band(fills, Money.parse(equity), 0, 1, "hash of " + equity);
    }
}
