package dev.tandem.confidence.recalibrate;

/** From a stated confidence to one that deserves to be believed; never falls when the stated one rises. */
@FunctionalInterface
public interface Recalibration {
    /** What is said stays as it is. */
    Recalibration NONE = confidence -> confidence;

    /**
     * @param confidence from 0 to 1
     * @return from 0 to 1
     */
    double apply(double confidence);
}
