package dev.tandem.marketdata;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of what is read, worked out beside the reading: a third of the time of a big file would go into it. What is
 * small is hashed at once. Memory is bounded by a few blocks; whoever is faster waits for the other.
 *
 * <p>Used by one thread; that thread closes it.
 */
final class BackgroundDigest implements AutoCloseable {
    private static final int BLOCK = 128 << 10;
    private static final int BLOCKS = 4;

    private final MessageDigest digest = sha256();
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private @Nullable Thread worker;
    private Block current = new Block();

    private static final class Block {
        final byte[] bytes = new byte[BLOCK];
        int length;
        boolean last;
    }

    /** Takes the next bytes. */
    void update(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, BLOCK - current.length);
            System.arraycopy(bytes, from, current.bytes, current.length, part);
            current.length += part;
            from += part;
            left -= part;
            if (current.length == BLOCK) {
                handOver();
            }
        }
    }

    /** The digest of all of them, in hex. Called once. */
    String hex() {
        Thread hashing = worker;
        if (hashing == null) {
            digest.update(current.bytes, 0, current.length);
        } else {
            current.last = true;
            try {
                full.put(current);
                hashing.join();
            } catch (InterruptedException e) {
                throw interrupted();
            }
            worker = null;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void handOver() {
        try {
            if (worker == null) {
                for (int i = 1; i < BLOCKS; i++) {
                    free.put(new Block());
                }
                worker = Thread.ofPlatform().daemon().name("tandem-sha256").start(this::hash);
            }
            full.put(current);
            Block next;
            while ((next = free.poll(1, TimeUnit.SECONDS)) == null) {
                if (!worker.isAlive()) {
                    throw new IllegalStateException("the thread that works out the digest has died");
                }
            }
            current = next;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void hash() {
        try {
            while (true) {
                Block block = full.take();
                digest.update(block.bytes, 0, block.length);
                if (block.last) {
                    return;
                }
                block.length = 0;
                free.put(block);
            }
        } catch (InterruptedException e) {
            // the reader has given up: nobody wants the digest
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread hashing = worker;
        if (hashing != null) {
            hashing.interrupt();
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while a file was read");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
