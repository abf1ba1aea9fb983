package dev.tandem.report;

import dev.tandem.model.Money;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All trades as they were made if they are few, else the best and the worst, the best first. */
final class TradeTable {
    private static final int FEW = 6;

    /** A trade and its place in the result. */
    private record Row(int number, Trade trade) {}

    private record Column(String title, List<String> cells, boolean right, boolean optional) {
        int width() {
            return Math.max(
                    Lines.columns(title),
                    cells.stream().mapToInt(Lines::columns).max().orElse(0));
        }
    }

    private final RunResult run;
    private final int width;
    private final Ink ink;

    TradeTable(RunResult run, int width, Ink ink) {
        this.run = run;
        this.width = width;
        this.ink = ink;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Row> rows = IntStream.range(0, run.trades().size())
                .mapToObj(i -> new Row(i + 1, run.trades().get(i)))
                .toList();
        if (rows.isEmpty()) {
            return lines;
        }
        if (rows.size() <= FEW) {
            lines.add("  " + ink.strong("Trades"));
            addTable(lines, rows);
            return lines;
        }
        List<Row> byResult = rows.stream()
                .sorted(Comparator.comparingLong((Row row) -> row.trade.pnl()).reversed())
                .toList();
        List<Row> shown = new ArrayList<>(byResult.subList(0, FEW / 2));
        shown.addAll(byResult.subList(rows.size() - FEW / 2, rows.size()));
        lines.add("  " + ink.strong("Trades") + ", the " + FEW / 2 + " best and the " + FEW / 2 + " worst of "
                + Figures.count(rows.size()));
        addTable(lines, shown);
        return lines;
    }

    private void addTable(List<String> lines, List<Row> rows) {
        List<Column> columns = columns(rows);
        while (total(columns) > width && columns.stream().anyMatch(Column::optional)) {
            columns.remove(optional(columns));
        }
        lines.add(ink.faint(line(columns, Column::title)));
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            lines.add(line(columns, column -> column.cells.get(row)));
        }
    }

    /** What is missed least: first how long, then how much, then why it ended. */
    private static Column optional(List<Column> columns) {
        return columns.stream()
                .filter(Column::optional)
                .min(Comparator.comparingInt(column -> column.title.equals("held") ? 0 : 1))
                .orElseThrow();
    }

    private List<Column> columns(List<Row> rows) {
        List<Trade> trades = rows.stream().map(Row::trade).toList();
        Dates dates =
                Dates.fitting(trades.stream().mapToLong(Trade::entryTimeNanos).toArray());
        int moneyDecimals = trades.stream()
                .mapToInt(t -> Figures.moneyDecimals(t.pnl()))
                .max()
                .orElse(2);
        int priceDecimals = trades.stream()
                .flatMap(t -> Stream.of(entry(t), exit(t)))
                .mapToInt(price -> Figures.short12(price).scale())
                .max()
                .orElse(0);
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("#", texts(rows, row -> Integer.toString(row.number)), true, false));
        if (run.instruments().size() > 1) {
            columns.add(
                    new Column("instrument", texts(trades, t -> t.instrument().symbol()), false, false));
        }
        columns.add(new Column("side", texts(trades, t -> t.isLong() ? "long" : "short"), false, false));
        columns.add(new Column("quantity", aligned(trades, t -> t.instrument().quantity(t.lots()), 0), true, true));
        columns.add(new Column("entered", texts(trades, t -> dates.text(t.entryTimeNanos())), false, false));
        columns.add(new Column("entry", aligned(trades, TradeTable::entry, priceDecimals), true, false));
        columns.add(new Column("exit", aligned(trades, TradeTable::exit, priceDecimals), true, false));
        columns.add(new Column("held", texts(trades, TradeTable::held), true, true));
        columns.add(new Column("exit by", texts(trades, TradeTable::reason), false, true));
        columns.add(new Column("result", texts(trades, t -> result(t, moneyDecimals)), true, false));
        return columns;
    }

    private static BigDecimal entry(Trade trade) {
        return trade.instrument().price(trade.entryTicks());
    }

    private static BigDecimal exit(Trade trade) {
        return trade.instrument().price(trade.exitTicks());
    }

    private static String held(Trade trade) {
        if (trade.isOpen()) {
            return "";
        }
        long nanos = trade.exitTimeNanos() - trade.entryTimeNanos();
        return nanos <= 0 ? "one bar" : Intervals.rough(nanos);
    }

    private static String reason(Trade trade) {
        var reason = trade.exitReason();
        return reason == null ? "open" : reason.text();
    }

    private static String result(Trade trade, int decimals) {
        return (trade.pnl() > 0 ? "+" : "") + Figures.grouped(Money.toDecimal(trade.pnl()), decimals);
    }

    private static <T> List<String> texts(List<T> rows, Function<T, String> text) {
        return rows.stream().map(text).toList();
    }

    /** Exact numbers, all with as many decimals as the one that has most, and at least so many. */
    private static List<String> aligned(List<Trade> trades, Function<Trade, BigDecimal> value, int atLeast) {
        List<BigDecimal> values =
                trades.stream().map(value).map(Figures::short12).toList();
        int decimals = Math.max(
                atLeast, values.stream().mapToInt(BigDecimal::scale).max().orElse(0));
        return values.stream().map(v -> v.setScale(decimals).toPlainString()).toList();
    }

    private static long total(List<Column> columns) {
        return columns.stream()
                .flatMapToLong(column -> LongStream.of(2L + column.width()))
                .sum();
    }

    private static String line(List<Column> columns, Function<Column, String> text) {
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            String cell = text.apply(column);
            line.append("  ")
                    .append(column.right ? Lines.right(cell, column.width()) : Lines.left(cell, column.width()));
        }
        return line.toString().stripTrailing();
    }
}
