@NullMarked
package dev.tandem.model;

import org.jspecify.annotations.NullMarked;
