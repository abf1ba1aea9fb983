@NullMarked
package dev.tandem.runtime.metrics;

import org.jspecify.annotations.NullMarked;
