@NullMarked
package dev.tandem.engine;

import org.jspecify.annotations.NullMarked;
