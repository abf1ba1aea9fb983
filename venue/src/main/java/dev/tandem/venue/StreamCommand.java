package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client of the market streams says: {@code {"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}}.
 *
 * @param id as it goes back, in JSON: a number, a quoted word, or {@code null}
 * @param params each a {@link String}, a {@link Boolean}, or {@link #OTHER}
 */
record StreamCommand(Method method, String id, List<Object> params) {
    enum Method {
        SUBSCRIBE,
        UNSUBSCRIBE,
        LIST_SUBSCRIPTIONS,
        SET_PROPERTY,
        GET_PROPERTY
    }

    /** A parameter that is neither text nor yes or no. */
    static final Object OTHER = new Object();

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(1_024)
                    .maxNumberLength(32)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,36}");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final int MOST_PARAMS = 1_024;

    /** It is not one; the message is the answer. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String json;

        Unreadable(int code, String message) {
            super(message, null, false, false);
            json = "{\"code\":" + code + ",\"msg\":\"" + message + "\"}";
        }

        /** The one answer that repeats the request's id. */
        static Unreadable unknownProperty(String id) {
            return new Unreadable("Unknown property", id);
        }

        private Unreadable(String message, String id) {
            super(message, null, false, false);
            json = "{\"code\":0,\"msg\":\"" + message + "\",\"id\":" + id + "}";
        }

        String json() {
            return json;
        }
    }

    static StreamCommand parse(String text) throws Unreadable {
        try (JsonParser parser = JSON.createParser(text)) {
            return parse(parser);
        } catch (JsonParseException e) {
            throw new Unreadable(
                    3,
                    "Invalid JSON: expected value at line " + e.getLocation().getLineNr() + " column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new Unreadable(3, "Invalid JSON: expected value at line 1 column 1");
        }
    }

    private static StreamCommand parse(JsonParser parser) throws IOException, Unreadable {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Unreadable(3, "Invalid JSON: expected value at line 1 column 1");
        }
        Method method = null;
        String id = null;
        List<Object> params = List.of();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "method" -> method = method(parser, token);
                case "id" -> id = id(parser, token);
                case "params" -> params = params(parser, token);
                default -> parser.skipChildren();
            }
        }
        int end = parser.currentLocation().getColumnNr() - 1;
        if (parser.nextToken() != null) {
            throw new Unreadable(3, "Invalid JSON: expected value at line 1 column " + (end + 1));
        }
        if (method == null) {
            throw new Unreadable(2, "Invalid request: missing field `method` at line 1 column " + end);
        }
        if (id == null) {
            throw new Unreadable(2, "Invalid request: request ID must be an unsigned integer");
        }
        return new StreamCommand(method, id, params);
    }

    private static Method method(JsonParser parser, JsonToken token) throws IOException, Unreadable {
        String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
        for (Method method : Method.values()) {
            if (method.name().equals(text)) {
                return method;
            }
        }
        String shown = WORD.matcher(text).matches() ? text : "?";
        throw new Unreadable(
                2,
                "Invalid request: unknown variant `" + shown + "`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`,"
                        + " `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` at line 1 column "
                        + (parser.currentLocation().getColumnNr() - 1));
    }

    private static @Nullable String id(JsonParser parser, JsonToken token) throws IOException {
        String text = parser.getText();
        return switch (token) {
            case VALUE_NULL -> "null";
            case VALUE_NUMBER_INT -> INTEGER.matcher(text).matches() ? text : null;
            case VALUE_STRING -> WORD.matcher(text).matches() ? "\"" + text + "\"" : null;
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    private static List<Object> params(JsonParser parser, JsonToken token) throws IOException, Unreadable {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return List.of(OTHER);
        }
        List<Object> params = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (params.size() == MOST_PARAMS) {
                throw new Unreadable(2, "Invalid request: too many parameters");
            }
            params.add(
                    switch (next) {
                        case VALUE_STRING -> parser.getText();
                        case VALUE_TRUE -> true;
                        case VALUE_FALSE -> false;
                        default -> {
                            parser.skipChildren();
                            yield OTHER;
                        }
                    });
        }
        return params;
    }
}
