package dev.tandem.runtime.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The disk, as the journal sees it: a seam, so that tests can have one that fills up or loses power. */
interface JournalFiles {
    /** The file system. */
    JournalFiles DISK = new Disk();

    /** A new file with this content under this name, durable: it is there wholly or not at all. */
    void create(Path file, ByteBuffer content) throws IOException;

    /** A file to which bytes are added at its end. */
    Tape append(Path file) throws IOException;

    /** A file that only grows. */
    interface Tape extends AutoCloseable {
        /** Adds all of the bytes. After an exception some of them may be there. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns when everything that was written would survive a power cut. */
        void force() throws IOException;

        /** Cuts the file off at a length. */
        void truncate(long length) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Files in a file system. */
    final class Disk implements JournalFiles {
        private Disk() {}

        @Override
        public void create(Path file, ByteBuffer content) throws IOException {
            Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(unfinished);
            try (Tape tape = new DiskTape(unfinished)) {
                tape.write(content);
                tape.force();
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(parent(file), StandardOpenOption.READ)) {
                directory.force(true);
            } catch (IOException e) {
                // Where directories cannot be opened (Windows), the move itself is written through.
                if (!System.getProperty("os.name", "").startsWith("Windows")) {
                    throw e;
                }
            }
        }

        private static Path parent(Path file) {
            Path parent = file.toAbsolutePath().getParent();
            if (parent == null) {
                throw new IllegalArgumentException("a file has a directory, this has none: " + file);
            }
            return parent;
        }

        @Override
        public Tape append(Path file) throws IOException {
            return new DiskTape(file);
        }
    }

    /**
     * A file in a file system. The JDK closes a channel whose thread is interrupted while it writes; that is no trouble of
     * the disk, so the file is opened again and the write is done: an interrupt must not cost a journal.
     */
    final class DiskTape implements Tape {
        private final Path file;
        private FileChannel channel;
        private long end;

        private DiskTape(Path file) throws IOException {
            this.file = file;
            this.channel = open();
            this.end = channel.size();
        }

        private FileChannel open() throws IOException {
            return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            int start = bytes.position();
            long at = end;
            uninterrupted(() -> {
                bytes.position(start);
                while (bytes.hasRemaining()) {
                    channel.write(bytes, at + bytes.position() - start);
                }
            });
            end = at + bytes.position() - start;
        }

        @Override
        public void force() throws IOException {
            uninterrupted(() -> channel.force(false));
        }

        @Override
        public void truncate(long length) throws IOException {
            uninterrupted(() -> channel.truncate(length));
            end = Math.min(end, length);
        }

        private void uninterrupted(Work work) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                while (true) {
                    try {
                        work.run();
                        return;
                    } catch (ClosedByInterruptException e) {
                        interrupted |= Thread.interrupted();
                        channel = open();
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Something that is done with a file. */
    interface Work {
        void run() throws IOException;
    }
}
