package dev.tandem.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Which part of a history is asked for: {@code startTime}, {@code endTime}, {@code limit}. */
record Page(@Nullable Long start, @Nullable Long end, int limit) {
    static Page read(Parameters parameters) {
        return read(parameters, 500, 1_000);
    }

    static Page read(Parameters parameters, int usual, int most) {
        Long limit = parameters.integer("limit");
        Long start = parameters.integer("startTime");
        Long end = parameters.integer("endTime");
        if (limit != null && limit == 0) {
            throw BinanceError.illegal("limit", Parameters.INTEGER_RANGE).exception();
        }
        if (start != null && end != null && start > end) {
            throw new BinanceError(400, -1127, "Start time is greater than end time.").exception();
        }
        return new Page(start, end, limit == null ? usual : (int) Math.min(limit, most));
    }

    /**
     * From a history, oldest first: from an id or a start on, else the newest.
     *
     * @param from the first id; null if none was named
     */
    <T> List<T> of(List<T> history, ToLongFunction<T> id, ToLongFunction<T> millis, @Nullable Long from) {
        List<T> found = new ArrayList<>();
        for (T each : history) {
            long time = millis.applyAsLong(each);
            if ((from == null || id.applyAsLong(each) >= from)
                    && (start == null || time >= start)
                    && (end == null || time <= end)) {
                found.add(each);
            }
        }
        if (found.size() <= limit) {
            return found;
        }
        boolean oldest = from != null || start != null;
        return oldest ? found.subList(0, limit) : found.subList(found.size() - limit, found.size());
    }
}
