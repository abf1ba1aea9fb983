@NullMarked
package dev.tandem.sweep;

import org.jspecify.annotations.NullMarked;
