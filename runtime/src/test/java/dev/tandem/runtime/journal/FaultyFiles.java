package dev.tandem.runtime.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk that has only so much room, whose forces may fail, and that counts what is asked of it. */
final class FaultyFiles implements JournalFiles {
    volatile long room = Long.MAX_VALUE;
    volatile boolean forceFails;
    volatile long forceMillis;
    int forces;
    int writes;

    @Override
    public void create(Path file, ByteBuffer content) throws IOException {
        take(content);
        DISK.create(file, content);
    }

    @Override
    public Tape append(Path file) throws IOException {
        Tape disk = DISK.append(file);
        return new Tape() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                writes++;
                if (bytes.remaining() > room) {
                    // As a file system does it: what fits is written.
                    disk.write(bytes.slice(bytes.position(), (int) room));
                    room = 0;
                    throw new IOException("No space left on device");
                }
                take(bytes);
                disk.write(bytes);
            }

            @Override
            public void force() throws IOException {
                if (forceFails) {
                    throw new IOException("Input/output error");
                }
                if (forceMillis > 0) {
                    try {
                        Thread.sleep(forceMillis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                forces++;
                disk.force();
            }

            @Override
            public void truncate(long length) throws IOException {
                disk.truncate(length);
            }

            @Override
            public void close() throws IOException {
                disk.close();
            }
        };
    }

    private void take(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > room) {
            throw new IOException("No space left on device");
        }
        room -= bytes.remaining();
    }
}
