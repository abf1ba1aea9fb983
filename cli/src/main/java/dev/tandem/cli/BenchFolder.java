package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of {@code tandem bench --report DIR}: {@code result.json} and {@code index.html}. */
final class BenchFolder {
    private BenchFolder() {}

    interface Document {
        void to(JsonGenerator json) throws IOException;
    }

    static void write(Path folder, String page, Document document) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("index.html"), page);
            try (JsonGenerator json = new JsonFactory()
                    .createGenerator(folder.resolve("result.json").toFile(), JsonEncoding.UTF8)
                    .useDefaultPrettyPrinter()) {
                document.to(json);
            }
        } catch (IOException e) {
            UserError error = UserError.usage("--report: cannot write to " + folder + ": " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }
}
