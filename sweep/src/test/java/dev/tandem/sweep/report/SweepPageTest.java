package dev.tandem.sweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Instrument;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.Objective;
import dev.tandem.sweep.SearchMethod;
import dev.tandem.sweep.SearchSpace;
import dev.tandem.sweep.Searches;
import dev.tandem.sweep.Sweep;
import dev.tandem.sweep.SweepListener;
import dev.tandem.sweep.SweepOptions;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.luck.Judgement;
import dev.tandem.sweep.walk.WalkForward;
import dev.tandem.sweep.walk.WalkForwardMode;
import dev.tandem.sweep.walk.WalkForwardResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page of a search says. */
class SweepPageTest {
    @Test
    void thePageShowsMapLinesShapeWalkAndTableAndNeedsNoNetwork() throws IOException {
        Dataset data = Searches.wave(2_000, 7);
        SearchSpace space = Searches.space("fast=4..12:2", "slow=20..60:10");
        SweepOptions options = new SweepOptions(SearchMethod.GRID, 1_000, Objective.SHARPE, 42, 2);
        Searches.SmaRunner runner = new Searches.SmaRunner();
        SweepOutcome outcome =
                new Sweep(List.of(data), space, runner, options).run(trial -> {}, () -> false, List.of());
        SweepListener nobody = trial -> {};
        WalkForwardResult walk = new WalkForward(List.of(data), space, runner, options)
                .run(WalkForwardMode.ROLLING, 3, 2, 0, nobody, () -> false);
        Judgement judgement =
                TrialEvidence.judge(outcome, options, 1, outcome.trials().size(), null);
        SweepReport report = new SweepReport(
                "sma-cross",
                Map.of(),
                space,
                options,
                List.of(Instrument.of("BTC/USD")),
                List.of(data),
                outcome,
                judgement,
                walk,
                "rows.csv",
                "./tandem sweep --where '<b>'");
        StringWriter out = new StringWriter();
        new SweepPage(report, null).write(out, 5);
        String page = out.toString();
        assertThat(page).doesNotContain("<b>'", "http://", "https://", "<script", "NaN", "-0.00 %");
        assertThat(page)
                .contains(
                        "id=\"heat\"", "polyline", "id=\"shape\"", "<h2>Walk-forward</h2>", "prefers-color-scheme:dark")
                .contains("class=\"cell best\"", "max-width:640px");
        assertThat(page.split("class=\"cell", -1)).as("cells of 5 by 5 values").hasSize(26);
        for (WalkForwardResult.Fold fold : walk.folds()) {
            assertThat(page)
                    .contains("fast=" + fold.parameters().get("fast") + " slow="
                            + fold.parameters().get("slow"));
        }
        assertThat(page).containsPattern("<td>-?[0-9]+\\.[0-9]{2} %</td>");
    }
}
