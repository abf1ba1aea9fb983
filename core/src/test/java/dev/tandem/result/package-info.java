@NullMarked
package dev.tandem.result;

import org.jspecify.annotations.NullMarked;
