package dev.tandem.runtime.journal;

import dev.tandem.model.Times;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a live session is remembered by: records that are only ever added, in a directory that one process has for itself.
 *
 * <p>{@link #append} returns when the record would survive a power cut. {@link #write} returns at once, and what it wrote
 * becomes durable with the next {@link #commit}: so a bar costs nothing, and an order waits for the disk once, for itself
 * and for everything before it. Threads that commit at the same time share one wait.
 *
 * <p>When the disk refuses (full, broken, gone), the call throws, and so does every later one: what was handed over may or
 * may not be there, and only reading the journal again can tell. Whoever sends an order sends it after {@code commit} has
 * returned, and not at all when it has thrown.
 *
 * <p>Safe for any thread.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final char[] LETTERS = "abcdefghijkmnpqrstuvwxyz23456789".toCharArray();

    /** How much waits in memory at most before it is handed to the operating system. */
    private static final int PENDING = 256 * 1024;

    private final Path directory;
    private final JournalOptions options;
    private final JournalFiles files;
    private final ExclusiveLock directoryLock;
    private final String session;
    private final @Nullable TornTail cut;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteSink scratch = new ByteSink();
    private final InstrumentTable instruments;
    private final EntryEncoder encoder;
    private final Chain chain;
    private ByteBuffer filling = ByteBuffer.allocateDirect(PENDING);
    private ByteBuffer flushing = ByteBuffer.allocateDirect(PENDING);
    private int namedInstruments;
    private int segment;
    private long segmentBytes;
    private Path file;
    private JournalFiles.Tape tape;
    private long written;
    private long durable;
    private boolean busy;
    private boolean closed;
    private LongConsumer forces = nanos -> {};
    private @Nullable JournalException failure;

    private Journal(
            Path directory,
            JournalOptions options,
            JournalFiles files,
            ExclusiveLock directoryLock,
            JournalReader read,
            JournalFiles.Tape tape,
            long segmentBytes) {
        this.directory = directory;
        this.options = options;
        this.files = files;
        this.directoryLock = directoryLock;
        this.session = read.session();
        this.cut = read.tornTail().orElse(null);
        this.instruments = read.instruments();
        this.namedInstruments = instruments.size();
        this.encoder = new EntryEncoder(scratch, instruments);
        this.chain = read.chain();
        this.segment = read.files();
        this.segmentBytes = segmentBytes;
        this.file = read.lastFile();
        this.tape = tape;
        this.written = read.records();
        this.durable = read.records();
    }

    /** Opens or begins a journal with the standard options. */
    public static Journal open(Path directory) {
        return open(directory, JournalOptions.standard());
    }

    /**
     * Opens the journal in a directory, or begins one there. All of it is read and checked; an end that was not written
     * fully is cut off, and said ({@link #cut()}, the log, and a record).
     *
     * @throws JournalLockedException if another process has it
     * @throws JournalDamageException if it is not as it was written: nothing is changed then
     * @throws JournalException if it is of another version, or the disk refuses
     */
    public static Journal open(Path directory, JournalOptions options) {
        return open(directory, options, JournalFiles.DISK);
    }

    static Journal open(Path directory, JournalOptions options, JournalFiles files) {
        // What cannot be read is left as it is, without so much as a lock.
        JournalReader.checkVersions(JournalReader.segments(directory));
        ExclusiveLock lock = ExclusiveLock.take(
                directory.resolve("lock"),
                "the journal " + directory,
                options.clock().instant());
        Journal journal;
        try {
            journal = open(directory, options, files, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            journal.append(
                    new JournalEntry.Opened(
                            ProcessHandle.current().pid(), journal.cut == null ? 0 : journal.cut.bytes()),
                    Times.nanos(options.clock().instant()),
                    false);
            return journal;
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static Journal open(Path directory, JournalOptions options, JournalFiles files, ExclusiveLock lock) {
        try {
            if (JournalReader.segments(directory).isEmpty()) {
                SegmentHeader header = new SegmentHeader(
                        1,
                        1,
                        Times.nanos(options.clock().instant()),
                        new byte[JournalFormat.HASH],
                        session(options.random()));
                files.create(directory.resolve(JournalFormat.segmentName(1)), header.bytes());
            }
            try (JournalReader reader = JournalReader.open(directory)) {
                JournalRecord last = null;
                for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                    last = next;
                }
                Path file = reader.lastFile();
                long end = last == null || !last.file().equals(file)
                        ? JournalFormat.HEADER_LENGTH
                        : last.offset() + last.bytes();
                JournalFiles.Tape tape = files.append(file);
                TornTail torn = reader.tornTail().orElse(null);
                try {
                    if (torn != null) {
                        LOG.warn("{}; they are cut off", torn);
                        tape.truncate(end);
                    }
                    // What a process wrote that was killed may be in the operating system's memory only.
                    tape.force();
                } catch (IOException e) {
                    tape.close();
                    throw e;
                }
                Journal journal = new Journal(directory, options, files, lock, reader, tape, end);
                if (reader.version() < JournalFormat.VERSION) {
                    journal.goOnInThisVersion();
                }
                return journal;
            }
        } catch (IOException e) {
            throw new JournalException(directory + ": the journal cannot be opened: " + Trouble.of(e), e);
        }
    }

    private static String session(RandomGenerator random) {
        char[] name = new char[JournalFormat.SESSION_LENGTH];
        name[0] = LETTERS[random.nextInt(23)];
        for (int i = 1; i < name.length; i++) {
            name[i] = LETTERS[random.nextInt(LETTERS.length)];
        }
        return new String(name);
    }

    public Path directory() {
        return directory;
    }

    /**
     * What the client order ids of this journal begin with: eight letters and digits that no other journal has, so that no
     * two processes ever use the same id.
     */
    public String session() {
        return session;
    }

    /** What was cut off when it was opened. */
    public Optional<TornTail> cut() {
        return Optional.ofNullable(cut);
    }

    /** The number of the last record, durable or not. */
    public long records() {
        lock.lock();
        try {
            return written;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last record that would survive a power cut. */
    public long durableRecords() {
        lock.lock();
        try {
            return durable;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Who is told how long the disk took each time to make records durable, in nanoseconds: by the thread that has waited for it, so
     * it must be quick, and must not throw.
     */
    public void timed(LongConsumer listener) {
        lock.lock();
        try {
            forces = listener;
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing can be written any more; empty while it can. */
    public Optional<JournalException> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a record and waits until it is durable.
     *
     * @param timeNanos what time it is for the engine
     * @param nested whether it came while the engine was handling another input
     * @return its number
     * @throws JournalException if it is not durable
     */
    public long append(JournalEntry entry, long timeNanos, boolean nested) {
        long number = write(entry, timeNanos, nested);
        commit(number);
        return number;
    }

    /**
     * Adds a record without waiting: it is durable after the next {@link #commit}, and with the operating system after the
     * next {@link #flush}.
     *
     * @return its number
     * @throws JournalException if the journal has failed
     */
    public long write(JournalEntry entry, long timeNanos, boolean nested) {
        lock.lock();
        try {
            makeRoomFor(entry);
            if (namedInstruments < instruments.size()) {
                while (namedInstruments < instruments.size()) {
                    int number = namedInstruments++;
                    scratch.clear();
                    encoder.write(new JournalEntry.InstrumentNamed(number, instruments.get(number)));
                    frame(EntryType.INSTRUMENT, timeNanos, false);
                }
                encode(entry);
            }
            frame(EntryType.of(entry), timeNanos, nested);
            return written;
        } finally {
            lock.unlock();
        }
    }

    /** Puts the entry's bytes into the scratch, and sees to it that they fit into the file and the buffer. */
    private void makeRoomFor(JournalEntry entry) {
        while (true) {
            checkUsable();
            encode(entry);
            if (scratch.length() > JournalFormat.MAX_LENGTH - JournalFormat.MIN_LENGTH) {
                throw new IllegalArgumentException("a record has at most "
                        + (JournalFormat.MAX_LENGTH - JournalFormat.MIN_LENGTH) + " bytes, this "
                        + EntryType.of(entry).text() + " has " + scratch.length());
            }
            int frames = frames();
            boolean fileIsFull =
                    segmentBytes > JournalFormat.HEADER_LENGTH && segmentBytes + frames > options.fileBytes();
            if (!fileIsFull && filling.remaining() >= frames) {
                return;
            }
            if (busy) {
                // The lock is free meanwhile, and so is the scratch: all of this is done again afterwards.
                changed.awaitUninterruptibly();
            } else if (fileIsFull) {
                rotate();
            } else {
                handOver(false);
                if (filling.capacity() < frames) {
                    filling = ByteBuffer.allocateDirect(frames + PENDING);
                }
            }
        }
    }

    private void encode(JournalEntry entry) {
        scratch.clear();
        encoder.write(entry);
    }

    /** How long the record in the scratch will be, and those that name its instruments before it. */
    private int frames() {
        int names = (instruments.size() - namedInstruments) * 160;
        return names + JournalFormat.PREFIX + JournalFormat.MIN_LENGTH + scratch.length();
    }

    private void frame(EntryType type, long timeNanos, boolean nested) {
        int length = JournalFormat.MIN_LENGTH + scratch.length();
        int at = filling.position();
        filling.putInt(length)
                .putInt(0)
                .put((byte) type.code())
                .put((byte) (nested ? JournalFormat.NESTED : 0))
                .putLong(timeNanos)
                .putLong(durable)
                .put(scratch.array(), 0, scratch.length());
        // By place from here on: while it is filled its limit is its capacity.
        chain.record(filling, at, length);
        chain.putLink(filling, filling.position());
        filling.putInt(at + 4, JournalFormat.checksum(filling, at, length));
        filling.position(filling.position() + JournalFormat.LINK);
        written++;
        segmentBytes += JournalFormat.PREFIX + length;
    }

    /**
     * Waits until a record and all before it are durable. Of several threads that wait, one does it for all.
     *
     * @throws JournalException if they are not
     */
    public void commit(long number) {
        lock.lock();
        try {
            if (number > written) {
                throw new IllegalArgumentException("there are " + written + " records, not " + number);
            }
            while (durable < number) {
                checkUsable();
                if (busy) {
                    changed.awaitUninterruptibly();
                } else {
                    forceForAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes without the lock, so that others can add records for the next round meanwhile. */
    private void forceForAll() {
        busy = true;
        long upTo = written;
        ByteBuffer bytes = swap();
        IOException trouble = new IOException("it ended in an error");
        lock.unlock();
        long took = 0;
        try {
            tape.write(bytes);
            long began = System.nanoTime();
            tape.force();
            took = System.nanoTime() - began;
            trouble = null;
        } catch (IOException e) {
            trouble = e;
        } finally {
            lock.lock();
            busy = false;
            bytes.clear();
            changed.signalAll();
            if (trouble == null) {
                durable = upTo;
            } else {
                failed(trouble);
            }
        }
        checkUsable();
        forces.accept(took);
    }

    /**
     * Hands everything to the operating system: from there it survives the end of this process, but not a power cut.
     *
     * @throws JournalException if the disk refuses
     */
    public void flush() {
        lock.lock();
        try {
            checkUsable();
            awaitQuiet();
            handOver(false);
        } finally {
            lock.unlock();
        }
    }

    private void awaitQuiet() {
        while (busy) {
            changed.awaitUninterruptibly();
        }
        checkUsable();
    }

    private ByteBuffer swap() {
        ByteBuffer bytes = filling;
        filling = flushing;
        filling.clear();
        flushing = bytes;
        return bytes.flip();
    }

    /** With the lock. */
    private void handOver(boolean force) {
        ByteBuffer bytes = swap();
        try {
            tape.write(bytes);
            if (force) {
                long began = System.nanoTime();
                tape.force();
                durable = written;
                forces.accept(System.nanoTime() - began);
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            bytes.clear();
        }
    }

    /** A file has one version: what an older Tandem began is left as it is, and gone on with in a new one. */
    private void goOnInThisVersion() throws IOException {
        lock.lock();
        try {
            rotate();
        } catch (RuntimeException e) {
            tape.close();
            throw e;
        } finally {
            lock.unlock();
        }
        LOG.info(
                "{} goes on in version {} of the format, with {}",
                directory,
                JournalFormat.VERSION,
                file.getFileName());
    }

    /** Ends a file, and begins the next one with what the last one ended with. */
    private void rotate() {
        handOver(true);
        Path next = directory.resolve(JournalFormat.segmentName(segment + 1));
        ByteBuffer header = new SegmentHeader(
                        segment + 1, written + 1, Times.nanos(options.clock().instant()), chain.hash(), session)
                .bytes();
        try {
            files.create(next, header.duplicate());
            tape.close();
            tape = files.append(next);
        } catch (IOException e) {
            throw failed(e);
        }
        chain.header(header);
        instruments.clear();
        namedInstruments = 0;
        segment++;
        segmentBytes = JournalFormat.HEADER_LENGTH;
        file = next;
    }

    private JournalException failed(IOException e) {
        failure = new JournalException(
                file + ": the journal cannot be written: " + Trouble.of(e)
                        + ". No order leaves from here on; make room or mend the disk, then start again",
                e);
        changed.signalAll();
        return failure;
    }

    private void checkUsable() {
        if (failure != null) {
            throw failure;
        }
        if (closed) {
            throw new JournalException(directory + ": the journal is closed", null);
        }
    }

    /** Makes everything durable and lets other processes open it. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            try {
                if (failure == null) {
                    awaitQuiet();
                    handOver(true);
                }
            } finally {
                closed = true;
                tape.close();
                directoryLock.close();
            }
        } catch (IOException e) {
            throw new JournalException(file + ": the journal cannot be closed: " + Trouble.of(e), e);
        } finally {
            lock.unlock();
        }
    }
}
