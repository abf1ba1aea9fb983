package dev.tandem.confidence.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads CSV with a header row by row. Columns are found by name, in any order; those that nobody asks for are left
 * alone. Cells may be in quotes; two quotes within are one. Empty lines are passed over.
 */
public final class CsvTable {
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

    private final BufferedReader reader;
    private final String file;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();
    private final int width;
    private long line;

    private record Cell(String text, int column) {}

    /**
     * Reads the header.
     *
     * @param file what it is called in messages
     * @param required columns that must be there
     * @throws PlaceException if one is not
     */
    public CsvTable(Reader from, String file, List<String> required) throws IOException {
        this.reader = new BufferedReader(from);
        this.file = file;
        String header = reader.readLine();
        line = 1;
        if (header == null) {
            throw wrong(1, "the file is empty; it begins with a header " + String.join(",", required));
        }
        split(header.startsWith("\uFEFF") ? header.substring(1) : header);
        width = cells.size();
        for (int i = 0; i < width; i++) {
            String name = cells.get(i).text().strip().toLowerCase(Locale.ROOT);
            if (columns.put(name, i) != null) {
                throw wrong(cells.get(i).column(), "the column '" + name + "' is there twice");
            }
        }
        for (String name : required) {
            if (!columns.containsKey(name)) {
                throw wrong(1, "the header has no column '" + name + "'; it must have " + String.join(",", required));
            }
        }
    }

    /** Goes to the next row; false after the last. */
    public boolean next() throws IOException {
        String row;
        do {
            row = reader.readLine();
            line++;
            if (row == null) {
                return false;
            }
        } while (row.isBlank());
        split(row);
        if (cells.size() != width) {
            throw wrong(
                    cells.size() > width ? cells.get(width).column() : row.length() + 1,
                    "the row has " + cells.size() + " columns, " + width + " are expected as in the header");
        }
        return true;
    }

    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /** What stands in this row in a column, without spaces around it; empty if there is no such column. */
    public String text(String column) {
        Integer at = columns.get(column);
        return at == null ? "" : cells.get(at).text().strip();
    }

    /** A name that must not be empty. */
    public String name(String column, String what) {
        String text = text(column);
        if (text.isEmpty()) {
            throw wrong(column, column + " is empty; " + what + " is needed");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(column, column + " has a control character in it; " + what + " is needed");
        }
        return text;
    }

    /** A decimal number; NaN if it is none. */
    public double number(String column) {
        String text = text(column);
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    /** Whether the price is to rise: {@code long}, {@code buy}, {@code up}, 1, or their opposites. */
    public boolean up(String column) {
        return switch (text(column).toLowerCase(Locale.ROOT)) {
            case "long", "buy", "up", "1", "+1" -> true;
            case "short", "sell", "down", "-1" -> false;
            default ->
                throw wrong(
                        column,
                        column + " '" + text(column) + "' is none; it must be long or short, buy or sell, up or down");
        };
    }

    /** The timestamp of this row, as {@link Timestamps#read} gives it. */
    public long time(String column, Timestamps times) {
        try {
            return times.read(text(column));
        } catch (IllegalArgumentException e) {
            throw wrong(column, String.valueOf(e.getMessage()));
        }
    }

    /** The line of this row, from 1. */
    public long line() {
        return line;
    }

    /** That something is wrong with a cell of this row. */
    public PlaceException wrong(String column, String message) {
        Integer at = columns.get(column);
        return wrong(at == null ? 1 : cells.get(at).column(), message);
    }

    /** That something is wrong with this row. */
    public PlaceException wrong(int column, String message) {
        return new PlaceException(file, line, column, message);
    }

    private void split(String row) {
        cells.clear();
        int at = 0;
        while (true) {
            int column = at + 1;
            if (at < row.length() && row.charAt(at) == '"') {
                at = quoted(row, column);
            } else {
                int comma = row.indexOf(',', at);
                int end = comma < 0 ? row.length() : comma;
                cells.add(new Cell(row.substring(at, end), column));
                at = end;
            }
            if (at >= row.length()) {
                return;
            }
            at++;
        }
    }

    /** Returns where the cell ends. */
    private int quoted(String row, int column) {
        StringBuilder text = new StringBuilder();
        int at = column;
        while (at < row.length()) {
            char c = row.charAt(at++);
            if (c != '"') {
                text.append(c);
            } else if (at < row.length() && row.charAt(at) == '"') {
                text.append('"');
                at++;
            } else {
                if (at < row.length() && row.charAt(at) != ',') {
                    throw wrong(at + 1, "after a closing quote comes a comma");
                }
                cells.add(new Cell(text.toString(), column));
                return at;
            }
        }
        throw wrong(column, "a quote is opened and not closed");
    }
}
