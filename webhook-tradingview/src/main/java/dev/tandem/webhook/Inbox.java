package dev.tandem.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages that came last, newest first, and what came of each. Older ones are in the journal only. Safe for any thread. */
final class Inbox {
    static final int KEPT = 5_000;

    private final Map<String, InboxEntry> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, InboxEntry> eldest) {
            return size() > KEPT;
        }
    };

    synchronized InboxEntry add(AlertRecord record) {
        InboxEntry entry = new InboxEntry(record);
        entries.put(record.requestId(), entry);
        return entry;
    }

    synchronized @Nullable InboxEntry find(String requestId) {
        return entries.get(requestId);
    }

    /** The newest ones first. */
    synchronized List<InboxEntry> latest(int most) {
        List<InboxEntry> all = new ArrayList<>(entries.values()).reversed();
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
}
