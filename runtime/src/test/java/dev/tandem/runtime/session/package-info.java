@NullMarked
package dev.tandem.runtime.session;

import org.jspecify.annotations.NullMarked;
