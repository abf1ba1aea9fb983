package dev.tandem.web;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Ids such as {@code 6f2k1c-1a}: which start of the server, and which request since. They name, they do not protect. */
final class RequestIds implements Supplier<String> {
    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    RequestIds(long start) {
        String text = "000000" + Long.toString(start & Long.MAX_VALUE, 36).toLowerCase(Locale.ROOT);
        prefix = text.substring(text.length() - 6) + "-";
    }

    @Override
    public String get() {
        return prefix + Long.toString(count.incrementAndGet(), 36);
    }
}
