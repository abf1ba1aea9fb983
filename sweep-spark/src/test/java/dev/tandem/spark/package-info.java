/** Tests of the bridge; what it carries is tested with the command. */
@NullMarked
package dev.tandem.spark;

import org.jspecify.annotations.NullMarked;
