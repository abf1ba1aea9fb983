@NullMarked
package dev.tandem.sweep.walk;

import org.jspecify.annotations.NullMarked;
