/**
 * How fast a strategy is: what a run costs per event, what it allocates, and which part of the time is whose.
 *
 * <p>Read {@link dev.tandem.bench.GeneratedMarket} (data that anybody can make again).
 *
 * <p>Knows the simulated exchange and market data, and neither JMH nor the command: it is part of the distribution, the
 * module {@code benchmarks} is not.
 */
@NullMarked
package dev.tandem.bench;

import org.jspecify.annotations.NullMarked;
