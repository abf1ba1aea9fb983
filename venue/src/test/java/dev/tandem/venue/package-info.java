/** Binance's protocol, as clients see it. */
@NullMarked
package dev.tandem.venue;

import org.jspecify.annotations.NullMarked;
