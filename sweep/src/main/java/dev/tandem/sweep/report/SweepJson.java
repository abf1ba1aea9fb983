package dev.tandem.sweep.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.sweep.Condition;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.Neighborhood;
import dev.tandem.sweep.ParameterRange;
import dev.tandem.sweep.RunSummary;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.Trial;
import dev.tandem.sweep.luck.Judgement;
import dev.tandem.sweep.luck.Overfitting;
import dev.tandem.sweep.luck.RealityCheck;
import dev.tandem.sweep.luck.TradeOrder;
import dev.tandem.sweep.luck.VerdictText;
import dev.tandem.sweep.walk.WalkForwardResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The document {@code tandem.sweep/1}. */
public final class SweepJson {
    private SweepJson() {}

    /** @param top how many of the best trials are listed */
    public static void write(SweepReport report, int top, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.sweep/1");
        strategy(report, json);
        json.writeStringField("instrument", report.instruments().getFirst().symbol());
        json.writeFieldName("data");
        data(report, report.data().getFirst(), 0, json);
        if (report.data().size() > 1) {
            json.writeArrayFieldStart("datasets");
            for (int i = 0; i < report.data().size(); i++) {
                data(report, report.data().get(i), i, json);
            }
            json.writeEndArray();
        }
        search(report, json);
        trials(report.outcome(), json);
        ranked(report, top, json);
        failures(report.outcome().failures(), json);
        json.writeFieldName("honesty");
        Judgement judgement = report.judgement();
        if (judgement == null) {
            json.writeNull();
        } else {
            honesty(judgement, json);
        }
        neighborhood(report, json);
        json.writeFieldName("walkForward");
        WalkForwardResult walk = report.walkForward();
        if (walk == null) {
            json.writeNull();
        } else {
            walkForward(walk, json);
        }
        json.writeStringField(
                "verdict", judgement == null ? null : judgement.verdict().text());
        json.writeStringField("verdictText", judgement == null ? null : VerdictText.of(judgement));
        json.writeStringField("results", report.results());
        json.writeEndObject();
    }

