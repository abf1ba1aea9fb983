@NullMarked
package dev.tandem.confidence.panel;

import org.jspecify.annotations.NullMarked;
