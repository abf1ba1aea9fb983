package dev.tandem.sim.oracle;

import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import java.math.BigDecimal;
import java.util.List;

/**
 * A market, an account, and what is ordered at the close of each bar, fixed beforehand.
 *
 * @param bars the market, oldest first
 * @param intervalNanos from one bar's open to its close
 * @param tick the step of prices
 * @param lot the step of quantities
 * @param startingCash in the quote currency
 * @param makerFee as a fraction of the notional
 * @param takerFee as a fraction of the notional
 * @param slippage the fraction of the price by which market and stop fills are worse
 * @param script the actions at each bar's close; as long as {@code bars}
 */
public record Scenario(
        List<PriceBar> bars,
        long intervalNanos,
        BigDecimal tick,
        BigDecimal lot,
        BigDecimal startingCash,
        BigDecimal makerFee,
        BigDecimal takerFee,
        BigDecimal slippage,
        FillMode fills,
        BracketStart bracketFrom,
        Account account,
        List<List<Action>> script) {

    /** The symbol that every scenario trades. */
    public static final String SYMBOL = "BTC/USD";

    public Scenario {
        if (script.size() != bars.size()) {
            throw new IllegalArgumentException(
                    "the script must have one list of actions per bar: " + bars.size() + ", had " + script.size());
        }
        bars = List.copyOf(bars);
        script = script.stream().map(List::copyOf).toList();
    }

    /** What is traded: {@link #SYMBOL} on the grid of {@link #tick()} and {@link #lot()}. */
    public Instrument instrument() {
        return Instrument.of(SYMBOL, tick, lot, 0L);
    }

    /** How kind the market is to passive orders, and to a target that was touched together with its stop. */
    public enum FillMode {
        REALISTIC,
        PESSIMISTIC,
        OPTIMISTIC
    }

    /** From when on a bracket's exits work. */
    public enum BracketStart {
        FILL,
        NEXT_BAR
    }

    /** Whether a position may be short. */
    public enum Account {
        MARGIN,
        SPOT
    }

    /** One bar of the market. */
    public record PriceBar(long openNanos, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close) {}

    /** Something that a strategy does at the close of a bar. */
    public sealed interface Action {
        /** The name of the order that it is about. */
        String key();
    }

    /** A new order; its key must be new, its quantity explicit. */
    public record Submit(String key, OrderRequest order) implements Action {}

    /** Withdraws an order that is still open; does nothing for any other. */
    public record Cancel(String key) implements Action {}

    /** A market order, reduce-only, for all of the position there is now. */
    public record ClosePosition(String key) implements Action {}
}
