package dev.tandem.sweep.check;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file of market data, and how it would look in another world: same columns, same times, other prices. */
public final class DataFile {
    private static final Map<String, World.Field> NAMES = Map.ofEntries(
            Map.entry("open", World.Field.OPEN),
            Map.entry("high", World.Field.HIGH),
            Map.entry("low", World.Field.LOW),
            Map.entry("close", World.Field.CLOSE),
            Map.entry("adj close", World.Field.CLOSE),
            Map.entry("price", World.Field.CLOSE),
            Map.entry("bid", World.Field.CLOSE),
            Map.entry("ask", World.Field.CLOSE),
            Map.entry("volume", World.Field.VOLUME),
            Map.entry("size", World.Field.VOLUME),
            Map.entry("qty", World.Field.VOLUME),
            Map.entry("bid_size", World.Field.VOLUME),
            Map.entry("ask_size", World.Field.VOLUME));

    private final Path original;
    private final byte[] text;
    private final int firstRowAt;
    private final World.@Nullable Field[] fields;
    private final IntUnaryOperator barOfRow;

    private DataFile(
            Path original, byte[] text, int firstRowAt, World.@Nullable Field[] fields, IntUnaryOperator barOfRow) {
        this.original = original;
        this.text = text;
        this.firstRowAt = firstRowAt;
        this.fields = fields;
        this.barOfRow = barOfRow;
    }

    /**
     * Reads a file.
     *
     * @param columns what the columns of a file without a header are, {@code 0=timestamp,1=open,…} or {@code binance};
     *     null where they have their usual names, or order
     * @param barOfRow which bar a row belongs to, both from 0
     */
    public static DataFile of(Path file, @Nullable String columns, IntUnaryOperator barOfRow) throws IOException {
        byte[] text;
        try (InputStream in =
                isCompressed(file) ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file)) {
            text = in.readAllBytes();
        }
        int end = endOfLine(text, 0);
        String first = new String(text, 0, end, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        boolean header = first.chars().anyMatch(c -> c >= 'a' && c <= 'z' && c != 't' && c != 'z' && c != 'e');
        String[] names = header ? first.strip().split(",", -1) : names(columns);
        World.@Nullable Field[] fields = new World.@Nullable Field[names.length];
        for (int i = 0; i < names.length; i++) {
            fields[i] = NAMES.get(names[i].strip().replace("\"", ""));
        }
        return new DataFile(file, text, header ? Math.min(end + 1, text.length) : 0, fields, barOfRow);
    }

    private static String[] names(@Nullable String columns) {
        String[] names = {"timestamp", "open", "high", "low", "close", "volume"};
        if (columns == null || columns.indexOf('=') < 0) {
            return names;
        }
        String[] named = new String[64];
        Arrays.fill(named, "");
        for (String part : columns.split(",", -1)) {
            int equals = part.indexOf('=');
            String place = part.substring(0, Math.max(equals, 0));
            if (place.matches("[0-9]{1,2}") && Integer.parseInt(place) < named.length) {
                named[Integer.parseInt(place)] = part.substring(equals + 1).toLowerCase(Locale.ROOT);
            }
        }
        return named;
    }

    private static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static int endOfLine(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The true one. */
    Path original() {
        return original;
    }

    /** Writes how it would look. */
    void write(World.FileView view, Path target) throws IOException {
        try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16);
                OutputStream out = isCompressed(original) ? new GZIPOutputStream(plain) : plain) {
            out.write(text, 0, firstRowAt);
            int row = 0;
            for (int at = firstRowAt; at < text.length; row++) {
                int end = endOfLine(text, at);
                int bar = barOfRow.applyAsInt(row);
                if (bar >= view.from() && bar < view.to()) {
                    row(view.change(), bar, at, end, out);
                }
                at = end + 1;
            }
        }
    }

    private void row(World.RowChange change, int bar, int from, int end, OutputStream out) throws IOException {
        boolean same = true;
        for (World.Field field : World.Field.values()) {
            same &= change.factor(bar, field) == 1;
        }
        if (same) {
            out.write(text, from, Math.min(end + 1, text.length) - from);
            return;
        }
        ByteArrayOutputStream row = new ByteArrayOutputStream(end - from + 16);
        int decimals = decimals(from, end);
        int column = 0;
        int at = from;
        while (at <= end) {
            int comma = at;
            while (comma < end && text[comma] != ',') {
                comma++;
            }
            World.Field field = column < fields.length ? fields[column] : null;
            String value = new String(text, at, comma - at, StandardCharsets.UTF_8);
            String now = field == null ? value : scaled(value, change.factor(bar, field), decimals);
            row.write(now.getBytes(StandardCharsets.UTF_8));
            if (comma < end) {
                row.write(',');
            }
            column++;
            at = comma + 1;
        }
        row.write('\n');
        out.write(row.toByteArray());
    }

    /** The most decimals of a number in a row: all of them get as many, so that they stay in order when they are rounded. */
    private int decimals(int from, int end) {
        int most = 4;
        int point = -1;
        for (int at = from; at <= end; at++) {
            boolean ends = at == end || text[at] == ',' || text[at] == '\r';
            if (ends) {
                most = point < 0 ? most : Math.max(most, at - point - 1);
                point = -1;
            } else if (text[at] == '.') {
                point = at;
            }
        }
        return Math.min(most, 8);
    }

    private static String scaled(String value, double factor, int decimals) {
        String number = value.strip();
        if (factor == 1 || !number.matches("-?[0-9]+([.][0-9]+)?")) {
            return value;
        }
        BigDecimal before = new BigDecimal(number);
        BigDecimal after = before.multiply(BigDecimal.valueOf(factor)).setScale(decimals, RoundingMode.HALF_EVEN);
        return (after.signum() == 0 && before.signum() != 0 ? BigDecimal.ONE.movePointLeft(decimals) : after)
                .toPlainString();
    }
}
