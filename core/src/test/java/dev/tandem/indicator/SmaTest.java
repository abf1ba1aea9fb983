package dev.tandem.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmaTest {
    @Test
    void isTheSumOfTheLastPricesAtAnyLength() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int shorter = random.nextInt(1, 20);
            int longer = random.nextInt(1, 70);
            // from flat cents to prices that a sum times a count takes beyond 64 bits
            long most = 1L << random.nextInt(1, 53);
            Sma fast = new Sma(shorter);
            Sma slow = new Sma(longer);
            List<Long> prices = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long price = random.nextInt(4) == 0 && i > 0 ? prices.getLast() : random.nextLong(1, most + 1);
                prices.add(price);
                fast.add(price);
                slow.add(price);
                BigInteger fastSum = sum(prices, shorter);
                BigInteger slowSum = sum(prices, longer);
                String moment = "seed " + seed + ", price " + i + ", lengths " + shorter + " and " + longer;
                assertThat(fast.isReady()).as(moment).isEqualTo(i + 1 >= shorter);
                assertThat(slow.isReady()).as(moment).isEqualTo(i + 1 >= longer);
                assertThat(Integer.signum(fast.compareTo(slow)))
                        .as(moment)
                        .isEqualTo(fastSum.multiply(BigInteger.valueOf(longer))
                                .compareTo(slowSum.multiply(BigInteger.valueOf(shorter))));
                assertThat(Integer.signum(slow.compareTo(price)))
                        .as(moment)
                        .isEqualTo(slowSum.compareTo(BigInteger.valueOf(price).multiply(BigInteger.valueOf(longer))));
                assertThat(slow.asDouble()).as(moment).isEqualTo(slowSum.doubleValue() / longer);
            }
        }
    }

    @Test
    void anAverageOfNothingNamesWhatIsPossible() {
        assertThatThrownBy(() -> new Sma(0)).hasMessage("an average needs 1 to 1073741824 prices, was 0");
    }

    private static BigInteger sum(List<Long> prices, int length) {
        return prices.subList(Math.max(0, prices.size() - length), prices.size()).stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
