package dev.tandem.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Where to listen: {@code 127.0.0.1:8080}, {@code [::1]:0}, {@code localhost:0}. Port 0 is any free one. */
record ListenAddress(InetAddress address, int port) {
    static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw bad(text, null);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw bad(text, null);
        }
        String port = text.substring(colon + 1);
        if (host.isEmpty()
                || port.isEmpty()
                || port.length() > 5
                || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw bad(text, null);
        }
        int number = Integer.parseInt(port);
        if (number > 65_535) {
            throw bad(text, null);
        }
        try {
            return new ListenAddress(InetAddress.getByName(host), number);
        } catch (UnknownHostException e) {
            throw bad(text, e);
        }
    }

    private static IllegalArgumentException bad(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "'" + text + "' is not an address to listen on, such as 127.0.0.1:8080 or [::1]:0", cause);
    }
}
