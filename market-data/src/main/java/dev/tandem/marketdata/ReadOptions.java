package dev.tandem.marketdata;

import dev.tandem.model.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file of market data does not say of itself: whose prices they are, on which grid, and how to take them.
 *
 * <pre>{@code
 * ReadOptions.builder("BTC/USD").tick(new BigDecimal("0.01")).bar(BarInterval.parse("4h")).build();
 * }</pre>
 *
 * @param symbol the instrument, {@code BTC/USD}; null lets a sample use its own
 * @param tick the price grid; null for 0.00000001 with rounding (half-even, counted), otherwise a price off the grid
 *     is an error
 * @param lot the quantity grid; null for 0.00000001. What others traded is read as it is, on this grid or not
 * @param bar the interval of bars; null for the most common distance between the bars of a file (one minute if there is
 *     only one bar), and one minute for trades and quotes
 * @param barLabel whether a bar's timestamp is its open or its close
 * @param columns what the columns are; null for a file with one of our headers
 * @param lenient whether bad rows are skipped and counted, in place of stopping
 * @param from drop what is earlier; null for no limit
 * @param to drop what is at this time or later; null for no limit
 */
public record ReadOptions(
        @Nullable String symbol,
        @Nullable BigDecimal tick,
        @Nullable BigDecimal lot,
        @Nullable BarInterval bar,
        BarLabel barLabel,
        @Nullable ColumnSpec columns,
        boolean lenient,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** A file of this instrument with one of our headers, on the default grid. */
    public static ReadOptions of(String symbol) {
        return builder(symbol).build();
    }

    /** A sample as it is. */
    public static ReadOptions defaults() {
        return builder(null).build();
    }

    public static Builder builder(@Nullable String symbol) {
        return new Builder(symbol);
    }

    /**
     * The instrument on its grid.
     *
     * @throws IllegalArgumentException if the symbol, tick or lot is none, or if no symbol is given
     */
    public Instrument instrument() {
        if (symbol == null) {
            throw new IllegalArgumentException("an instrument such as BTC/USD must be given");
        }
        return Instrument.of(
                symbol, tick == null ? Instrument.DEFAULT_STEP : tick, lot == null ? Instrument.DEFAULT_STEP : lot, 0L);
    }

    /** Whether values between two ticks are rounded, in place of being an error. */
    boolean rounds() {
        return tick == null;
    }

    Builder toBuilder() {
        return new Builder(symbol)
                .tick(tick)
                .lot(lot)
                .bar(bar)
                .barLabel(barLabel)
                .columns(columns)
                .lenient(lenient)
                .from(from)
                .to(to);
    }

    /** Sets what differs from the defaults. */
    public static final class Builder {
        private @Nullable String symbol;
        private @Nullable BigDecimal tick;
        private @Nullable BigDecimal lot;
        private @Nullable BarInterval bar;
        private BarLabel barLabel = BarLabel.OPEN;
        private @Nullable ColumnSpec columns;
        private boolean lenient;
        private @Nullable Instant from;
        private @Nullable Instant to;

        private Builder(@Nullable String symbol) {
            this.symbol = symbol;
        }

        public Builder symbol(@Nullable String value) {
            this.symbol = value;
            return this;
        }

        public Builder tick(@Nullable BigDecimal value) {
            this.tick = value;
            return this;
        }

        public Builder lot(@Nullable BigDecimal value) {
            this.lot = value;
            return this;
        }

        public Builder bar(@Nullable BarInterval value) {
            this.bar = value;
            return this;
        }

        public Builder barLabel(BarLabel value) {
            this.barLabel = value;
            return this;
        }

        public Builder columns(@Nullable ColumnSpec value) {
            this.columns = value;
            return this;
        }

        public Builder lenient(boolean value) {
            this.lenient = value;
            return this;
        }

        public Builder from(@Nullable Instant value) {
            this.from = value;
            return this;
        }

        public Builder to(@Nullable Instant value) {
            this.to = value;
            return this;
        }

        public ReadOptions build() {
            return new ReadOptions(symbol, tick, lot, bar, barLabel, columns, lenient, from, to);
        }
    }
}
