@NullMarked
package dev.tandem.xchange;

import org.jspecify.annotations.NullMarked;
