@NullMarked
package dev.tandem.confidence.recalibrate;

import org.jspecify.annotations.NullMarked;
