/**
 * Carries work to the executors of a Spark cluster and answers back, and knows nothing of what the work is: requests and
 * answers are bytes, and whoever makes one of the other comes in a parcel of jars, in a class loader of its own.
 *
 * <p>Read first: {@link dev.tandem.spark.Driver} (a process beside the command, which holds Spark's jars and flags),
 * {@link dev.tandem.spark.Shift} (how requests become tasks) and {@link dev.tandem.spark.Workshop} (what an executor has
 * once).
 *
 * <p>Depends on Spark and the JDK; on nothing of Tandem, so that no jar of Tandem meets another version of itself among
 * Spark's. Compiled for Java 17, so that an executor on it can say that it is too old.
 */
@NullMarked
package dev.tandem.spark;

import org.jspecify.annotations.NullMarked;
