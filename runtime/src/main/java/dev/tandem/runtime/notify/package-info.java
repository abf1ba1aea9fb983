/**
 * Tells people elsewhere what happens here: messages to a chat or a web hook, and a sign of life to a service that raises
 * the alarm when it stays out.
 *
 * <p>Read first: {@link dev.tandem.runtime.notify.Notifier} (what is promised), {@link dev.tandem.runtime.notify.Destination}
 * (where to), {@link dev.tandem.runtime.notify.Heartbeat}.
 *
 * <p>The package knows the JDK's HTTP client and a log. Nothing of it is ever waited for by a session, and no address or
 * token is ever written anywhere: both are secrets.
 */
@NullMarked
package dev.tandem.runtime.notify;

import org.jspecify.annotations.NullMarked;
