package dev.tandem.web;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.Content;

/** Reads a body as it comes, up to a limit; a body that dawdles holds no thread. */
abstract class BodyReader {
    private static final byte[] NOTHING = {};
    private static final Semaphore NONE = new Semaphore(0);

    private final Exchange exchange;
    private final int usual;
    private final int limit;
    private final Semaphore longBodies;
    private boolean isLong;
    private byte[] bytes = NOTHING;
    private int length;
    private long seen;

    /**
     * @param usual up to which a body costs nothing special
     * @param limit up to which it is taken
     * @param longBodies permits for those that are longer than usual
     */
    BodyReader(Exchange exchange, int usual, int limit, Semaphore longBodies) {
        this.exchange = exchange;
        this.usual = usual;
        this.limit = limit;
        this.longBodies = longBodies;
    }

    /** All bodies up to the limit are usual. */
    BodyReader(Exchange exchange, int limit) {
        this(exchange, limit, limit, NONE);
    }

    /** The body is not needed any more. */
    void release() {
        if (isLong) {
            isLong = false;
            longBodies.release();
        }
    }

    abstract void complete(byte[] body);

    void failed(Refusal refusal) {
        release();
        exchange.refuse(refusal);
    }

    void read() {
        while (true) {
            Content.Chunk chunk = exchange.from().read();
            if (chunk == null) {
                exchange.from().demand(this::read);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                failed(Refusal.INCOMPLETE_BODY);
                return;
            }
            seen += chunk.remaining();
            boolean last = chunk.isLast();
            if (seen > usual && seen <= limit && !isLong) {
                isLong = longBodies.tryAcquire();
                if (!isLong) {
                    chunk.release();
                    failed(Refusal.OVERLOADED);
                    return;
                }
            }
            if (seen <= limit) {
                keep(chunk.getByteBuffer());
            }
            chunk.release();
            if (seen > limit) {
                failed(Refusal.BODY_TOO_LARGE);
                return;
            }
            if (last) {
                complete(bytes.length == length ? bytes : Arrays.copyOf(bytes, length));
                return;
            }
        }
    }

    /** Grows with what came, not with what was announced. */
    void keep(ByteBuffer chunk) {
        int more = chunk.remaining();
        if (length + more > bytes.length) {
            int size = length == 0 ? more : Math.min(limit, Math.max(2 * bytes.length, length + more));
            bytes = Arrays.copyOf(bytes, size);
        }
        chunk.get(bytes, length, more);
        length += more;
    }
}
