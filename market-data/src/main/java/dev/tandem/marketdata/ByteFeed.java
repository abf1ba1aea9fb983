package dev.tandem.marketdata;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file in whole lines, a block at a time, in bounded memory; their SHA-256 on the way.
 *
 * <p>After {@link #fill}, {@code [position, limit)} of the {@link #buffer} holds one or more lines, each with its line
 * feed (the last line of a file gets one if it has none), and at least {@link #SLACK} more bytes may be read without
 * harm.
 */
final class ByteFeed implements AutoCloseable {
    /** A longer line is refused. */
    static final int MAX_LINE = 64 << 10;

    /** Bytes behind the limit that a reader of eight bytes at a time may touch. */
    static final int SLACK = 32;

    private static final int BLOCK = 256 << 10;

    final byte[] buffer = new byte[BLOCK + MAX_LINE + SLACK];
    int position;
    int limit;

    private final String source;
    private final InputStream in;
    private final CountingDigest stored;
    private final long sizeAtStart;
    private final boolean compressed;
    private byte @Nullable [] digestOf;
    private int end;
    private boolean ended;
    private boolean unterminated;

    private ByteFeed(String source, InputStream raw, long sizeAtStart, boolean compressed) throws IOException {
        this.source = source;
        this.sizeAtStart = sizeAtStart;
        this.compressed = compressed;
        this.stored = new CountingDigest(raw);
        this.in = compressed ? new GZIPInputStream(stored, 64 << 10) : stored;
    }

    /** Opens a regular file, compressed or not. */
    static ByteFeed open(String source) {
        Path path;
        try {
            path = Path.of(source);
        } catch (InvalidPathException e) {
            throw new DataException(source, "is not the name of a file");
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new DataException(source, "is a directory; name a CSV file in it");
            }
            if (!attributes.isRegularFile()) {
                throw new DataException(
                        source, "is a pipe or a device; write what comes out of it to a file, and name that");
            }
            if (attributes.size() == 0) {
                throw new DataException(source, "is empty; a header and at least one row are needed");
            }
            boolean compressed = startsLikeGzip(path);
            if (!compressed && source.endsWith(".gz")) {
                throw new DataException(source, "is named .gz but does not hold gzip data");
            }
            InputStream raw = Files.newInputStream(path);
            try {
                return new ByteFeed(source, raw, attributes.size(), compressed);
            } catch (IOException e) {
                raw.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new DataException(source, "there is no such file (sample:NAME reads a sample)");
        } catch (AccessDeniedException e) {
            throw new DataException(source, "may not be read by this user");
        } catch (IOException e) {
            throw new DataException(source, "cannot be opened: " + reason(e));
        }
    }

    /**
     * Reads text from memory.
     *
     * @param stored the bytes that it was made from, of which the digest is taken
     */
    static ByteFeed of(String source, byte[] text, byte[] stored) {
        try {
            ByteFeed feed = new ByteFeed(source, new ByteArrayInputStream(text), text.length, false);
            feed.digestOf = stored;
            return feed;
        } catch (IOException e) {
            throw new DataException(source, "cannot be read: " + reason(e));
        }
    }

    private static boolean startsLikeGzip(Path path) throws IOException {
        try (InputStream probe = Files.newInputStream(path)) {
            return probe.read() == 0x1f && probe.read() == 0x8b;
        }
    }

    /**
     * Moves on to the next lines.
     *
     * @param line the number of the line that comes next, for messages
     * @return false at the end
     */
    boolean fill(long line) {
        int rest = end - limit;
        System.arraycopy(buffer, limit, buffer, 0, rest);
        position = 0;
        limit = 0;
        end = rest;
        while (!ended) {
            if (end > MAX_LINE) {
                throw tooLong(source, line);
            }
            int scannedTo = end;
            read(line);
            for (int i = end - 1; i >= scannedTo; i--) {
                if (buffer[i] == '\n') {
                    limit = i + 1;
                    return true;
                }
            }
        }
        if (end == 0) {
            return false;
        }
        unterminated = true;
        buffer[end++] = '\n';
        limit = end;
        return true;
    }

    static DataException tooLong(String source, long line) {
        return new DataException(
                source, line, 1, "the line is longer than " + MAX_LINE + " bytes; is this a CSV file?");
    }

    private void read(long line) {
        int most = Math.min(BLOCK, buffer.length - SLACK - end);
        int wanted = end + most;
        try {
            while (end < wanted) {
                int count = in.read(buffer, end, wanted - end);
                if (count < 0) {
                    ended = true;
                    finish();
                    return;
                }
                end += count;
            }
        } catch (IOException e) {
            throw new DataException(
                    source,
                    compressed
                            ? "the gzip data are damaged or cut off after line " + (line - 1) + " (" + reason(e) + ")"
                            : "cannot be read after line " + (line - 1) + ": " + reason(e));
        }
    }

    private void finish() throws IOException {
        if (compressed) {
            byte[] rest = new byte[8 << 10];
            while (stored.read(rest) >= 0) {
                // what follows the gzip data belongs to the file's digest
            }
        }
        if (sizeAtStart >= 0 && stored.count != sizeAtStart) {
            throw new DataException(
                    source,
                    "was written to while it was read: it had " + sizeAtStart + " bytes at the start and "
                            + stored.count + " at the end");
        }
    }

    /** Whether the last line had no line feed of its own. */
    boolean unterminated() {
        return unterminated;
    }

    /** How many bytes are stored, or -1 if that is not known or says nothing about the text in them. */
    long textSize() {
        return compressed ? -1 : sizeAtStart;
    }

    /** The SHA-256 of the bytes as they are stored, once all are read. */
    String sha256() {
        byte[] other = digestOf;
        return other == null
                ? stored.digest.hex()
                : HexFormat.of().formatHex(BackgroundDigest.sha256().digest(other));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new DataException(source, "cannot be closed: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : Texts.clean(message);
    }

    /** Counts and hashes what is stored, whoever reads it. */
    private static final class CountingDigest extends FilterInputStream {
        private final BackgroundDigest digest = new BackgroundDigest();
        private final byte[] single = new byte[1];
        private long count;

        CountingDigest(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            if (n > 0) {
                count += n;
                digest.update(b, off, n);
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            throw new IOException("every byte is hashed, none is skipped");
        }

        @Override
        public void close() throws IOException {
            digest.close();
            super.close();
        }
    }
}
