package dev.tandem.venue;

import dev.tandem.web.Request;
import java.time.Instant;

/**
 * One call on its way to its answer.
 *
 * @param account whose signature it carries; empty for a call that needs none
 * @param now the venue's time
 */
record Call(Request request, Parameters parameters, String account, Instant now) {}
