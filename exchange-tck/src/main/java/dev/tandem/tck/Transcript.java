package dev.tandem.tck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is seen, line by line. Reports of several orders that come one after the other, with nothing done in between, are
 * put in the order of the orders: venues differ there, and it means nothing.
 */
final class Transcript {
    private static final int DONE = -1;

    private final List<Line> lines = new ArrayList<>();

    private record Line(int order, String text) {}

    /** Something was done, asked or found out. */
    void add(String text) {
        lines.add(new Line(DONE, text));
    }

    /** A venue has reported something of the order with that number. */
    void addReport(int order, String text) {
        lines.add(new Line(order, text));
    }

    List<String> lines() {
        List<Line> sorted = new ArrayList<>();
        List<Line> reports = new ArrayList<>();
        for (Line line : lines) {
            if (line.order == DONE) {
                flush(reports, sorted);
                sorted.add(line);
            } else {
                reports.add(line);
            }
        }
        flush(reports, sorted);
        return sorted.stream().map(Line::text).toList();
    }

    private static void flush(List<Line> reports, List<Line> to) {
        reports.sort(Comparator.comparingInt(Line::order));
        to.addAll(reports);
        reports.clear();
    }
}
