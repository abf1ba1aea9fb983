@NullMarked
package dev.tandem.confidence.consensus;

import org.jspecify.annotations.NullMarked;
