package dev.tandem.sweep.report;

import java.util.Locale;

/** Text for a page: escaped, and numbers without a locale. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg raw(String markup) {
        text.append(markup);
        return this;
    }

    /** Markup with numbers and texts in it; texts are escaped. */
    Svg add(String format, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof String value ? escaped(value) : values[i];
        }
        text.append(String.format(Locale.ROOT, format, safe));
        return this;
    }

    static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A short number. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 1000 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
