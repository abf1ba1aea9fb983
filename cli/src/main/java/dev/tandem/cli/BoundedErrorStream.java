package dev.tandem.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error without a terminal: at most 64 KiB in all, so that a log file or a pipe that nobody reads cannot fill
 * up. Room is kept for the one line that says how it ended.
 */
final class BoundedErrorStream extends OutputStream {
    static final int LIMIT = 64 * 1024;
    private static final int RESERVE = 4 * 1024;
    private static final byte[] NOTICE =
            "\ntandem: standard error is cut off here: it gets at most 64 KiB when it is not a terminal\n"
                    .getBytes(StandardCharsets.UTF_8);

    private final OutputStream target;
    private int left = LIMIT - RESERVE - NOTICE.length;
    private int reserve = RESERVE;
    private boolean cut;

    BoundedErrorStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (cut) {
            return;
        }
        int fits = Math.min(length, left);
        target.write(bytes, offset, fits);
        left -= fits;
        if (fits < length) {
            cut = true;
            target.write(NOTICE);
        }
    }

    /** Writes what must be seen although the limit is reached. */
    synchronized void writeLast(byte[] bytes) throws IOException {
        int fits = Math.min(bytes.length, left + reserve);
        target.write(bytes, 0, fits);
        int fromReserve = Math.max(0, fits - left);
        left = Math.max(0, left - fits);
        reserve -= fromReserve;
        target.flush();
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }
}
