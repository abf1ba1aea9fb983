package dev.tandem.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many different trials were ever made on some data: who tries a thousand today and a thousand tomorrow has tried two
 * thousand. One file for each set of data, with 8 bytes for each trial: the beginning of the SHA-256 of what was run. The
 * same trial made again does not count again.
 */
public final class TrialLedger {
    private final Path folder;

    public TrialLedger(Path folder) {
        this.folder = folder;
    }

    /** What stands for a trial: the code of its strategy, its parameters and the conditions of the run. */
    public static long key(String trial) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(trial.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Adds trials and says how many different ones there are now.
     *
     * @param data which the trials were made on
     */
    public long add(List<Dataset> data, Collection<Long> trials) throws IOException {
        Files.createDirectories(folder);
        String name = data.size() == 1
                ? data.getFirst().sha256()
                : "several-"
                        + Long.toHexString(key(String.join(
                                " ", data.stream().map(Dataset::sha256).toList())));
        Path file = folder.resolve(name + ".trials");
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException(file + " cannot be locked");
            }
            int whole = (int) (channel.size() / Long.BYTES) * Long.BYTES;
            ByteBuffer buffer = ByteBuffer.allocate(whole);
            while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
                continue;
            }
            Set<Long> known = new HashSet<>();
            buffer.flip();
            while (buffer.remaining() >= Long.BYTES) {
                known.add(buffer.getLong());
            }
            ByteBuffer more = ByteBuffer.allocate(trials.size() * Long.BYTES);
            for (long trial : trials) {
                if (known.add(trial)) {
                    more.putLong(trial);
                }
            }
            more.flip();
            long at = whole;
            while (more.hasRemaining()) {
                at += channel.write(more, at);
            }
            return known.size();
        }
    }
}
