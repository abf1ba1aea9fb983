package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The book as everybody sees it: quantities at prices, not who they belong to. */
final class Depth {
    private final VenueCore core;
    private long updateId = 1;

    /** Lots at a price. */
    record Level(long ticks, long lots) {}

    Depth(VenueCore core) {
        this.core = core;
    }

    /** The book may be different from now on. */
    void changed() {
        updateId++;
    }

    long updateId() {
        return updateId;
    }

    /** Best first. */
    List<Level> levels(boolean buys, int most) {
        List<Level> found = new ArrayList<>();
        core.trading().depth(buys, (ticks, lots, orders) -> {
            found.add(new Level(ticks, lots));
            return found.size() < most;
        });
        return found;
    }

    /** Zeros where nobody offers anything. */
    Level best(boolean buys) {
        List<Level> levels = levels(buys, 1);
        return levels.isEmpty() ? new Level(0, 0) : levels.getFirst();
    }

    void write(JsonGenerator json, String name, boolean buys, int most) throws IOException {
        json.writeArrayFieldStart(name);
        for (Level level : levels(buys, most)) {
            json.writeStartArray();
            json.writeString(core.price(level.ticks()));
            json.writeString(core.quantity(level.lots()));
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
