@NullMarked
package dev.tandem.runtime.notify;

import org.jspecify.annotations.NullMarked;
