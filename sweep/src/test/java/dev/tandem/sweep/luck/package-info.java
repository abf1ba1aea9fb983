@NullMarked
package dev.tandem.sweep.luck;

import org.jspecify.annotations.NullMarked;
