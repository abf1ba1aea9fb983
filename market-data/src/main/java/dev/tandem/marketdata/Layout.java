package dev.tandem.marketdata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each column of a file is, decided once from its first line. */
final class Layout {
    private static final String KNOWN = Arrays.stream(MarketDataKind.values())
            .map(k -> k + " " + k.header())
            .collect(Collectors.joining("; "));

    private final MarketDataKind kind;
    private final @Nullable Field[] columns;
    private final boolean hasHeader;

    private Layout(MarketDataKind kind, @Nullable Field[] columns, boolean hasHeader) {
        this.kind = kind;
        this.columns = columns;
        this.hasHeader = hasHeader;
    }

    MarketDataKind kind() {
        return kind;
    }

    boolean hasHeader() {
        return hasHeader;
    }

    int width() {
        return columns.length;
    }

    /** What a column is; null for one that is ignored. */
    @Nullable
    Field field(int column) {
        return columns[column];
    }

    Field.Type[] types() {
        return Arrays.stream(columns)
                .map(f -> f == null ? Field.Type.SKIP : f.type())
                .toArray(Field.Type[]::new);
    }

    int[] slots() {
        return Arrays.stream(columns).mapToInt(f -> f == null ? 0 : f.ordinal()).toArray();
    }

    /**
     * Reads the first line.
     *
     * @param lineStart where the line begins, for problems that concern all of it
     * @param spec what the user says of the columns, or null
     */
    static Layout of(Fields first, int lineStart, @Nullable ColumnSpec spec) throws RowProblem {
        if (spec == null) {
            return byOurNames(first, lineStart);
        }
        return spec.byName() ? byTheirNames(first, lineStart, spec) : byPosition(first, lineStart, spec);
    }

    private static Layout byOurNames(Fields header, int lineStart) throws RowProblem {
        @Nullable Field[] fields = new Field[header.size()];
        List<Field> found = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Field.named(header.text(i));
            if (fields[i] != null) {
                found.add(fields[i]);
            }
        }
        MarketDataKind closest = MarketDataKind.BARS;
        int most = 0;
        for (MarketDataKind kind : MarketDataKind.values()) {
            int common = (int) kind.fields().stream().filter(found::contains).count();
            if (common == kind.fields().size()) {
                for (int i = 0; i < fields.length; i++) {
                    Field field = fields[i];
                    if (field != null && !kind.fields().contains(field)) {
                        fields[i] = null;
                    } else if (field != null && Arrays.asList(fields).indexOf(field) < i) {
                        throw RowProblem.fatal(header.start(i), "the header has " + field + " twice");
                    }
                }
                return new Layout(kind, fields, true);
            }
            if (common > most) {
                most = common;
                closest = kind;
            }
        }
        throw RowProblem.fatal(lineStart, unknownHeader(header, found, closest, most));
    }

    private static String unknownHeader(Fields header, List<Field> found, MarketDataKind closest, int most) {
        if (looksLikeData(header)) {
            return "the file has no header; put " + closest.header() + " (or another known form) above its rows, or say"
                    + " what they are with "
                    + (header.size() == 12
                            ? "--columns binance (12 columns look like a dump of Binance klines)"
                            : "--columns 0=timestamp,1=open,…");
        }
        List<String> lower =
                header.texts().stream().map(t -> t.toLowerCase(Locale.ROOT)).toList();
        if ((lower.contains("date") || lower.contains("datetime"))
                && lower.containsAll(List.of("open", "high", "low", "close", "volume"))) {
            return "the header has "
                    + Texts.quote(header.text(Math.max(lower.indexOf("date"), lower.indexOf("datetime"))))
                    + " where timestamp is expected; --columns yahoo reads a file of this form";
        }
        String only = header.text(0);
        if (header.size() == 1 && (only.indexOf(';') >= 0 || only.indexOf('\t') >= 0)) {
            return "the columns are separated by " + (only.indexOf(';') >= 0 ? "semicolons" : "tabs")
                    + "; commas are expected";
        }
        if (most < 2) {
            return "the header " + Texts.quote(String.join(",", header.texts())) + " is unknown; known are: " + KNOWN
                    + "; --columns maps other names";
        }
        String missing = closest.fields().stream()
                .filter(f -> !found.contains(f))
                .map(Field::text)
                .collect(Collectors.joining(", "));
        return "the header lacks " + missing + "; known are: " + KNOWN + "; --columns maps other names";
    }

    /** Whether a first line is a row and no header: it has numbers or times in most of its fields. */
    private static boolean looksLikeData(Fields first) {
        long data = first.texts().stream()
                .filter(t -> !t.isEmpty() && (Character.isDigit(t.charAt(0)) || t.charAt(0) == '-'))
                .count();
        return data > 0 && data * 2 >= first.size();
    }

    private static Layout byTheirNames(Fields header, int lineStart, ColumnSpec spec) throws RowProblem {
        if (looksLikeData(header)) {
            throw RowProblem.fatal(
                    lineStart,
                    "the file has no header, but --columns " + Texts.quote(spec.toString())
                            + " names columns; give positions such as 0=timestamp,1=open,…");
        }
        @Nullable Field[] fields = new Field[header.size()];
        List<String> missing = new ArrayList<>();
        for (Map.Entry<Field, List<String>> entry : spec.names().entrySet()) {
            int column = find(header, entry.getValue());
            if (column < 0) {
                missing.add(String.join(" or ", entry.getValue()));
            } else if (fields[column] != null) {
                throw RowProblem.fatal(
                        header.start(column), "this column is to be both " + fields[column] + " and " + entry.getKey());
            } else {
                fields[column] = entry.getKey();
            }
        }
        if (!missing.isEmpty()) {
            throw RowProblem.fatal(
                    lineStart,
                    "the header " + Texts.quote(String.join(",", header.texts())) + " lacks "
                            + Texts.clean(String.join(", ", missing)) + ", which --columns "
                            + Texts.quote(spec.toString())
                            + " reads");
        }
        return new Layout(spec.kind(), fields, true);
    }

    private static int find(Fields header, List<String> names) {
        for (String name : names) {
            int exact = header.texts().indexOf(name);
            if (exact >= 0) {
                return exact;
            }
        }
        for (int i = 0; i < header.size(); i++) {
            String text = header.text(i);
            if (names.stream().anyMatch(text::equalsIgnoreCase)) {
                return i;
            }
        }
        return -1;
    }

    private static Layout byPosition(Fields first, int lineStart, ColumnSpec spec) throws RowProblem {
        boolean header = !spec.optionalHeader().isEmpty() && first.text(0).equalsIgnoreCase(spec.optionalHeader());
        int needed = spec.width() > 0
                ? spec.width()
                : spec.positions().keySet().stream().mapToInt(i -> i + 1).max().orElseThrow();
        if (spec.width() > 0 ? first.size() != needed : first.size() < needed) {
            throw RowProblem.fatal(
                    lineStart,
                    "the first row has " + first.size() + " columns, --columns " + Texts.quote(spec.toString())
                            + " needs " + needed + (spec.width() > 0 ? "" : " or more"));
        }
        if (!header && !looksLikeData(first)) {
            throw RowProblem.fatal(
                    lineStart,
                    "the file has a header, but --columns " + Texts.quote(spec.toString())
                            + " is for files without one; give names such as timestamp="
                            + Texts.clean(first.text(0)) + ",…");
        }
        @Nullable Field[] fields = new Field[first.size()];
        spec.positions().forEach((column, field) -> fields[column] = field);
        return new Layout(spec.kind(), fields, header);
    }
}
