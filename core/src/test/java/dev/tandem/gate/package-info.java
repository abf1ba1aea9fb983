@NullMarked
package dev.tandem.gate;

import org.jspecify.annotations.NullMarked;
