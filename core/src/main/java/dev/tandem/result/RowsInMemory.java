package dev.tandem.result;

import java.util.Arrays;
import java.util.Objects;

/** Rows in one array, one behind the other. */
final class RowsInMemory implements Rows {
    private static final int FIRST = 256;

    private final int width;
    private long[] numbers;
    private int size;

    RowsInMemory(int width) {
        this.width = width;
        this.numbers = new long[FIRST * width];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void add(long[] row) {
        int at = size * width;
        if (at == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.multiplyExact(at, 2));
        }
        System.arraycopy(row, 0, numbers, at, width);
        size++;
    }

    @Override
    public void replaceLast(long[] row) {
        System.arraycopy(row, 0, numbers, Objects.checkIndex(size - 1, size) * width, width);
    }

    @Override
    public long at(int row, int column) {
        return numbers[Objects.checkIndex(row, size) * width + column];
    }
}
