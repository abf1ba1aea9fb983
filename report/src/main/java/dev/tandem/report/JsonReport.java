package dev.tandem.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import dev.tandem.model.Times;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.FillBands;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * A result for programs: the JSON document {@code tandem.backtest/1}, one line.
 *
 * <p>Money, prices and quantities are strings with exact decimals and no exponent, times ISO-8601 in UTC with
 * milliseconds, figures numbers or {@code null} (never NaN or infinite). The keys always come in the same order.
 * {@code instrument} and {@code position} are those of the first instrument; with several, each trade names its own and
 * {@code positions} lists them all.
 *
 * <p>Streams: a trade is written and forgotten.
 */
public final class JsonReport {
    /** The name and version of the document's form. Keys may be added to it; none is renamed. */
    public static final String SCHEMA = "tandem.backtest/1";

    private static final JsonFactory JSON = new JsonFactory();

    private final RunResult run;
    private final JsonGenerator json;
    private final More more;

    private JsonReport(RunResult run, JsonGenerator json, More more) {
        this.run = run;
        this.json = json;
        this.more = more;
    }

    /** Writes further fields at the end of the document. */
    @FunctionalInterface
    public interface More {
        /** No further fields. */
        More NOTHING = json -> {};

        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The document and a newline. */
    public static String text(RunResult run) {
        return text(run, More.NOTHING);
    }

