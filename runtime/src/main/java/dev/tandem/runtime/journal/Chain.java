package dev.tandem.runtime.journal;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The hash of everything in a journal up to a place: SHA-256 of the hash before and of what came since. Whoever changes,
 * removes or inserts a record changes it for every later one.
 */
final class Chain {
    private final MessageDigest sha256 = JournalFormat.sha256();
    private final byte[] hash = new byte[JournalFormat.HASH];

    /** Goes on over a file's header. */
    void header(ByteBuffer header) {
        sha256.update(hash);
        sha256.update(header);
        digest();
    }

    /** Goes on over a record that begins at a place, up to its link. */
    void record(ByteBuffer bytes, int at, int length) {
        sha256.update(hash);
        sha256.update(bytes.slice(at, 4));
        sha256.update(bytes.slice(at + JournalFormat.PREFIX, length - JournalFormat.LINK));
        digest();
    }

    private void digest() {
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new AssertionError("a SHA-256 has 32 bytes", e);
        }
    }

    boolean isLink(ByteBuffer bytes, int at) {
        for (int i = 0; i < JournalFormat.LINK; i++) {
            if (bytes.get(at + i) != hash[i]) {
                return false;
            }
        }
        return true;
    }

    void putLink(ByteBuffer bytes, int at) {
        bytes.put(at, hash, 0, JournalFormat.LINK);
    }

    byte[] hash() {
        return hash.clone();
    }

    void reset(byte[] to) {
        System.arraycopy(to, 0, hash, 0, hash.length);
    }

    boolean is(byte[] other) {
        return Arrays.equals(hash, other);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(hash);
    }
}
