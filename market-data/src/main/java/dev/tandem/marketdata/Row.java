package dev.tandem.marketdata;

import java.util.Arrays;

/** The values of the row that is being read, each in the place of its {@link Field}; used again for the next row. */
final class Row {
    static final long UNKNOWN_SIZE = -1;

    static final int TIMESTAMP = Field.TIMESTAMP.ordinal();
    static final int OPEN = Field.OPEN.ordinal();
    static final int HIGH = Field.HIGH.ordinal();
    static final int LOW = Field.LOW.ordinal();
    static final int CLOSE = Field.CLOSE.ordinal();
    static final int PRICE = Field.PRICE.ordinal();
    static final int SIZE = Field.SIZE.ordinal();
    static final int SIDE = Field.SIDE.ordinal();
    static final int BID = Field.BID.ordinal();
    static final int BID_SIZE = Field.BID_SIZE.ordinal();
    static final int ASK = Field.ASK.ordinal();
    static final int ASK_SIZE = Field.ASK_SIZE.ordinal();
    static final int FIRST_UPDATE_ID = Field.FIRST_UPDATE_ID.ordinal();
    static final int LAST_UPDATE_ID = Field.LAST_UPDATE_ID.ordinal();
    static final int QTY = Field.QTY.ordinal();

    /** Prices in ticks, sizes in 1e-8, sides as +1 and -1, the timestamp as the file has it. */
    final long[] value = new long[Field.values().length];

    /** Where in the buffer each field begins, for messages; set by {@link SlowRow} only. */
    final int[] at = new int[value.length];

    double volume;

    /** How many prices of this row were rounded. */
    int rounded;

    /** What the columns that a file does not have are taken for. */
    void reset() {
        Arrays.fill(value, 0);
        value[BID_SIZE] = UNKNOWN_SIZE;
        value[ASK_SIZE] = UNKNOWN_SIZE;
        volume = 0;
    }
}
