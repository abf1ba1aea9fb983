package dev.tandem.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is where. A literal path goes before one with parameters; among those, the first one that was added. */
final class Routes {
    private static final Pattern METHOD = Pattern.compile("GET|POST|PUT|DELETE|PATCH");
    private static final Pattern PARAMETER = Pattern.compile("\\{[A-Za-z][A-Za-z0-9]*}");

    private final Map<String, Place> literal = new HashMap<>();
    private final List<Place> withParameters = new ArrayList<>();

    /** All that is at one path. */
    static final class Place {
        final String[] segments;
        final Map<String, RequestHandler> handlers = new TreeMap<>();

        @Nullable
        WebSocketEndpoint webSocket;

        /** The longest body that may come here; 0 for what is usual. */
        int bodyBytes;

        Place(String[] segments) {
            this.segments = segments;
        }

        /** The handler for a method; HEAD is a GET whose body nobody sees. */
        @Nullable
        RequestHandler handler(String method) {
            return handlers.get(method.equals("HEAD") ? "GET" : method);
        }

        String allow() {
            List<String> methods = new ArrayList<>(handlers.keySet());
            if (handlers.containsKey("GET")) {
                methods.add(1, "HEAD");
            }
            return String.join(", ", methods);
        }
    }

    record Match(Place place, Map<String, String> parameters) {}

    void add(String method, String path, RequestHandler handler) {
        if (!METHOD.matcher(method).matches()) {
            throw new IllegalArgumentException("method must be GET, POST, PUT, DELETE or PATCH, was '" + method + "'");
        }
        if (place(path).handlers.putIfAbsent(method, handler) != null) {
            throw new IllegalArgumentException("there are two routes for " + method + " " + path);
        }
    }

    void allowBodies(String path, int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a body may have at least 1 byte, was " + bytes);
        }
        place(path).bodyBytes = bytes;
    }

    void add(String path, WebSocketEndpoint endpoint) {
        Place place = place(path);
        if (place.webSocket != null) {
            throw new IllegalArgumentException("there are two websockets at " + path);
        }
        place.webSocket = endpoint;
    }

    private Place place(String path) {
        if (PathText.decode(path) == null || path.indexOf('%') >= 0) {
            throw new IllegalArgumentException("'" + path + "' is not a path such as /orders/{id}");
        }
        String[] segments = segments(path);
        boolean parameters = false;
        for (String segment : segments) {
            boolean parameter = PARAMETER.matcher(segment).matches();
            if (!parameter && (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0)) {
                throw new IllegalArgumentException("'" + segment + "' in " + path + ": a parameter is a whole segment");
            }
            parameters |= parameter;
        }
        if (!parameters) {
            return literal.computeIfAbsent(path, key -> new Place(segments));
        }
        for (Place place : withParameters) {
            if (List.of(place.segments).equals(List.of(segments))) {
                return place;
            }
        }
        Place place = new Place(segments);
        withParameters.add(place);
        return place;
    }

    /** What is at a path, or null. */
    @Nullable
    Match find(String path) {
        Place exact = literal.get(path);
        if (exact != null) {
            return new Match(exact, Map.of());
        }
        if (withParameters.isEmpty()) {
            return null;
        }
        String[] segments = segments(path);
        for (Place place : withParameters) {
            Map<String, String> parameters = match(place.segments, segments);
            if (parameters != null) {
                return new Match(place, parameters);
            }
        }
        return null;
    }

    private static @Nullable Map<String, String> match(String[] pattern, String[] segments) {
        if (pattern.length != segments.length) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pattern.length; i++) {
            String expected = pattern[i];
            if (expected.startsWith("{")) {
                parameters.put(expected.substring(1, expected.length() - 1), segments[i]);
            } else if (!expected.equals(segments[i])) {
                return null;
            }
        }
        return parameters;
    }

    private static String[] segments(String path) {
        return path.substring(1).split("/", -1);
    }
}
