package dev.tandem.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");

    @Test
    void pricesAreTicksAndQuantitiesAreLots() {
        assertThat(BTC.ticks(new BigDecimal("61837.63"))).isEqualTo(6_183_763);
        assertThat(BTC.price(6_183_763)).isEqualTo("61837.63");
        assertThat(BTC.lots(new BigDecimal("0.02000"))).isEqualTo(2_000);
        assertThat(BTC.quantity(2_000)).isEqualTo("0.02");
        assertThat(Money.toText(BTC.notional(6_183_763, 2_000))).isEqualTo("1236.7526");
        assertThat(BTC.base() + " for " + BTC.quote()).isEqualTo("BTC for USDT");
    }

    @Test
    void whatIsBetweenTwoStepsNamesItsNeighbors() {
        assertThatThrownBy(() -> BTC.ticks(new BigDecimal("61837.635")))
                .isInstanceOf(OffGridException.class)
                .hasMessage("price 61837.635 is off the grid of 0.01: 61837.63 and 61837.64 are its neighbours");
        assertThatThrownBy(() -> BTC.lots(new BigDecimal("0.000005")))
                .isInstanceOf(OffGridException.class)
                .hasMessage("quantity 0.000005 is off the grid of 0.00001: 0 and 0.00001 are its neighbours");
        assertThatThrownBy(() -> Instrument.of("ES/USD", "0.25", "1").ticks(new BigDecimal("-0.3")))
                .isInstanceOf(OffGridException.class)
                .hasMessage("price -0.3 is off the grid of 0.25: -0.5 and -0.25 are its neighbours");
    }

    @Test
    void aComputedPriceIsRoundedAsTold() {
        assertThat(BTC.roundedTicks(100.005, RoundingMode.FLOOR)).isEqualTo(10_000);
        assertThat(BTC.roundedTicks(100.005, RoundingMode.CEILING)).isEqualTo(10_001);
        assertThat(BTC.roundedTicks(new BigDecimal("100.005"), RoundingMode.HALF_EVEN))
                .isEqualTo(10_000);
        assertThat(BTC.roundedLots(new BigDecimal("0.1234567"), RoundingMode.FLOOR))
                .isEqualTo(12_345);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void anIndicatorThatIsNotANumberIsNotAPrice(double price) {
        assertThatThrownBy(() -> BTC.roundedTicks(price, RoundingMode.FLOOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("price must be a finite number, was " + price);
    }

    @Test
    void aPriceThatIsBeyond64BitsIsOutOfRange() {
        assertThatThrownBy(() -> BTC.ticks(new BigDecimal("92233720368547758.08")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("price 92233720368547758.08 is out of range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BTC", "BTC/", "/USD", "btc/usd", "BTC/USD/X", "BTC USD", "BTC/\u0130", "-BTC/USD"})
    void otherTextsAreNotSymbols(String symbol) {
        assertThatThrownBy(() -> Instrument.of(symbol))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + symbol + "' is not a symbol such as BTC/USD (base/quote, capitals)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.01"})
    void aTickIsPositive(String tick) {
        assertThatThrownBy(() -> Instrument.of("BTC/USD", tick, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tick must be positive with at most 18 decimals, was " + tick);
    }

    @Test
    void stepsAreTheSameWhicheverWayTheyAreWritten() {
        Instrument same = Instrument.of("BTC/USDT", "0.010", "0.0000100");

        assertThat(same).isEqualTo(BTC).hasSameHashCodeAs(BTC);
        assertThat(Instrument.of("BTC/USDT", "0.1", "0.00001")).isNotEqualTo(BTC);
    }

    // Money, against decimals, on random grids

    @Test
    void moneyOnAnyGridIsTheExactProductRoundedOnce() {
        SplittableRandom random = new SplittableRandom(1);
        int overflows = 0;
        for (int run = 0; run < 20_000; run++) {
            Instrument instrument = anyInstrument(random);
            long ticks = random.nextLong() >>> random.nextInt(12, 64);
            long lots = random.nextLong() >>> random.nextInt(12, 64);
            Rate rate = new Rate(random.nextLong(-100_000, 1_000_000));
            BigDecimal product = instrument.price(ticks).multiply(instrument.quantity(lots));
            String wanted =
                    units(product) + " " + units(product.negate()) + " " + units(product.multiply(rate.toDecimal()));
            String got = units(() -> instrument.notional(ticks, lots)) + " "
                    + units(() -> instrument.notional(ticks, -lots)) + " "
                    + units(() -> instrument.fee(ticks, lots, rate));
            if (!wanted.equals(got)) {
                fail("run " + run + ": tick " + instrument.tickSize() + ", lot " + instrument.lotSize() + ", " + ticks
                        + " ticks × " + lots + " lots at " + rate + ": wanted " + wanted + ", got " + got);
            }
            overflows += got.contains("error") ? 1 : 0;
        }
        assertThat(overflows).as("amounts beyond 92 billion are among them").isBetween(200, 18_000);
    }

    @Test
    void markingByTheTickIsTheNotionalWhereverItIsOffered() {
        SplittableRandom random = new SplittableRandom(2);
        int offered = 0;
        for (int run = 0; run < 5_000; run++) {
            Instrument instrument = anyInstrument(random);
            long lots = random.nextLong(-1_000_000, 1_000_000);
            long ticks = random.nextLong(1, 1_000_000);
            long perTick = instrument.moneyPerTick(lots);
            if (perTick != 0) {
                offered++;
                assertThat(units(() -> Math.multiplyExact(perTick, ticks)))
                        .as(
                                "run %s: %s lots at %s ticks, tick %s, lot %s",
                                run, lots, ticks, instrument.tickSize(), instrument.lotSize())
                        .isEqualTo(units(() -> instrument.notional(ticks, lots)));
            }
        }
        assertThat(offered).isBetween(500, 4_999);
    }

    @Test
    void asManyLotsAsAnAmountPaysForAndNotOneMore() {
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 5_000; run++) {
            Instrument instrument = anyInstrument(random);
            long ticks = random.nextLong(1, 10_000_000);
            long amount = random.nextLong(1, Money.parse("1000000"));
            long lots = instrument.lotsFor(amount, ticks);
            BigDecimal perLot = instrument.price(ticks).multiply(instrument.lotSize());
            BigDecimal wanted =
                    Money.toDecimal(amount).divideToIntegralValue(perLot).min(BigDecimal.valueOf(Long.MAX_VALUE));
            assertThat(BigDecimal.valueOf(lots))
                    .as(
                            "run %s: %s at %s ticks, tick %s, lot %s",
                            run, Money.toText(amount), ticks, instrument.tickSize(), instrument.lotSize())
                    .isEqualByComparingTo(wanted);
        }
        assertThat(BTC.lotsFor(0, 1)).isZero();
        assertThat(BTC.lotsFor(-1, 1)).isZero();
        assertThat(BTC.lotsFor(1, 0)).isZero();
    }

    @Test
    void anAmountBeyondTheRangeIsAnErrorAndNeverAWrongNumber() {
        assertThatThrownBy(() -> BTC.notional(Long.MAX_VALUE, Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> BTC.fee(Long.MAX_VALUE, Long.MAX_VALUE, Rate.parse("0.5")))
                .isInstanceOf(ArithmeticException.class);
    }

    private static Instrument anyInstrument(SplittableRandom random) {
        List<String> steps = List.of(
                "1",
                "5",
                "10",
                "0.1",
                "0.5",
                "0.25",
                "0.01",
                "0.05",
                "0.001",
                "0.00001",
                "0.00005",
                "0.00000001",
                "0.000000000001");
        return Instrument.of(
                "BTC/USD", steps.get(random.nextInt(steps.size())), steps.get(random.nextInt(steps.size())));
    }

    private static String units(BigDecimal amount) {
        return units(() -> amount.setScale(Money.SCALE, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact());
    }

    private static String units(LongSupplier amount) {
        try {
            return Long.toString(amount.getAsLong());
        } catch (ArithmeticException e) {
            return "error";
        }
    }
}
