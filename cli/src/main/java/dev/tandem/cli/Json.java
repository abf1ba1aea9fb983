package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a JSON document, all of it or none. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** What writes the document. */
    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static void print(Terminal terminal, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            DefaultPrettyPrinter indented = new DefaultPrettyPrinter();
            indented.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            json.setPrettyPrinter(indented);
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.out().writeBytes(bytes.toByteArray());
        terminal.out().println();
    }
}
