package dev.tandem.web;

import org.jspecify.annotations.Nullable;

/** Decodes a path and takes none that two readers could take for two places. */
final class PathText {
    private PathText() {}

    /**
     * The path with its escapes decoded; null if it has an empty, {@code .} or {@code ..} segment, a {@code ;}, a
     * backslash, an escape of a separator or of anything that is not printable ASCII, or a broken escape.
     */
    static @Nullable String decode(@Nullable String raw) {
        if (raw == null || raw.isEmpty() || raw.charAt(0) != '/') {
            return null;
        }
        String path = raw.indexOf('%') < 0 ? raw : unescape(raw);
        return path == null || !isPlain(path) ? null : path;
    }

    private static @Nullable String unescape(String raw) {
        StringBuilder path = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                path.append(c);
                continue;
            }
            int value = i + 2 < raw.length() ? 16 * hex(raw.charAt(i + 1)) + hex(raw.charAt(i + 2)) : -1;
            if (value <= ' ' || value > '~' || "/%?#.".indexOf(value) >= 0) {
                return null;
            }
            path.append((char) value);
            i += 2;
        }
        return path.toString();
    }

    /** ASCII only: {@link Character#digit} would take the digits of every script. */
    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -4096;
    }

    private static boolean isPlain(String path) {
        int start = 1;
        for (int i = 1; i <= path.length(); i++) {
            char c = i < path.length() ? path.charAt(i) : '/';
            if (c == '/') {
                boolean last = i == path.length();
                int length = i - start;
                if (length == 0 && !(last && path.length() == 1)) {
                    return false;
                }
                if (length > 0 && isDots(path, start, i)) {
                    return false;
                }
                start = i + 1;
            } else if (c <= ' ' || c > '~' || c == ';' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDots(String path, int from, int to) {
        for (int i = from; i < to; i++) {
            if (path.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }
}
