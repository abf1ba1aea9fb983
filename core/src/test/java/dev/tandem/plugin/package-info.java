@NullMarked
package dev.tandem.plugin;

import org.jspecify.annotations.NullMarked;
