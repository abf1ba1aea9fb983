package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.bench.BenchPage;
import dev.tandem.bench.Conditions;
import dev.tandem.bench.LatencyRow;
import dev.tandem.bench.LatencyTable;
import dev.tandem.bench.PluginBench;
import dev.tandem.model.Instrument;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code tandem bench --exchange NAME}: how fast an exchange answers through its plugin. */
final class BenchExchange {
    private static final int FEW_ROUNDS = 20;
    private static final int ROUNDS = 200;

    private final Values values;
    private final Terminal terminal;
    private final ExchangeAccess access;

    BenchExchange(Values values, Terminal terminal) {
        this.values = values;
        this.terminal = terminal;
        this.access = new ExchangeAccess(values, terminal);
    }

    int run(boolean quick) {
        String symbol = values.text("--instrument");
        if (symbol == null) {
            throw UserError.usage("--instrument: missing; for example tandem bench --exchange " + access.exchange()
                    + " --instrument BTC/USDT --sandbox");
        }
        if (values.text("--strategy") != null || values.text("--data") != null) {
            throw UserError.usage(
                    "--exchange: the exchange is measured, and neither --strategy nor --data has to do with" + " that");
        }
        if (!values.isSet("--sandbox") && values.text("--endpoint") == null && !values.isSet("--send-orders")) {
            throw UserError.refused("--exchange: orders would be sent to " + access.exchange()
                    + ": give --sandbox or --endpoint, or --send-orders if that is what you want");
        }
        try (PluginRegistry registry = PluginRegistry.discover()) {
            ExecutionPlugin plugin = access.open(registry, Map.of());
            plugin.init(report -> {});
            Map<String, LatencyRow> rows = measured(plugin, symbol, quick ? FEW_ROUNDS : ROUNDS);
            Conditions conditions = Conditions.now();
            String text = text(symbol, rows, conditions);
            String folder = values.text("--report");
            if (folder != null) {
                BenchFolder.write(
                        terminal.resolve(folder),
                        BenchPage.of(access.exchange(), text, rows),
                        json -> write(json, symbol, rows, conditions));
            }
            switch (values.choice("--format", OutputFormat.class, OutputFormat.TEXT)) {
                case TEXT -> terminal.out().print(text);
                case JSON -> Json.print(terminal, json -> write(json, symbol, rows, conditions));
            }
            return ExitCode.DONE;
        } catch (PluginException e) {
            throw UserError.network(access.exchange() + ": " + Complaint.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private Map<String, LatencyRow> measured(ExecutionPlugin plugin, String symbol, int rounds) {
        Instrument instrument = plugin.instruments().stream()
                .filter(one -> one.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> values.bad("--instrument", access.exchange() + " has no such instrument"));
        long price = plugin.fetchData(instrument).lastTicks();
        if (price <= 0) {
            throw new PluginException(symbol + " has no price yet");
        }
        String session = "b" + Long.toString(System.currentTimeMillis() / 100, 36);
        try (Progress progress = Progress.of(terminal, "bench", rounds)) {
            return new PluginBench(plugin, instrument, price, session).measure(rounds, progress::at);
        }
    }

    private String text(String symbol, Map<String, LatencyRow> rows, Conditions conditions) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s · %s%n%n  %-24s %8s %8s %8s %8s %8s%n",
                access.exchange(),
                symbol,
                "until it has answered",
                "times",
                "50 %",
                "90 %",
                "99 %",
                "worst"));
        rows.forEach((name, row) -> text.append(String.format(
                Locale.ROOT,
                "  %-24s %8d %8s %8s %8s %8s%n",
                name,
                row.histogram().getTotalCount(),
                LatencyTable.time(row.nanosAt(50)),
                LatencyTable.time(row.nanosAt(90)),
                LatencyTable.time(row.nanosAt(99)),
                LatencyTable.time(row.worstNanos()))));
        return text.append(String.format(
                        Locale.ROOT,
                        "%n  orders to buy at half the price, %d a second, each canceled at once%n  %s, %d processors, %s,"
                                + " load %.1f%n",
                        PluginBench.PER_SECOND,
                        conditions.cpu(),
                        conditions.processors(),
                        conditions.jdk(),
                        Conditions.load()))
                .toString();
    }

    private void write(JsonGenerator json, String symbol, Map<String, LatencyRow> rows, Conditions conditions)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.bench-exchange/1");
        json.writeStringField("exchange", access.exchange());
        json.writeStringField("instrument", symbol);
        json.writeArrayFieldStart("calls");
        for (Map.Entry<String, LatencyRow> row : rows.entrySet()) {
            json.writeStartObject();
            json.writeStringField("call", row.getKey());
            json.writeFieldName("latencies");
            LatencyTable.write(List.of(row.getValue()), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("cpu", conditions.cpu());
        json.writeNumberField("processors", conditions.processors());
        json.writeStringField("jdk", conditions.jdk());
        json.writeEndObject();
    }
}
