package dev.tandem.webhook;

import java.util.LinkedHashMap;
import java.util.Map;

/** Notices when a number is left out among the alerts of a strategy that counts them. */
final class Sequences {
    private static final int MAX_STREAMS = 1_000;

    private final Map<String, Long> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_STREAMS;
        }
    };

    /** Takes note of an alert; says what is missing, or nothing. */
    synchronized String note(Map<String, String> about) {
        String number = about.get("sequence");
        if (number == null) {
            return "";
        }
        long now = Long.parseLong(number);
        Long before = last.put(about.getOrDefault("stream", ""), now);
        if (before == null || now == before + 1) {
            return "";
        }
        return now <= before
                ? "alert number " + now + " came after number " + before
                : "between alerts number " + before + " and " + now + " there are " + (now - before - 1) + " missing";
    }
}
