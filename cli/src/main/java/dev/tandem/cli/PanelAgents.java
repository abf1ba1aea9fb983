package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.confidence.forecast.Coverage;
import dev.tandem.confidence.forecast.Shrinkage;
import dev.tandem.confidence.panel.Panel;
import dev.tandem.confidence.panel.PanelJson;
import dev.tandem.confidence.panel.PanelText;
import dev.tandem.confidence.signals.BadMessageException;
import dev.tandem.confidence.signals.ForecastJson;
import dev.tandem.confidence.signals.SignalJson;
import dev.tandem.model.Instrument;
import dev.tandem.model.Signal;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyDefinition;
import dev.tandem.webhook.AgentMessageException;
import dev.tandem.webhook.Agents;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Agents whose JSON is that of module {@code confidence}, and whose votes a panel of it trades on. */
final class PanelAgents implements Agents {
    private static final Set<String> FIELDS = Set.of(
            "schema",
            "id",
            "agent",
            "instrument",
            "direction",
            "confidence",
            "made",
            "horizon",
            "price",
            "quantiles",
            "paths",
            "target",
            "stop",
            "note",
            "arrived");

    private final StrategyDefinition definition = StrategyDefinition.of(Panel.class);
    private final Map<String, String> parameters;
    /** For what is read; it does not trade. */
    private final Panel model;

    private PanelAgents(Map<String, String> parameters) {
        this.parameters = parameters;
        this.model = panel();
    }

    /**
     * @param pairs parameters of the panel, as {@code quorum=7}
     * @throws UserError naming what is wrong
     */
    static PanelAgents of(List<String> pairs) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || parameters.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw UserError.option("--agents", pair, "a parameter of the panel such as quorum=7, each once");
            }
        }
        try {
            return new PanelAgents(parameters);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--agents: " + e.getMessage());
        }
    }

    private Panel panel() {
        return (Panel) definition.create(parameters);
    }

    @Override
    public Signal read(Kind kind, String json, Map<String, Instrument> tradable, long nowNanos) {
        try {
            return switch (kind) {
                case SIGNAL -> SignalJson.read(json, tradable, nowNanos);
                // Its spread is in the probability; what age takes away is taken away by the panel, once.
                case FORECAST ->
                    ForecastJson.read(json, tradable, nowNanos)
                            .signal(model.costs(), Shrinkage.OFF, new Coverage(0.8, 100), nowNanos);
            };
        } catch (BadMessageException e) {
            throw new AgentMessageException(code(e.field()), String.valueOf(e.getMessage()));
        }
    }

    private static String code(String field) {
        return field.isEmpty() ? "invalid-json" : FIELDS.contains(field) ? "invalid-" + field : "unknown-field";
    }

    @Override
    public Desk desk() {
        Panel panel = panel().bounded();
        return new Desk() {
            @Override
            public Strategy strategy() {
                return panel;
            }

            @Override
            public int quorum() {
                return panel.quorum();
            }

            @Override
            public String refusal() {
                return panel.refusal();
            }

            @Override
            public String decision() {
                return panel.decision();
            }

            @Override
            public String report(String symbol) {
                return PanelAgents.report(panel, symbol);
            }

            @Override
            public String section(String symbol) {
                return PanelText.html(panel.report(), symbol);
            }
        };
    }

    /** The object that a backtest's document has under {@code confidence}. */
    static String report(Panel panel, String symbol) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            PanelJson.write(panel.report(), symbol, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public Map<String, String> documents() {
        return Map.of(
                "openapi.json",
                document("agents.openapi.json"),
                "tandem.signal.1.json",
                document("tandem.signal.1.json"),
                "tandem.forecast.1.json",
                document("tandem.forecast.1.json"));
    }

    private static String document(String name) {
        try (InputStream stream = Panel.class.getResourceAsStream("/dev/tandem/confidence/schema/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " belongs to this program and is not there");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
