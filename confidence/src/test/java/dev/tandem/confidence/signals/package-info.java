@NullMarked
package dev.tandem.confidence.signals;

import org.jspecify.annotations.NullMarked;
