/**
 * Who may send: signatures, secrets, addresses.
 *
 * <p>Read first: {@link dev.tandem.webhook.auth.Doorman} (is this sender one of ours?),
 * {@link dev.tandem.webhook.auth.WebhookSignature} (the schemes), {@link dev.tandem.webhook.auth.AddressList} (where from).
 * Secrets are compared in constant time, never written down, and nobody outside is told why not.
 *
 * <p>The package knows bytes and addresses. It must not know what an alert says, nor any other package of Tandem.
 */
@NullMarked
package dev.tandem.webhook.auth;

import org.jspecify.annotations.NullMarked;
