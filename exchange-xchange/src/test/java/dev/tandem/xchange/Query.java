package dev.tandem.xchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked for in a request's target. */
final class Query {
    private Query() {}

    static long number(String target, String name) {
        return Long.parseLong(text(target, name));
    }

    static String text(String target, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(target);
        if (!found.find()) {
            throw new IllegalArgumentException("no " + name + " in " + target);
        }
        return found.group(1);
    }
}
