@NullMarked
package dev.tandem.runtime.journal;

import org.jspecify.annotations.NullMarked;
