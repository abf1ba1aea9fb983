package dev.tandem.sim;

/** What an account allows. */
public enum AccountType {
    /** Cash-settled, shorts allowed, every position covered in full. */
    MARGIN,
    /** Only what is held can be sold. */
    SPOT
}
