package dev.tandem.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a person wrote: a strategy's source, a configuration. Read whole, and never more than a person writes. */
record TextFile(byte[] bytes, String text) {
    private static final int MAX_BYTES = 1 << 20;

    /**
     * Reads a regular file: a pipe may never end, or never begin.
     *
     * @param name the file as the user knows it, for messages
     * @param what it should be, "a configuration"
     * @throws NoSuchFileException if there is none; what else is wrong is a {@link UserError}
     */
    static TextFile read(Path file, String name, String what) throws NoSuchFileException {
        try {
            if (Files.isDirectory(file)) {
                throw UserError.at(name, "is a folder, not a file");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw UserError.at(name, "is a pipe or a device; " + what + " is a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw UserError.at(
                            name, "has " + Files.size(file) + " bytes; " + what + " has at most " + MAX_BYTES);
                }
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return new TextFile(bytes, text);
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (CharacterCodingException e) {
            throw UserError.at(name, "is not UTF-8 text");
        } catch (IOException e) {
            throw UserError.at(name, "cannot be read: " + e.getMessage());
        }
    }
}
