@NullMarked
package dev.tandem.webhook;

import org.jspecify.annotations.NullMarked;
