package dev.tandem.runtime.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal from its beginning, and believes nothing: every checksum, every link of the chain, every header is
 * checked on the way. Needs no lock: what a running process is just writing is its {@link #tornTail()}.
 *
 * <pre>{@code
 * try (JournalReader reader = JournalReader.open(directory)) {
 *     for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
 *         System.out.println(EntryText.line(record));
 *     }
 * }
 * }</pre>
 *
 * <p>One thread. Its memory does not grow with the journal.
 */
public final class JournalReader implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    private final Path directory;
    private final List<Path> segments;
    private final Chain chain = new Chain();
    private final InstrumentTable instruments = new InstrumentTable();
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private int segment = -1;
    private @Nullable FileChannel channel;
    private @Nullable SegmentHeader header;
    private long bufferOffset;
    private long lastNumber;
    private long bytesRead;
    private @Nullable TornTail tornTail;
    private @Nullable JournalException failure;

    private JournalReader(Path directory, List<Path> segments) {
        this.directory = directory;
        this.segments = segments;
    }

    /**
     * Opens a journal and reads the header of its first file.
     *
     * @throws JournalException if there is no journal in the directory, or one of another version
     */
    public static JournalReader open(Path directory) {
        List<Path> segments = segments(directory);
        if (segments.isEmpty()) {
            throw new JournalException(
                    directory + ": there is no journal here: no file called " + JournalFormat.segmentName(1), null);
        }
        JournalReader reader = new JournalReader(directory, segments);
        try {
            reader.checkVersions();
            reader.nextSegment();
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
        return reader;
    }

    /** The files of a journal in their order; empty if there is none. */
    static List<Path> segments(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            JournalFormat.segmentNumber(file.getFileName().toString()) > 0)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new JournalException(directory + ": cannot be listed: " + Trouble.of(e), e);
        }
    }

    /** What the client order ids of this journal begin with. */
    public String session() {
        return header().session();
    }

    /** When it was begun, in nanoseconds since 1970; after the last record, when its last file was. */
    public long createdNanos() {
        return header().createdNanos();
    }

    /** The version of the format in which the file that was read last is written. */
    public int version() {
        return header().version();
    }

    /** How many files it has. */
    public int files() {
        return segments.size();
    }

    /** The number of the record that was read last. */
    public long records() {
        return lastNumber;
    }

    /** How many bytes were read and found right. */
    public long bytes() {
        return bytesRead;
    }

    /** The hash of everything that was read, in hexadecimal: who has noted it elsewhere can tell if the end was cut off. */
    public String hash() {
        return chain.toString();
    }

    /** What was not written fully at the end; known once {@link #next} has returned null. */
    public Optional<TornTail> tornTail() {
        return Optional.ofNullable(tornTail);
    }

    /**
     * The next record; null at the end.
     *
     * @throws JournalDamageException naming the first record that is not as it was written; then again at each call
     */
    public @Nullable JournalRecord next() {
        if (failure != null) {
            throw failure;
        }
        try {
            return read();
        } catch (JournalException e) {
            failure = e;
            throw e;
        }
    }

    private @Nullable JournalRecord read() {
        while (tornTail == null) {
            fill(JournalFormat.PREFIX + JournalFormat.MIN_LENGTH);
            if (!buffer.hasRemaining()) {
                if (segment == segments.size() - 1) {
                    return null;
                }
                nextSegment();
                continue;
            }
            if (buffer.remaining() >= 4) {
                int length = buffer.getInt(buffer.position());
                if (length >= JournalFormat.MIN_LENGTH && length <= JournalFormat.MAX_LENGTH) {
                    fill(JournalFormat.PREFIX + length);
                }
            }
            if (JournalFormat.isWhole(buffer, buffer.position())) {
                return record();
            }
            tornOrDamaged();
        }
        return null;
    }

    private JournalRecord record() {
        int at = buffer.position();
        int length = buffer.getInt(at);
        long offset = offset();
        long number = lastNumber + 1;
        chain.record(buffer, at, length);
        int content = at + JournalFormat.PREFIX;
        int end = content + length - JournalFormat.LINK;
        if (!chain.isLink(buffer, end)) {
            throw damage(number, "does not follow from what is before it: its checksum is right, its hash is not");
        }
        int code = buffer.get(content) & 0xff;
        int flags = buffer.get(content + 1) & 0xff;
        long time = buffer.getLong(content + 2);
        EntryType type = EntryType.of(code)
                .orElseThrow(() -> damage(
                        number, "is of type " + code + ", which this version does not know; a later one wrote it"));
        JournalEntry entry;
        try {
            ByteBuffer payload = buffer.slice(content + JournalFormat.FIXED, end - content - JournalFormat.FIXED);
            entry = new EntryDecoder(new ByteSource(payload), instruments, version()).read(type);
        } catch (MalformedEntryException e) {
            throw damage(number, "(" + type.text() + ") has a right checksum and makes no sense: " + e.getMessage());
        }
        int bytes = JournalFormat.PREFIX + length;
        buffer.position(at + bytes);
        lastNumber = number;
        bytesRead += bytes;
        return new JournalRecord(
                number, time, (flags & JournalFormat.NESTED) != 0, entry, segments.get(segment), offset, bytes);
    }

    private void tornOrDamaged() {
        long number = lastNumber + 1;
        if (segment < segments.size() - 1) {
            throw damage(number, "has a wrong checksum");
        }
        ByteBuffer rest = rest();
        String damage = Tail.damage(rest, number);
        if (damage != null) {
            throw damage(number, damage);
        }
        tornTail = new TornTail(segments.get(segment), offset(), rest.limit(), number);
    }

    private ByteBuffer rest() {
        try {
            long left = channel().size() - offset();
            if (left > Integer.MAX_VALUE - 16) {
                throw damage(lastNumber + 1, "has a wrong checksum, " + left + " bytes before the end of the file");
            }
            ByteBuffer rest = ByteBuffer.allocate((int) left);
            while (rest.hasRemaining() && channel().read(rest, offset() + rest.position()) >= 0) {
                continue;
            }
            return rest.flip();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Versions come first: nothing is believed of a journal whose last file is of one that is not known. */
    private void checkVersions() {
        checkVersions(segments);
    }

    /** @throws JournalException if one of these files is of a version that is not known, or has no right header */
    static void checkVersions(List<Path> segments) {
        for (Path file : segments) {
            SegmentHeader.read(begin(file), file);
        }
    }

    private static ByteBuffer begin(Path file) {
        ByteBuffer bytes = ByteBuffer.allocate(JournalFormat.HEADER_LENGTH);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new JournalException(file + ": cannot be read: " + Trouble.of(e), e);
        }
    }

    private void nextSegment() {
        closeChannel();
        segment++;
        Path file = segments.get(segment);
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw unreadable(e);
        }
        buffer.limit(0);
        bufferOffset = 0;
        fill(JournalFormat.HEADER_LENGTH);
        int length = Math.min(JournalFormat.HEADER_LENGTH, buffer.remaining());
        ByteBuffer bytes = buffer.slice(buffer.position(), length);
        SegmentHeader next = SegmentHeader.read(bytes, file);
        SegmentHeader first = header;
        int named = JournalFormat.segmentNumber(file.getFileName().toString());
        if (named != segment + 1) {
            throw new JournalDamageException(
                    directory.resolve(JournalFormat.segmentName(segment + 1)), 0, 0, "is missing");
        }
        if (next.segment() != named || next.firstRecord() != lastNumber + 1 || !chain.is(next.chain())) {
            throw new JournalDamageException(
                    file,
                    0,
                    0,
                    "does not continue the one before it, which ends with record " + lastNumber
                            + ": it begins with record " + next.firstRecord());
        }
        if (first != null && !first.session().equals(next.session())) {
            throw new JournalDamageException(
                    file, 0, 0, "is of session " + next.session() + ", the one before it of " + first.session());
        }
        if (first != null && next.version() < first.version()) {
            throw new JournalDamageException(
                    file,
                    0,
                    0,
                    "is of version " + next.version() + " of the format, the one before it of " + first.version());
        }
        header = next;
        chain.header(bytes);
        instruments.clear();
        buffer.position(buffer.position() + length);
        bytesRead += length;
    }

    /** Sees to it that so many bytes are in the buffer, if the file has them. */
    private void fill(int wanted) {
        if (buffer.remaining() >= wanted) {
            return;
        }
        bufferOffset += buffer.position();
        if (buffer.capacity() < wanted) {
            buffer = ByteBuffer.allocate(wanted + BUFFER).put(buffer);
        } else {
            buffer.compact();
        }
        try {
            while (buffer.position() < wanted && channel().read(buffer) >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        buffer.flip();
    }

    private long offset() {
        return bufferOffset + buffer.position();
    }

    private FileChannel channel() throws EOFException {
        if (channel == null) {
            throw new EOFException("closed");
        }
        return channel;
    }

    private SegmentHeader header() {
        if (header == null) {
            throw new IllegalStateException("no header was read");
        }
        return header;
    }

    private JournalDamageException damage(long number, String what) {
        return new JournalDamageException(segments.get(segment), offset(), number, what);
    }

    private JournalException unreadable(IOException e) {
        return new JournalException(segments.get(segment) + ": cannot be read: " + Trouble.of(e), e);
    }

    /** For the writer that goes on where this reader has come to. */
    Chain chain() {
        return chain;
    }

    InstrumentTable instruments() {
        return instruments;
    }

    Path lastFile() {
        return segments.getLast();
    }

    private void closeChannel() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw unreadable(e);
            } finally {
                channel = null;
            }
        }
    }

    @Override
    public void close() {
        closeChannel();
    }
}
