/**
 * A small web server for things that trade: hardened once, here, for everyone.
 *
 * <p>Read first: {@link dev.tandem.web.WebServer} (start it, stop it), {@link dev.tandem.web.RequestHandler} (a
 * {@link dev.tandem.web.Request} in, a {@link dev.tandem.web.Response} out), {@link dev.tandem.web.WebLimits} (what a
 * client may cost). Websockets: {@link dev.tandem.web.WebSocketEndpoint}.
 *
 * <p>Who uses the package sees no type of the server underneath (Jetty, for reasons in the ADR on the web server). It
 * knows nothing of trading, and no other package of Tandem.
 */
@NullMarked
package dev.tandem.web;

import org.jspecify.annotations.NullMarked;