    /** The document with further fields, and a newline. */
    public static String text(RunResult run, More more) {
        StringWriter text = new StringWriter();
        try {
            write(run, more, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes the document and a newline, and flushes; the writer stays open. */
    public static void write(RunResult run, Writer out) throws IOException {
        write(run, More.NOTHING, out);
    }

    /** Writes the document with further fields, and a newline, and flushes; the writer stays open. */
    public static void write(RunResult run, More more, Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new JsonReport(run, json, more).document();
            json.writeRaw('\n');
        }
        out.flush();
    }

    private void document() throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        strategy();
        json.writeStringField("instrument", run.instruments().isEmpty() ? null : first().symbol());
        data();
        money("cash", run.cash());
        money("equity", run.equity());
        money("fees", run.fees());
        json.writeStringField("position", heldOfFirst());
        json.writeNumberField("bothLegsTouched", run.bothLegsTouched());
        json.writeNumberField("bracketDelayMatters", run.bracketDelayMatters());
        money("equityAtTwiceFees", Metrics.equityAtTwiceTheFees(run));
        if (run.instruments().size() > 1) {
            positions();
        }
        trades();
        orders();
        metrics();
        strings("assumptions", run.assumptions());
        findings();
        fillBands();
        timing();
        receipt();
        more.writeTo(json);
        json.writeEndObject();
    }

    private void strategy() throws IOException {
        json.writeObjectFieldStart("strategy");
        json.writeStringField("name", run.strategyName());
        strings("params", run.parameters());
        json.writeEndObject();
    }

    private void data() throws IOException {
        RunResult.Data data = run.data();
        json.writeObjectFieldStart("data");
        json.writeStringField("source", data.source());
        json.writeStringField("sha256", data.sha256());
        json.writeStringField("kind", data.kind());
        json.writeNumberField("events", data.events());
        json.writeNumberField("bars", data.bars());
        json.writeNumberField("rounded", data.rounded());
        json.writeStringField("from", Times.text(data.fromNanos()));
        json.writeStringField("to", Times.text(data.toNanos()));
        json.writeStringField("interval", Intervals.text(data.intervalNanos()));
        counts("skipped", data.skipped());
        json.writeEndObject();
    }

    private void positions() throws IOException {
        json.writeArrayFieldStart("positions");
        for (Position position : run.positions()) {
            json.writeStartObject();
            json.writeStringField("instrument", position.instrument().symbol());
            json.writeStringField("quantity", Decimals.text(position.quantity()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void trades() throws IOException {
        json.writeArrayFieldStart("trades");
        for (Trade trade : run.trades()) {
            trade(trade);
        }
        json.writeEndArray();
    }

    private void trade(Trade trade) throws IOException {
        Instrument instrument = trade.instrument();
        json.writeStartObject();
        if (run.instruments().size() > 1) {
            json.writeStringField("instrument", instrument.symbol());
        }
        json.writeStringField("side", trade.isLong() ? "long" : "short");
        json.writeStringField("quantity", Decimals.text(instrument.quantity(trade.lots())));
        index("entryIndex", trade.entryIndex());
        json.writeStringField("entryTime", Times.text(trade.entryTimeNanos()));
        json.writeStringField("entryPrice", Decimals.text(instrument.price(trade.entryTicks())));
        var reason = trade.exitReason();
        if (reason == null) {
            json.writeNullField("exitIndex");
            json.writeNullField("exitTime");
            json.writeNullField("exitPrice");
            json.writeNullField("exitReason");
        } else {
            index("exitIndex", trade.exitIndex());
            json.writeStringField("exitTime", Times.text(trade.exitTimeNanos()));
            json.writeStringField("exitPrice", Decimals.text(instrument.price(trade.exitTicks())));
            json.writeStringField("exitReason", reason.text());
        }
        money("fees", trade.fees());
        money("pnl", trade.pnl());
        number("confidence", trade.confidence());
        json.writeEndObject();
    }

    private void orders() throws IOException {
        OrderCounts orders = run.orders();
        json.writeObjectFieldStart("orders");
        json.writeNumberField("submitted", orders.submitted());
        json.writeNumberField("filled", orders.filled());
        json.writeNumberField("canceled", orders.canceled());
        json.writeNumberField("denied", orders.denied());
        json.writeNumberField("rejected", orders.rejected());
        json.writeNumberField("expired", orders.expired());
        counts("denials", orders.denials());
        counts("rejections", orders.rejections());
        counts("expirations", orders.expirations());
        json.writeEndObject();
    }

    private void metrics() throws IOException {
        Metrics metrics = Metrics.of(run);
        json.writeObjectFieldStart("metrics");
        for (MetricDefinition definition : MetricDefinition.values()) {
            double value = metrics.value(definition);
            if (definition.unit() == MetricDefinition.Unit.BARS && Double.isFinite(value)) {
                json.writeNumberField(definition.key(), (long) value);
            } else {
                number(definition.key(), value);
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("metricDefinitions");
        for (MetricDefinition definition : MetricDefinition.values()) {
            json.writeStringField(definition.key(), definition.unit().text() + ": " + definition.formula());
        }
        json.writeEndObject();
    }

    private void findings() throws IOException {
        json.writeArrayFieldStart("findings");
        for (String finding : run.findings()) {
            json.writeString(finding);
        }
        json.writeEndArray();
    }

    /** Only where the run was repeated under other assumptions about fills. */
    private void fillBands() throws IOException {
        FillBands bands = run.fillBands();
        if (bands == null) {
            return;
        }
        json.writeObjectFieldStart("fillBands");
        json.writeBooleanField("signDepends", bands.signDepends());
        json.writeStringField("verdict", bands.verdict());
        json.writeArrayFieldStart("bands");
        for (FillBands.Band band : bands.bands()) {
            json.writeStartObject();
            json.writeStringField("fills", band.fills());
            money("equity", band.equity());
            money("pnl", bands.profit(band));
            number("totalReturn", Money.toDouble(bands.profit(band)) / Money.toDouble(bands.cash()));
            money("fees", band.fees());
            json.writeNumberField("trades", band.trades());
            json.writeStringField("resultSha256", band.resultSha256());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void timing() throws IOException {
        RunResult.Timing timing = run.timing();
        json.writeObjectFieldStart("timing");
        milliseconds("load_ms", timing.loadNanos());
        milliseconds("run_ms", timing.runNanos());
        json.writeNumberField("events_per_second", Throughput.eventsPerSecond(run));
        json.writeEndObject();
    }

    private void receipt() throws IOException {
        RunResult.Receipt receipt = run.receipt();
        json.writeObjectFieldStart("receipt");
        json.writeStringField("tandem", receipt.tandem());
        json.writeStringField("java", receipt.java());
        json.writeStringField("dataSha256", run.data().sha256());
        json.writeStringField("strategySha256", receipt.strategySha256());
        json.writeNumberField("seed", receipt.seed());
        json.writeStringField("resultSha256", run.resultSha256());
        json.writeEndObject();
    }

    private Instrument first() {
        return run.instruments().getFirst();
    }

    private String heldOfFirst() {
        return run.positions().stream()
                .filter(position -> position.instrument().symbol().equals(first().symbol()))
                .map(Position::quantity)
                .reduce(BigDecimal::add)
                .map(Decimals::text)
                .orElse("0");
    }

    private void money(String key, long units) throws IOException {
        json.writeStringField(key, Money.toText(units));
    }

    private void index(String key, long index) throws IOException {
        if (index < 0) {
            json.writeNullField(key);
        } else {
            json.writeNumberField(key, index);
        }
    }

    private void number(String key, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(key, value == 0 ? 0.0 : value); // no "-0.0"
        } else {
            json.writeNullField(key);
        }
    }

    private void milliseconds(String key, long nanos) throws IOException {
        BigDecimal value = BigDecimal.valueOf(nanos, 6).setScale(3, RoundingMode.HALF_EVEN);
        json.writeFieldName(key);
        json.writeNumber(Decimals.text(value));
    }

    private void counts(String key, Map<String, Long> counts) throws IOException {
        json.writeArrayFieldStart(key);
        for (Map.Entry<String, Long> entry : Counts.mostFirst(counts)) {
            json.writeStartObject();
            json.writeStringField("reason", entry.getKey());
            json.writeNumberField("count", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void strings(String key, Map<String, String> entries) throws IOException {
        json.writeObjectFieldStart(key);
        for (Map.Entry<String, String> entry : Counts.inOrder(entries)) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
