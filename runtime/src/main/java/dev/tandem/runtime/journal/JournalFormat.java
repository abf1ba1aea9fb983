package dev.tandem.runtime.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** How the files of a journal are laid out; {@code docs/journal.md} has the same as a table. */
final class JournalFormat {
    /** What this version writes. */
    static final int VERSION = 2;

    /** The oldest that it reads: in version 1 a request did not say which agents it followed. */
    static final int OLDEST = 1;

    static final byte[] MAGIC = "TANDEMJ\n".getBytes(StandardCharsets.US_ASCII);

    /** Where the header's checksum stands, between its version and the rest. */
    static final int HEADER_CRC = 12;

    static final int SESSION_LENGTH = 8;
    static final int HEADER_LENGTH = 8 + 2 + 2 + 4 + 4 + 8 + 8 + 32 + SESSION_LENGTH;

    /** Before a record's content: its length and its checksum. */
    static final int PREFIX = 8;

    /** What a record's content begins with: type, flags, time, how much was known to be durable. */
    static final int FIXED = 1 + 1 + 8 + 8;

    /** What a record ends with: the beginning of the hash of everything up to here. */
    static final int LINK = 16;

    static final int MIN_LENGTH = FIXED + LINK;

    /** The longest content of a record: 1 MiB. */
    static final int MAX_LENGTH = 1 << 20;

    /** It came while the engine was handling another input. */
    static final int NESTED = 1;

    static final int HASH = 32;

    private static final Pattern SEGMENT = Pattern.compile("journal-([0-9]{6})\\.tj");

    private JournalFormat() {}

    static String segmentName(int number) {
        String digits = Integer.toString(number);
        return "journal-" + "0".repeat(Math.max(0, 6 - digits.length())) + digits + ".tj";
    }

    /** The number in the name of a file of a journal; 0 if it is none. */
    static int segmentNumber(String name) {
        Matcher matcher = SEGMENT.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The checksum of a record that begins at a place: of its length and its content. */
    static int checksum(ByteBuffer bytes, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at, 4));
        crc.update(bytes.slice(at + PREFIX, length));
        return (int) crc.getValue();
    }

    /** Whether a whole record with a right checksum begins at a place. */
    static boolean isWhole(ByteBuffer bytes, int at) {
        if (bytes.limit() - at < PREFIX + MIN_LENGTH) {
            return false;
        }
        int length = bytes.getInt(at);
        return length >= MIN_LENGTH
                && length <= MAX_LENGTH
                && length <= bytes.limit() - at - PREFIX
                && checksum(bytes, at, length) == bytes.getInt(at + 4);
    }

    /** How many records were known to be durable when the record at a place was written. */
    static long durableBefore(ByteBuffer bytes, int at) {
        return bytes.getLong(at + PREFIX + 10);
    }
}
