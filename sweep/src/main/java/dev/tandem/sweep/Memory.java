package dev.tandem.sweep;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What a search remembers between two calls, beside its results: everything of every trial that is done, so that
 * {@code --resume} goes on. Begins with what the search was about; a record is its length, its bytes and their CRC-32; what
 * is torn at the end is cut off.
 */
public final class Memory implements Closeable {
    private static final int MAGIC = 0x54535731;
    private static final String NOT_GIVEN = "not given";
    private static final int LONGEST = 1 << 24;

    private final FileChannel channel;
    private final List<Trial> trials;

    private Memory(FileChannel channel, List<Trial> trials) {
        this.channel = channel;
        this.trials = trials;
    }

    /** A memory without trials; what was in the file before is forgotten. */
    public static Memory begin(Path file, Map<String, String> about) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        Memory memory = new Memory(channel, List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(about.size());
            for (Map.Entry<String, String> entry : about.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        }
        memory.write(bytes.toByteArray());
        return memory;
    }

    /**
     * Goes on where an earlier search ended.
     *
     * @param about what this search is about
     * @throws IllegalArgumentException if the earlier one was about something else, naming it
     */
    public static Memory resume(Path file, Map<String, String> about, SearchSpace space) throws IOException {
        byte[] all = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(all);
        Map<String, String> then = new LinkedHashMap<>();
        if (!readRecord(buffer, in -> {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException(file + " is not the memory of a search");
            }
            int entries = in.readInt();
            for (int i = 0; i < entries; i++) {
                then.put(in.readUTF(), in.readUTF());
            }
        })) {
            throw new IllegalArgumentException(file + " is not the memory of a search, or is damaged from the start");
        }
        Map<String, String> both = new LinkedHashMap<>(about);
        both.putAll(then);
        for (String key : both.keySet()) {
            String before = then.getOrDefault(key, NOT_GIVEN);
            String now = about.getOrDefault(key, NOT_GIVEN);
            if (!before.equals(now)) {
                throw new IllegalArgumentException(
                        "the earlier search had another " + key + ": " + before + ", and now it is " + now);
            }
        }
        List<Trial> trials = new ArrayList<>();
        int good = buffer.position();
        while (readRecord(buffer, in -> trials.add(trial(in, space)))) {
            good = buffer.position();
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.truncate(good).position(good);
        return new Memory(channel, List.copyOf(trials));
    }

    private interface Reader {
        void read(DataInputStream in) throws IOException;
    }

    /** Whether there was a whole record. */
    private static boolean readRecord(ByteBuffer buffer, Reader reader) throws IOException {
        if (buffer.remaining() < 8) {
            return false;
        }
        int length = buffer.getInt(buffer.position());
        if (length < 0 || length > LONGEST || buffer.remaining() < length + 8) {
            return false;
        }
        byte[] bytes = new byte[length];
        buffer.get(buffer.position() + 4, bytes);
        if (buffer.getInt(buffer.position() + 4 + length) != crc(bytes)) {
            return false;
        }
        buffer.position(buffer.position() + 8 + length);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            reader.read(in);
        }
        return true;
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The trials that were done before. */
    public List<Trial> trials() {
        return trials;
    }

    /** Remembers a trial. A failed one is not remembered: it is made again. */
    public void add(Trial trial) {
        if (trial.isFailed()) {
            return;
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                write(trial, out);
            }
            write(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(bytes.length + 8)
                .putInt(bytes.length)
                .put(bytes)
                .putInt(crc(bytes))
                .flip();
        while (record.hasRemaining()) {
            channel.write(record);
        }
    }

    static void write(Trial trial, DataOutputStream out) throws IOException {
        out.writeLong(trial.number());
        out.writeLong(trial.point());
        RunBytes.write(trial.runs(), out);
    }

    static Trial trial(DataInputStream in, SearchSpace space) throws IOException {
        long number = in.readLong();
        long point = in.readLong();
        return new Trial(number, point, space.point(point), RunBytes.read(in), null);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
