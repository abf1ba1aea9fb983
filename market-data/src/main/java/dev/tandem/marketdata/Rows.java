package dev.tandem.marketdata;

/** The columns that are being filled with the rows of a file of one kind. */
interface Rows {
    /** Whether nothing is wrong with a row beyond what its single fields tell; quick. */
    boolean fits(Row row);

    /** What {@link #fits} asks, with the answer in words. */
    void check(Row row) throws RowProblem;

    void append(Row row, int number);

    int size();

    /** Makes room for so many rows in one step. */
    void reserve(int capacity);

    /** The timestamps as the file has them, to be turned into nanoseconds in place. */
    long[] times();

    /** Whether each row must be later than the one before, or only not earlier. */
    boolean strictlyIncreasing();
}
