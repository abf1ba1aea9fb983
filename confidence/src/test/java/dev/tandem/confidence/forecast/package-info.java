@NullMarked
package dev.tandem.confidence.forecast;

import org.jspecify.annotations.NullMarked;
