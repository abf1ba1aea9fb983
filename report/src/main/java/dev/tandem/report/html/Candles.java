package dev.tandem.report.html;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * The bars that the strategy saw, for the chart: as many as the equity curve has points, in the same order.
 *
 * <pre>{@code
 * new Candles(bars.size(), bars::openTimeNanos, i -> btc.priceAsDouble(bars.openTicks(i)), …)
 * }</pre>
 *
 * <p>Functions, so that this module knows no source of market data and nothing is copied. They are called while the
 * page is written, more than once for a bar.
 *
 * @param size how many
 * @param openTimeNanos when bar {@code i} began; increasing
 * @param open its first price
 * @param high its highest price
 * @param low its lowest price
 * @param close its last price
 */
public record Candles(
        int size,
        IntToLongFunction openTimeNanos,
        IntToDoubleFunction open,
        IntToDoubleFunction high,
        IntToDoubleFunction low,
        IntToDoubleFunction close) {}
