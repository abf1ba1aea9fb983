@NullMarked
package dev.tandem.crash;

import org.jspecify.annotations.NullMarked;
