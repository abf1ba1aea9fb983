package dev.tandem.result;

/**
 * Rows of whole numbers, all of one width: added at the end, read back by place. What a run leaves behind and hardly looks at
 * again is kept so, in memory or elsewhere.
 *
 * <p>One thread adds; when it has ended, any may read.
 */
public interface Rows {
    /** How many rows there are. */
    int size();

    /**
     * Adds a row.
     *
     * @param row is copied
     */
    void add(long[] row);

    /**
     * Puts another row in the place of the last one.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    void replaceLast(long[] row);

    /**
     * A number of a row.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    long at(int row, int column);

    /** Rows that stay in memory. */
    static Rows inMemory(int width) {
        return new RowsInMemory(width);
    }

    /** Rows that nobody will ask for: there are never any. */
    static Rows none() {
        return NoRows.INSTANCE;
    }
}
