@NullMarked
package dev.tandem.sim;

import org.jspecify.annotations.NullMarked;
