@NullMarked
package dev.tandem.strategy;

import org.jspecify.annotations.NullMarked;
