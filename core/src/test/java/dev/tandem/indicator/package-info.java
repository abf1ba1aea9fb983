@NullMarked
package dev.tandem.indicator;

import org.jspecify.annotations.NullMarked;
