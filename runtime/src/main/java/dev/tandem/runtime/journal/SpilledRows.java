package dev.tandem.runtime.journal;

import dev.tandem.result.Rows;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of which the last ones are in memory and the older ones in a file. They are cut into chunks of 512 KiB; the chunk
 * that is being filled and the one before it are in memory, and one more while older ones are read. The file is scratch: it
 * has no name where the system allows that, is never forced, and is gone when nobody looks at the rows any more. A chunk that
 * the disk does not take stays in memory.
 */
final class SpilledRows implements Rows {
    static final int CHUNK_BYTES = 512 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SpilledRows.class);
    private static final String PREFIX = "rows-";
    private static final String SUFFIX = ".scratch";
    private static final int FIRST_ROWS = 256;
    private static final int PIECE = 2048;

    private final Path directory;
    private final int width;
    private final int shift;
    private final int mask;

    /** All chunks, oldest first; null for one that is in the file. */
    private final List<long @Nullable []> chunks = new ArrayList<>();

    private long[] filling;
    private int size;
    private @Nullable RandomAccessFile file;
    private boolean complained;
    private @Nullable Loaded loaded;

    /** A chunk that was read back. Nothing in it ever changes: any thread may hold on to it. */
    private static final class Loaded {
        private final int chunk;
        private final long[] numbers;

        Loaded(int chunk, long[] numbers) {
            this.chunk = chunk;
            this.numbers = numbers;
        }
    }

    /**
     * @param directory where the file is when there is one
     * @param width how many numbers a row has
     */
    SpilledRows(Path directory, int width) {
        this(directory, width, CHUNK_BYTES);
    }

    /** @param chunkBytes at most */
    SpilledRows(Path directory, int width, int chunkBytes) {
        this.directory = directory;
        this.width = width;
        int rows = Integer.highestOneBit(chunkBytes / Long.BYTES / width);
        this.shift = Integer.numberOfTrailingZeros(rows);
        this.mask = rows - 1;
        this.filling = new long[Math.min(FIRST_ROWS, rows) * width];
        chunks.add(filling);
    }

    /** What a process has left there that was killed, where files could not lose their names while they were open. */
    static void removeLeftovers(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("scratch files in {} could not be removed", directory, e);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void add(long[] row) {
        int at = (size & mask) * width;
        if (at == 0 && size > 0) {
            filling = nextChunk();
            chunks.add(filling);
        } else if (at == filling.length) {
            filling = Arrays.copyOf(filling, Math.min(at * 2, chunkLength()));
            chunks.set(chunks.size() - 1, filling);
        }
        System.arraycopy(row, 0, filling, at, width);
        size++;
    }

    private int chunkLength() {
        return (mask + 1) * width;
    }

    /** The one before the last full one goes to the file, and its memory is used again. */
    private long[] nextChunk() {
        int number = chunks.size() - 2;
        long[] oldest = number < 0 ? null : chunks.get(number);
        if (oldest == null) {
            return new long[chunkLength()];
        }
        try {
            write(number, oldest);
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                LOG.warn("{}: rows stay in memory, because they cannot be written: {}", directory, Trouble.of(e));
            }
            return new long[chunkLength()];
        }
        chunks.set(number, null);
        return oldest;
    }

    @Override
    public void replaceLast(long[] row) {
        int last = Objects.checkIndex(size - 1, size);
        System.arraycopy(row, 0, filling, (last & mask) * width, width);
    }

    @Override
    public long at(int row, int column) {
        Objects.checkIndex(row, size);
        int number = row >> shift;
        long[] chunk = chunks.get(number);
        return (chunk == null ? read(number) : chunk)[(row & mask) * width + column];
    }

    // The file

    private void write(int number, long[] chunk) throws IOException {
        RandomAccessFile to = file;
        if (to == null) {
            to = create();
            file = to;
        }
        byte[] bytes = new byte[PIECE * Long.BYTES];
        ByteBuffer piece = ByteBuffer.wrap(bytes);
        synchronized (this) {
            to.seek((long) number * chunk.length * Long.BYTES);
            for (int at = 0; at < chunk.length; at += PIECE) {
                int count = Math.min(PIECE, chunk.length - at);
                piece.asLongBuffer().put(chunk, at, count);
                to.write(bytes, 0, count * Long.BYTES);
            }
        }
    }

    /** No channel: one is closed when a thread that uses it is interrupted, and without a name it cannot be opened again. */
    private RandomAccessFile create() throws IOException {
        Path path = Files.createTempFile(directory, PREFIX, SUFFIX);
        RandomAccessFile created = new RandomAccessFile(path.toFile(), "rw");
        try {
            Files.delete(path);
        } catch (IOException e) {
            // Windows keeps the name of what is open.
            path.toFile().deleteOnExit();
        }
        return created;
    }

    private long[] read(int number) {
        Loaded known = loaded;
        if (known != null && known.chunk == number) {
            return known.numbers;
        }
        RandomAccessFile from = Objects.requireNonNull(file);
        long[] numbers = new long[chunkLength()];
        byte[] bytes = new byte[PIECE * Long.BYTES];
        ByteBuffer piece = ByteBuffer.wrap(bytes);
        try {
            synchronized (this) {
                from.seek((long) number * numbers.length * Long.BYTES);
                for (int at = 0; at < numbers.length; at += PIECE) {
                    int count = Math.min(PIECE, numbers.length - at);
                    from.readFully(bytes, 0, count * Long.BYTES);
                    piece.asLongBuffer().get(numbers, at, count);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": older rows cannot be read: " + Trouble.of(e), e);
        }
        loaded = new Loaded(number, numbers);
        return numbers;
    }
}
