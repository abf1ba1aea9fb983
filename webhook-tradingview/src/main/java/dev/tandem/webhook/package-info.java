/**
 * The door for alerts: an HTTP server that takes them, keeps them, and has each carried out once.
 *
 * <p>Read first: {@link dev.tandem.webhook.AlertServer} (start it, stop it), {@link dev.tandem.webhook.AlertIntake} (from a
 * request to an answer: known, understood, new, kept), {@link dev.tandem.webhook.AlertDesk} (from what was kept to orders,
 * in order, also after a crash), {@link dev.tandem.webhook.AlertTrader} (the strategy that does what alerts want), and for
 * what agents say {@link dev.tandem.webhook.Agents}.
 *
 * <p>What an alert means is worked out in {@link dev.tandem.webhook.alert}, who may send in
 * {@link dev.tandem.webhook.auth}. Orders go through the engine and its gate like everybody's. The package knows exchanges
 * through {@link dev.tandem.plugin.ExecutionPlugin} only.
 */
@NullMarked
package dev.tandem.webhook;

import org.jspecify.annotations.NullMarked;
