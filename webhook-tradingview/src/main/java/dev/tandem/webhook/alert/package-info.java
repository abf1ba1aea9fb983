/**
 * What an alert says, worked out from its bytes: no network, no clock of its own, nothing kept.
 *
 * <p>Read first: {@link dev.tandem.webhook.alert.AlertReader} (bytes in, {@link dev.tandem.webhook.alert.Verdict} out),
 * {@link dev.tandem.webhook.alert.AlertPlan} (what is to be done), {@link dev.tandem.webhook.alert.AlertRules} (what the
 * user has configured). An alert that could be read in two ways is read in none: it is refused, and the refusal names
 * what was not clear.
 *
 * <p>The package knows the model and the sizing of the gate. It must not know HTTP, files or exchanges.
 */
@NullMarked
package dev.tandem.webhook.alert;

import org.jspecify.annotations.NullMarked;
