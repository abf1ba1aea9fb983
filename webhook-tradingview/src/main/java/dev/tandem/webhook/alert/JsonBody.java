package dev.tandem.webhook.alert;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON, strictly: one document, nothing twice, nothing repaired. */
final class JsonBody {
    /** More alerts in one message than anybody sends. */
    static final int MAX_ALERTS = 20;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT = 4096;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(128)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser parser;

    private JsonBody(JsonParser parser) {
        this.parser = parser;
    }

    /** One alert, or those of an array; the text is valid UTF-8 without NUL and byte order mark. */
    static List<Fields> parse(byte[] utf8) {
        try (JsonParser parser = JSON.createParser(utf8)) {
            return new JsonBody(parser).alerts();
        } catch (JacksonException e) {
            throw AlertRefusal.malformed("it looks like JSON and is none, near byte "
                    + (e.getLocation() == null ? 0 : e.getLocation().getByteOffset()));
        } catch (IOException e) {
            throw AlertRefusal.malformed("it cannot be read as JSON");
        }
    }

    private List<Fields> alerts() throws IOException {
        List<Fields> alerts = new ArrayList<>(1);
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            alerts.add(alert());
        } else {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT || alerts.size() == MAX_ALERTS) {
                    throw AlertRefusal.of("array", "an array must be of alerts, at most " + MAX_ALERTS + " of them");
                }
                alerts.add(alert());
            }
            if (alerts.isEmpty()) {
                throw AlertRefusal.of("array", "the array of alerts is empty");
            }
        }
        if (parser.nextToken() != null) {
            throw AlertRefusal.malformed("something comes after the end of the JSON");
        }
        return alerts;
    }

    private Fields alert() throws IOException {
        Fields fields = new Fields();
        object(fields, new ArrayList<>(4));
        return fields;
    }

    private void object(Fields fields, List<String> path) throws IOException {
        List<String> names = new ArrayList<>(8);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            text(name);
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(name)) {
                    throw AlertRefusal.malformed("a name is there twice");
                }
            }
            names.add(name);
            if (names.size() > Fields.MAX) {
                throw AlertRefusal.malformed("an object may have " + Fields.MAX + " names");
            }
            path.add(name);
            parser.nextToken();
            value(fields, path);
            path.removeLast();
        }
    }

    private void value(Fields fields, List<String> path) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(fields, path);
            case START_ARRAY -> {
                int index = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    path.add(Integer.toString(index++));
                    value(fields, path);
                    path.removeLast();
                }
            }
            case VALUE_STRING -> fields.add(path, Field.Kind.TEXT, text(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fields.add(path, Field.Kind.NUMBER, parser.getText());
            case VALUE_TRUE -> fields.add(path, Field.Kind.TRUTH, "true");
            case VALUE_FALSE -> fields.add(path, Field.Kind.TRUTH, "false");
            default -> fields.add(path, Field.Kind.NOTHING, "");
        }
    }

    /** What an escape can smuggle in, no text may have. */
    private static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw AlertRefusal.malformed("a text contains NUL");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw AlertRefusal.malformed("a text contains half a character (a lone surrogate)");
                }
                i++;
            }
        }
        return text;
    }
}
