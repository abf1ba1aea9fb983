@NullMarked
package dev.tandem.confidence.score;

import org.jspecify.annotations.NullMarked;
