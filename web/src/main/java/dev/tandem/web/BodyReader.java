package dev.tandem.web;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;

/** Reads a body as it comes, up to a limit; a body that dawdles holds no thread. */
abstract class BodyReader {
    private static final byte[] NOTHING = {};

    private final Exchange exchange;
    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;
    private long seen;

    BodyReader(Exchange exchange, int limit) {
        this.exchange = exchange;
        this.limit = limit;
    }

    abstract void complete(byte[] body);

    void failed(Refusal refusal) {
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
