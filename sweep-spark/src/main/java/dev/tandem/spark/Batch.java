package dev.tandem.spark;

import java.io.Serializable;

/**
 * What one task is about.
 *
 * @param first the number of the first request within its shift
 * @param requests one after the other
 */
record Batch(int first, byte[][] requests) implements Serializable {
    /**
     * What came of it.
     *
     * @param first the number of the first
     * @param answers one for each request
     * @param nanos that the work took, without what an executor does once
     */
    record Done(int first, byte[][] answers, long nanos) implements Serializable {}
}
