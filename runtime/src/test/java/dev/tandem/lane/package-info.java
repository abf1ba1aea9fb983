@NullMarked
package dev.tandem.lane;

import org.jspecify.annotations.NullMarked;
