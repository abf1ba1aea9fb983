package dev.tandem.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens a table that may be long and compressed. */
final class TextReader {
    private TextReader() {}

    /** Bytes that are no UTF-8 are an error and not a replacement character. */
    static Reader open(Path path) throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            return new InputStreamReader(
                    path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                    StandardCharsets.UTF_8.newDecoder());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
