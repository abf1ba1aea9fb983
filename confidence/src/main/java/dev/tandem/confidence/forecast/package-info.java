/**
 * From a forecast to a confidence: how probable is it that a trade pays?
 *
 * <p>Read first: {@link dev.tandem.confidence.forecast.Forecast} (quantiles or sample paths),
 * {@link dev.tandem.confidence.forecast.ForecastConfidence} (the probability that a direction pays, and that a target is
 * reached before a stop), {@link dev.tandem.confidence.forecast.Shrinkage} (what age and a model's record take away).
 *
 * <p>{@link dev.tandem.confidence.forecast.Forecaster}s look at the past that they are handed and at nothing else.
 */
@NullMarked
package dev.tandem.confidence.forecast;

import org.jspecify.annotations.NullMarked;
