package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes a JSON document, all of it or none. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** What writes the document. */
    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Fields by name: whole numbers, truth values, lists of text, and text. */
    static void fields(JsonGenerator json, Map<String, Object> fields) throws IOException {
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            switch (field.getValue()) {
                case Long number -> json.writeNumberField(field.getKey(), number);
                case Boolean flag -> json.writeBooleanField(field.getKey(), flag);
                case List<?> list -> {
                    json.writeArrayFieldStart(field.getKey());
                    for (Object each : list) {
                        json.writeString(each.toString());
                    }
                    json.writeEndArray();
                }
                case Object text -> json.writeStringField(field.getKey(), text.toString());
            }
        }
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
