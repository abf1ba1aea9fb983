/**
 * How fast a strategy is: what a run costs per event, what it allocates, and which part of the time is whose.
 *
 * <p>Read {@link dev.tandem.bench.StrategyBench} (how it is measured), {@link dev.tandem.bench.Speed} (what comes of it) and
 * {@link dev.tandem.bench.GeneratedMarket} (data that anybody can make again).
 *
 * <p>Knows strategies, their results and bars, and neither an exchange nor JMH: how a run is made is told from outside. It is
 * part of the distribution, the module {@code benchmarks} is not.
 */
@NullMarked
package dev.tandem.bench;

import org.jspecify.annotations.NullMarked;
