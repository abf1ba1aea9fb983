@NullMarked
package dev.tandem.confidence.settle;

import org.jspecify.annotations.NullMarked;
