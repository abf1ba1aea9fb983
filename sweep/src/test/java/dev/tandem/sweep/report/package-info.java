@NullMarked
package dev.tandem.sweep.report;

import org.jspecify.annotations.NullMarked;