    private static void neighborhood(SweepReport report, JsonGenerator json) throws IOException {
        json.writeFieldName("neighborhood");
        Neighborhood around = Neighborhood.of(
                        report.outcome(), report.space(), report.options().objective())
                .orElse(null);
        if (around == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("shape", around.shape().text());
        json.writeNumberField("neighbors", around.neighbors());
        number(json, "share", around.share());
        json.writeEndObject();
    }

    private static void strategy(SweepReport report, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("strategy");
        json.writeStringField("name", report.strategy());
        json.writeFieldName("params");
        texts(report.fixed(), json);
        json.writeEndObject();
    }

    private static void data(SweepReport report, Dataset set, int i, JsonGenerator json) throws IOException {
        BarColumns bars = set.bars();
        json.writeStartObject();
        json.writeStringField("source", set.name());
        json.writeStringField("sha256", set.sha256());
        json.writeStringField("instrument", report.instruments().get(i).symbol());
        json.writeNumberField("bars", bars.size());
        json.writeStringField("from", Times.text(bars.openTimeNanos(0)));
        json.writeStringField("to", Times.text(bars.closeTimeNanos(bars.size() - 1)));
        json.writeEndObject();
    }

    private static void search(SweepReport report, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("search");
        json.writeStringField("method", lower(report.options().method()));
        json.writeObjectFieldStart("space");
        for (ParameterRange range : report.space().ranges()) {
            json.writeStringField(range.name(), range.written());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("where");
        for (Condition condition : report.space().conditions()) {
            json.writeString(condition.toString());
        }
        json.writeEndArray();
        json.writeStringField("objective", lower(report.options().objective()));
        json.writeNumberField("seed", report.options().seed());
        json.writeNumberField("threads", report.options().threads());
        json.writeEndObject();
    }

    private static void trials(SweepOutcome outcome, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("trials");
        int failed = outcome.failures().size();
        json.writeNumberField("planned", outcome.planned());
        json.writeNumberField("finished", outcome.trials().size() - failed);
        json.writeNumberField("failed", failed);
        json.writeNumberField("refused", outcome.refused());
        json.writeNumberField("resumed", outcome.resumed());
        json.writeBooleanField("interrupted", outcome.stopped());
        json.writeNumberField("seconds", outcome.nanos() / 1e9);
        double made = outcome.trials().size() - outcome.resumed();
        json.writeNumberField("perSecond", Math.round(made / Math.max(outcome.nanos() / 1e9, 1e-9) * 10) / 10.0);
        json.writeEndObject();
    }

    private static void ranked(SweepReport report, int top, JsonGenerator json) throws IOException {
        List<Trial> ranked = report.outcome().ranked(report.options().objective());
        json.writeFieldName("best");
        if (ranked.isEmpty()) {
            json.writeNull();
        } else {
            trial(report, ranked.getFirst(), json);
        }
        json.writeArrayFieldStart("top");
        for (Trial trial : ranked.subList(0, Math.min(top, ranked.size()))) {
            trial(report, trial, json);
        }
        json.writeEndArray();
    }

    private static void trial(SweepReport report, Trial trial, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("trial", trial.number());
        json.writeFieldName("params");
        texts(trial.parameters(), json);
        number(json, "objective", trial.metric(report.options().objective().metric()));
        if (trial.runs().size() == 1) {
            run(trial.runs().getFirst(), json);
        } else {
            json.writeArrayFieldStart("runs");
            for (int i = 0; i < trial.runs().size(); i++) {
                json.writeStartObject();
                json.writeStringField("data", report.data().get(i).name());
                run(trial.runs().get(i), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void run(RunSummary run, JsonGenerator json) throws IOException {
        json.writeNumberField("trades", run.trades());
        json.writeStringField("equity", Money.toText(run.equity()));
        json.writeStringField("fees", Money.toText(run.fees()));
        json.writeStringField("resultSha256", run.resultSha256());
        json.writeObjectFieldStart("metrics");
        for (MetricDefinition metric : MetricDefinition.values()) {
            number(json, metric.key(), run.metric(metric));
        }
        json.writeEndObject();
    }

    private static void failures(List<Trial> failures, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("failures");
        for (Trial trial : failures) {
            json.writeStartObject();
            json.writeNumberField("trial", trial.number());
            json.writeFieldName("params");
            texts(trial.parameters(), json);
            json.writeStringField("error", trial.error());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void honesty(Judgement it, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("trials", it.trials());
        json.writeNumberField("trialsOnData", it.trialsOnData());
        number(json, "years", it.years());
        number(json, "sharpe", it.sharpe());
        number(json, "varianceOfSharpes", it.varianceOfSharpes());
        number(json, "expectedMaxSharpe", it.expectedMaxSharpe());
        number(json, "beyondLuck", it.beyondLuck());
        number(json, "probabilisticSharpe", it.probabilisticSharpe());
        number(json, "deflatedSharpe", it.deflatedSharpe());
        number(json, "deflatedSharpeBenchmark", it.expectedMaxSharpeOfPaper());
        Overfitting over = it.overfitting();
        number(json, "pbo", it.overfittingProbability());
        number(json, "pboOfSplits", over == null ? Double.NaN : over.probability());
        number(json, "probabilityOfLoss", over == null ? Double.NaN : over.loss());
        number(json, "degradationSlope", over == null ? Double.NaN : over.slope());
        json.writeNumberField("pboBlocks", over == null ? 0 : over.blocks());
        json.writeNumberField("pboSplits", over == null ? 0 : over.splits());
        RealityCheck check = it.realityCheck();
        number(json, "realityCheckP", check == null ? Double.NaN : check.pValue());
        json.writeNumberField("realityCheckDraws", check == null ? 0 : check.draws());
        json.writeFieldName("tradeOrder");
        TradeOrder order = it.tradeOrder();
        if (order == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeNumberField("trades", order.trades());
            json.writeNumberField("draws", order.draws());
            number(json, "maxDrawdown", order.drawdown());
            number(json, "median", order.median());
            number(json, "percentile95", order.fifth());
            number(json, "worst", order.worst());
            number(json, "ruin", order.ruin());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void walkForward(WalkForwardResult walk, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("mode", lower(walk.mode()));
        json.writeNumberField("purge", walk.purge());
        json.writeNumberField("embargo", walk.embargo());
        number(json, "sharpe", walk.sharpe());
        number(json, "totalReturn", walk.totalReturn());
        number(json, "efficiency", walk.efficiency());
        json.writeArrayFieldStart("folds");
        for (WalkForwardResult.Fold fold : walk.folds()) {
            json.writeStartObject();
            json.writeNumberField("trainFromIndex", fold.window().trainFrom());
            json.writeNumberField("trainToIndex", fold.window().trainTo());
            json.writeNumberField("testFromIndex", fold.window().testFrom());
            json.writeNumberField("testToIndex", fold.window().testTo());
            json.writeStringField("trainFrom", Times.text(fold.trainFromNanos()));
            json.writeStringField("testFrom", Times.text(fold.testFromNanos()));
            json.writeStringField("testTo", Times.text(fold.testToNanos()));
            json.writeFieldName("params");
            texts(fold.parameters(), json);
            number(json, "trainObjective", fold.trainScore());
            number(json, "trainSharpe", fold.trainSharpe());
            number(json, "testSharpe", fold.testSharpe());
            number(json, "testReturn", fold.testReturn());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void texts(Map<String, String> texts, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
