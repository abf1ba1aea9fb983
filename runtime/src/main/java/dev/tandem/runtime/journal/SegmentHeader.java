package dev.tandem.runtime.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What a file of a journal begins with.
 *
 * @param version of the format, in which its records are written
 * @param segment which file it is, from 1
 * @param firstRecord the number of its first record
 * @param createdNanos when it was begun
 * @param chain the hash of everything before it
 * @param session what the client order ids of this journal begin with
 */
record SegmentHeader(int version, int segment, long firstRecord, long createdNanos, byte[] chain, String session) {
    /** Of a file that is begun now. */
    SegmentHeader(int segment, long firstRecord, long createdNanos, byte[] chain, String session) {
        this(JournalFormat.VERSION, segment, firstRecord, createdNanos, chain, session);
    }

    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(JournalFormat.HEADER_LENGTH);
        bytes.put(JournalFormat.MAGIC);
        bytes.putShort((short) version);
        bytes.putShort((short) JournalFormat.HEADER_LENGTH);
        bytes.putInt(0);
        bytes.putInt(segment);
        bytes.putLong(firstRecord);
        bytes.putLong(createdNanos);
        bytes.put(chain);
        bytes.put(session.getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(JournalFormat.HEADER_CRC, checksum(bytes));
        return bytes.flip();
    }

    /**
     * Reads one.
     *
     * @param bytes the file's beginning
     * @throws JournalException if it is of another version, said before anything else of it is believed
     * @throws JournalDamageException if it is not as it was written
     */
    static SegmentHeader read(ByteBuffer bytes, Path file) {
        if (bytes.remaining() < JournalFormat.HEADER_CRC) {
            throw damage(file, "has " + bytes.remaining() + " bytes; the header has " + JournalFormat.HEADER_LENGTH);
        }
        byte[] magic = new byte[JournalFormat.MAGIC.length];
        bytes.get(0, magic);
        if (!Arrays.equals(magic, JournalFormat.MAGIC)) {
            throw damage(
                    file, "does not begin with " + new String(JournalFormat.MAGIC, 0, 7, StandardCharsets.US_ASCII));
        }
        int version = bytes.getShort(8) & 0xffff;
        boolean whole = bytes.remaining() >= JournalFormat.HEADER_LENGTH
                && checksum(bytes) == bytes.getInt(JournalFormat.HEADER_CRC);
        // A header that is right but for a bit of its version is damaged, not of another version.
        if (!isKnown(version) && !isRightAsAKnownVersion(bytes)) {
            throw new JournalException(
                    file + ": is of version " + version + " of the format; this Tandem reads versions "
                            + JournalFormat.OLDEST + " to " + JournalFormat.VERSION
                            + ". Read it with the Tandem that wrote it",
                    null);
        }
        if (!whole || bytes.getShort(10) != JournalFormat.HEADER_LENGTH) {
            throw damage(file, "has a header whose checksum is wrong");
        }
        byte[] chain = new byte[JournalFormat.HASH];
        bytes.get(36, chain);
        byte[] session = new byte[JournalFormat.SESSION_LENGTH];
        bytes.get(36 + JournalFormat.HASH, session);
        return new SegmentHeader(
                version,
                bytes.getInt(16),
                bytes.getLong(20),
                bytes.getLong(28),
                chain,
                new String(session, StandardCharsets.US_ASCII));
    }

    private static boolean isKnown(int version) {
        return version >= JournalFormat.OLDEST && version <= JournalFormat.VERSION;
    }

    private static boolean isRightAsAKnownVersion(ByteBuffer bytes) {
        if (bytes.remaining() < JournalFormat.HEADER_LENGTH) {
            return false;
        }
        ByteBuffer copy = ByteBuffer.allocate(JournalFormat.HEADER_LENGTH);
        copy.put(0, bytes, 0, JournalFormat.HEADER_LENGTH);
        for (int version = JournalFormat.OLDEST; version <= JournalFormat.VERSION; version++) {
            copy.putShort(8, (short) version);
            if (checksum(copy) == copy.getInt(JournalFormat.HEADER_CRC)) {
                return true;
            }
        }
        return false;
    }

    /** Of the whole header but the checksum itself. */
    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, JournalFormat.HEADER_CRC));
        int after = JournalFormat.HEADER_CRC + 4;
        crc.update(bytes.slice(after, JournalFormat.HEADER_LENGTH - after));
        return (int) crc.getValue();
    }

    private static JournalDamageException damage(Path file, String what) {
        return new JournalDamageException(file, 0, 0, what);
    }
}
