package dev.tandem.ta4j;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/** How prices and quantities become ta4j's numbers. */
sealed interface Numbers {
    NumFactory factory();

    /** A price, in ticks. */
    Num price(long ticks);

    /** A quantity, in lots. */
    default Num quantity(long lots) {
        return of(instrument().quantity(lots));
    }

    /** An amount of money, in units of {@link Money}. */
    default Num money(long amount) {
        return of(Money.toDecimal(amount));
    }

    Num of(double value);

    Num of(BigDecimal value);

    Instrument instrument();

    static Numbers of(NumFactory factory, Instrument instrument) {
        if (factory instanceof DoubleNumFactory) {
            return new Doubles(factory, instrument);
        }
        if (factory.one() instanceof DecimalNum one) {
            return new Decimals(factory, instrument, one.getMathContext());
        }
        return new Others(factory, instrument);
    }

    /** The nearest {@code double}. */
    record Doubles(NumFactory factory, Instrument instrument) implements Numbers {
        @Override
        public Num price(long ticks) {
            return of(instrument.priceAsDouble(ticks));
        }

        @Override
        public Num quantity(long lots) {
            return of(instrument.quantityAsDouble(lots));
        }

        @Override
        public Num money(long amount) {
            return of(Money.toDouble(amount));
        }

        @Override
        public Num of(double value) {
            return DoubleNum.valueOf(Double.valueOf(value));
        }

        @Override
        public Num of(BigDecimal value) {
            return of(value.doubleValue());
        }
    }

    /**
     * The exact decimal. ta4j's own way in is a text, which is slow and cuts after the context's digits.
     *
     * @param context to which what is calculated with these numbers is rounded
     */
    record Decimals(NumFactory factory, Instrument instrument, MathContext context) implements Numbers {
        @Override
        public Num price(long ticks) {
            return of(instrument.price(ticks));
        }

        @Override
        public Num of(double value) {
            return of(BigDecimal.valueOf(value));
        }

        @Override
        public Num of(BigDecimal value) {
            return DecimalNum.valueOf(value, context);
        }
    }

    /** Whatever a user's own numbers are made of. */
    record Others(NumFactory factory, Instrument instrument) implements Numbers {
        @Override
        public Num price(long ticks) {
            return of(instrument.price(ticks));
        }

        @Override
        public Num of(double value) {
            return factory.numOf(value);
        }

        @Override
        public Num of(BigDecimal value) {
            return factory.numOf(value);
        }
    }
}
