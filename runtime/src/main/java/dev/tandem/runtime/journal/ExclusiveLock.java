package dev.tandem.runtime.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock that the operating system holds, and gives up when the process ends in whatever way; and beside it a file for
 * people that says who has it.
 */
final class ExclusiveLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;
    private final Path owner;

    private ExclusiveLock(FileChannel channel, FileLock lock, Path owner) {
        this.channel = channel;
        this.lock = lock;
        this.owner = owner;
    }

    /**
     * Takes it, or says at once who has it.
     *
     * @param file the file that is locked; the one for people is beside it, ending in {@code .owner}
     * @param what is locked, for the message
     * @param since when, for the file
     */
    static ExclusiveLock take(Path file, String what, Instant since) {
        Path owner = file.resolveSibling(file.getFileName() + ".owner");
        FileChannel channel;
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new JournalException(file + ": cannot be opened: " + Trouble.of(e), e);
        }
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new JournalLockedException(what + " is in use by " + owner(owner)
                        + ". Two processes would send the same orders; stop that one first");
            }
            Files.writeString(
                    owner, "pid " + ProcessHandle.current().pid() + "\nsince " + since + "\n" + "has " + what + "\n");
            return new ExclusiveLock(channel, lock, owner);
        } catch (IOException e) {
            try {
                channel.close();
            } catch (IOException another) {
                e.addSuppressed(another);
            }
            throw new JournalException(file + ": cannot be locked: " + Trouble.of(e), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner(Path owner) {
        try {
            List<String> lines = Files.readAllLines(owner);
            return lines.size() < 2
                    ? "a process that has not yet said which it is"
                    : "the process with " + lines.get(0) + " (" + lines.get(1) + ")";
        } catch (IOException e) {
            return "a process that has not yet said which it is";
        }
    }

    /** Gives it up. The locked file stays: to remove it would let two processes lock two files of one name. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(owner);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new JournalException(owner + ": the lock cannot be given up: " + Trouble.of(e), e);
        }
    }
}
