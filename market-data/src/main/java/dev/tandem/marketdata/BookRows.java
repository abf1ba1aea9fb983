package dev.tandem.marketdata;

import dev.tandem.model.Instrument;

/** Book updates as they are read. */
final class BookRows implements Rows {
    private final BookColumns.Builder builder;

    BookRows(Instrument instrument) {
        this.builder = new BookColumns.Builder(instrument);
    }

    @Override
    public boolean fits(Row row) {
        return row.value[Row.FIRST_UPDATE_ID] <= row.value[Row.LAST_UPDATE_ID];
    }

    @Override
    public void check(Row row) throws RowProblem {
        if (!fits(row)) {
            throw new RowProblem(
                    Reasons.IDS,
                    row.at[Row.FIRST_UPDATE_ID],
                    "first_update_id " + row.value[Row.FIRST_UPDATE_ID] + " is above last_update_id "
                            + row.value[Row.LAST_UPDATE_ID]);
        }
    }

    @Override
    public void append(Row row, int number) {
        long[] v = row.value;
        builder.append(
                v[Row.TIMESTAMP],
                v[Row.FIRST_UPDATE_ID],
                v[Row.LAST_UPDATE_ID],
                (int) v[Row.SIDE],
                v[Row.PRICE],
                v[Row.QTY],
                row.rounded,
                number);
    }

    @Override
    public int size() {
        return builder.size();
    }

    @Override
    public void reserve(int capacity) {
        builder.reserve(capacity);
    }

    @Override
    public long[] times() {
        return builder.times();
    }

    @Override
    public boolean strictlyIncreasing() {
        return false;
    }

    BookColumns build() {
        return builder.build();
    }
}
