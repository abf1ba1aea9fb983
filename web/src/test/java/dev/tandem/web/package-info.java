/** Honest and hostile clients, over real sockets. */
@NullMarked
package dev.tandem.web;

import org.jspecify.annotations.NullMarked;
