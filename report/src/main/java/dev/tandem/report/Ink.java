package dev.tandem.report;

/** Emphasis by ANSI escapes, where the terminal has them; otherwise the text as it is. */
final class Ink {
    private final boolean ansi;

    Ink(boolean ansi) {
        this.ansi = ansi;
    }

    String strong(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    /** Green above zero, red below. */
    String signed(double value, String text) {
        if (value > 0) {
            return paint("32", text);
        }
        return value < 0 ? paint("31", text) : text;
    }

    private String paint(String code, String text) {
        return ansi ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
