package dev.tandem.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.report.Figures;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trades for the page's script, each as a short array: all of them, always. Prices, quantities and money are exact
 * decimals; what a trade does not have is {@code null}.
 */
final class TradeData {
    /** The fields of a trade, in their order; {@code trades.js} reads them by these names. */
    static final List<String> FIELDS = List.of(
            "instrument",
            "long",
            "quantity",
            "entryBar",
            "entryTime",
            "entryPrice",
            "exitBar",
            "exitTime",
            "exitPrice",
            "reason",
            "fees",
            "pnl",
            "result",
            "confidence",
            "stop",
            "target");

    private final RunResult run;
    private final ChartData chart;
    private final RunExits exits;

    TradeData(RunResult run, ChartData chart) {
        this.run = run;
        this.chart = chart;
        this.exits = RunExits.of(run);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("instruments");
        for (Instrument instrument : run.instruments()) {
            json.writeString(instrument.symbol());
        }
        json.writeEndArray();
        json.writeStringField(
                "quote",
                run.instruments().isEmpty() ? "" : run.instruments().getFirst().quote());
        json.writeArrayFieldStart("reasons");
        for (ExitReason reason : ExitReason.values()) {
            json.writeString(reason.text());
        }
        json.writeEndArray();
        json.writeNumberField("moneyDecimals", moneyDecimals());
        json.writeNumberField("trailing", exits.trailing());
        json.writeBooleanField("late", "next-bar".equals(run.assumptions().get("bracketFrom")));
        json.writeArrayFieldStart("fields");
        for (String field : FIELDS) {
            json.writeString(field);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("trades");
        for (Trade trade : run.trades()) {
            trade(json, trade);
        }
        json.writeEndArray();
    }

    private void trade(JsonGenerator json, Trade trade) throws IOException {
        Instrument instrument = trade.instrument();
        json.writeStartArray();
        json.writeNumber(run.instruments().indexOf(instrument));
        json.writeNumber(trade.isLong() ? 1 : 0);
        json.writeString(Decimals.text(instrument.quantity(trade.lots())));
        json.writeNumber(chart.bar(trade.entryTimeNanos()));
        json.writeNumber(Math.floorDiv(trade.entryTimeNanos(), 1_000_000));
        json.writeString(Decimals.text(instrument.price(trade.entryTicks())));
        ExitReason reason = trade.exitReason();
        if (reason == null) {
            json.writeNull();
            json.writeNull();
            json.writeString(Decimals.text(instrument.price(trade.exitTicks())));
            json.writeNull();
        } else {
            json.writeNumber(chart.bar(trade.exitTimeNanos()));
            json.writeNumber(Math.floorDiv(trade.exitTimeNanos(), 1_000_000));
            json.writeString(Decimals.text(instrument.price(trade.exitTicks())));
            json.writeNumber(reason.ordinal());
        }
        json.writeString(Money.toText(trade.fees()));
        json.writeString(Money.toText(trade.pnl()));
        number(json, TradeResults.of(trade));
        number(json, trade.confidence());
        price(json, exits.stop(trade));
        price(json, exits.target(trade));
        json.writeEndArray();
    }

    /** As many as the typical result needs, so that all of them can stand below each other. */
    private int moneyDecimals() {
        long[] sizes = run.trades().stream()
                .mapToLong(trade -> Math.abs(trade.pnl()))
                .sorted()
                .toArray();
        return sizes.length == 0 ? 2 : Figures.moneyDecimals(sizes[sizes.length / 2]);
    }

    private static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    private static void price(JsonGenerator json, @Nullable BigDecimal price) throws IOException {
        json.writeString(price == null ? null : Decimals.text(price));
    }
}
