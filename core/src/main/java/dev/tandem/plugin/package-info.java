/**
 * The contract between Tandem and an exchange, simulated or real.
 *
 * <p>Read first: {@link dev.tandem.plugin.ExecutionPlugin} (what an exchange can be asked),
 * {@link dev.tandem.plugin.ExecutionResult} (what it answers), {@link dev.tandem.plugin.ExecutionReport} (what it tells
 * without being asked). {@link dev.tandem.plugin.PluginRegistry} finds exchanges by name.
 *
 * <p>Inputs are verbs, outputs go to one listener. The package knows the model and the gate's
 * {@link dev.tandem.gate.ApprovedOrder}; it knows no engine, no strategy and no exchange.
 */
@NullMarked
package dev.tandem.plugin;

import org.jspecify.annotations.NullMarked;
