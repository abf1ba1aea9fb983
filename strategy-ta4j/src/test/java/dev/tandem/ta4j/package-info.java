@NullMarked
package dev.tandem.ta4j;

import org.jspecify.annotations.NullMarked;
