package dev.tandem.result;

/** Takes rows and keeps none. */
enum NoRows implements Rows {
    INSTANCE;

    @Override
    public int size() {
        return 0;
    }

    @Override
    public void add(long[] row) {
        // Nobody will ask for it.
    }

    @Override
    public void replaceLast(long[] row) {
        throw new IndexOutOfBoundsException("no rows are kept here");
    }

    @Override
    public long at(int row, int column) {
        throw new IndexOutOfBoundsException("no rows are kept here, asked for " + row);
    }
}
