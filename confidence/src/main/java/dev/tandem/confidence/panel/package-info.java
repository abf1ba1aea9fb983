/**
 * Trades on what a panel of agents thinks: opinions and forecasts come in, become votes, votes become one confidence, and
 * the gate decides. Everything is settled in the shadow, what was traded and what was denied.
 *
 * <p>Read first: {@link dev.tandem.confidence.panel.Panel}, {@link dev.tandem.confidence.panel.PanelReport} (whose
 * counts add up), {@link dev.tandem.confidence.panel.ConfidenceDeciles} (what each confidence earned).
 *
 * <p>Written against the strategy API alone: the same object decides in a backtest, on paper and live.
 */
@NullMarked
package dev.tandem.confidence.panel;

import org.jspecify.annotations.NullMarked;
