package dev.tandem.webhook;

import dev.tandem.webhook.alert.Lines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as it is kept: what was decided about it and what is to be done, never the message itself, which may contain
 * secrets.
 *
 * @param requestId our name of it
 * @param receivedNanos when it came
 * @param httpStatus what the sender was answered
 * @param status accepted, ignored or rejected
 * @param reason code and sentence; empty if there is nothing to say
 * @param bodyHash SHA-256 of the message, in hex
 * @param keys the names by which it is counted once
 * @param source the address that it came from
 * @param deadlineNanos after which it is too old to be carried out
 * @param about what the first alert in it says of itself: symbol, id, time, stream, sequence, quantity
 * @param plans what is to be done, as names and values; of a message that was refused what was understood of it
 */
record AlertRecord(
        String requestId,
        long receivedNanos,
        int httpStatus,
        String status,
        String reason,
        String bodyHash,
        List<String> keys,
        String source,
        long deadlineNanos,
        Map<String, String> about,
        List<Map<String, String>> plans) {
    /** Stands in {@code about} where it is no alert. */
    static final String KIND = "kind";

    AlertRecord {
        keys = List.copyOf(keys);
        about = Map.copyOf(about);
        plans = List.copyOf(plans);
    }

    boolean isAccepted() {
        return status.equals("accepted");
    }

    /** The same, refused after all; nothing is known by its names then. */
    AlertRecord refused(int code, String why) {
        return new AlertRecord(
                requestId,
                receivedNanos,
                code,
                "rejected",
                why,
                bodyHash,
                List.of(),
                source,
                deadlineNanos,
                about,
                plans);
    }

    /** Whether it came from an agent: then {@code about} says of which kind it is. */
    boolean isOfAgent() {
        return about.containsKey(KIND);
    }

    /** {@code alert}, {@code signal} or {@code forecast}. */
    String kind() {
        return about.getOrDefault(KIND, "alert");
    }

    String text() {
        StringBuilder text = new StringBuilder(512);
        Lines.add(text, "requestId", requestId);
        Lines.add(text, "received", Long.toString(receivedNanos));
        Lines.add(text, "httpStatus", Integer.toString(httpStatus));
        Lines.add(text, "status", status);
        Lines.add(text, "reason", reason);
        Lines.add(text, "bodyHash", bodyHash);
        for (int i = 0; i < keys.size(); i++) {
            Lines.add(text, "key." + i, keys.get(i));
        }
        Lines.add(text, "source", source);
        Lines.add(text, "deadline", Long.toString(deadlineNanos));
        about.forEach((name, value) -> Lines.add(text, "about." + name, value));
        for (int i = 0; i < plans.size(); i++) {
            String prefix = "plan." + i + ".";
            plans.get(i).forEach((name, value) -> Lines.add(text, prefix + name, value));
        }
        return text.toString();
    }

    static AlertRecord parse(String text) {
        Map<String, String> values = Lines.parse(text);
        List<String> keys = new ArrayList<>();
        for (String key = values.get("key.0"); key != null; key = values.get("key." + keys.size())) {
            keys.add(key);
        }
        List<Map<String, String>> plans = new ArrayList<>();
        for (Map<String, String> plan = part(values, "plan.0.");
                !plan.isEmpty();
                plan = part(values, "plan." + plans.size() + ".")) {
            plans.add(plan);
        }
        return new AlertRecord(
                values.getOrDefault("requestId", ""),
                Long.parseLong(values.getOrDefault("received", "0")),
                Integer.parseInt(values.getOrDefault("httpStatus", "0")),
                values.getOrDefault("status", ""),
                values.getOrDefault("reason", ""),
                values.getOrDefault("bodyHash", ""),
                keys,
                values.getOrDefault("source", ""),
                Long.parseLong(values.getOrDefault("deadline", "0")),
                part(values, "about."),
                plans);
    }

    private static Map<String, String> part(Map<String, String> values, String prefix) {
        Map<String, String> part = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), value);
            }
        });
        return part;
    }
}
