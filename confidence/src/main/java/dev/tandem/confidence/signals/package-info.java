/**
 * Signals and forecasts as agents send them, in any language: JSON, and files of them. What is wrong is said with the
 * field; nothing is coerced.
 *
 * <p>Read first: {@link dev.tandem.confidence.signals.SignalJson}, {@link dev.tandem.confidence.signals.ForecastJson},
 * {@link dev.tandem.confidence.signals.SignalFile}.
 */
@NullMarked
package dev.tandem.confidence.signals;

import org.jspecify.annotations.NullMarked;
