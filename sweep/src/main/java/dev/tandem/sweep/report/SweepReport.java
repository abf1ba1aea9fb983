package dev.tandem.sweep.report;

import dev.tandem.model.Instrument;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.SearchSpace;
import dev.tandem.sweep.SweepOptions;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.luck.Judgement;
import dev.tandem.sweep.walk.WalkForwardResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a search is told to people and programs with.
 *
 * @param strategy its name
 * @param fixed parameters that were not searched, defaults included
 * @param space what was searched
 * @param options how
 * @param instruments of each set of data
 * @param data on which
 * @param outcome what came of it
 * @param judgement how much of it is luck; null where nothing could be judged
 * @param walkForward how the chosen parameters did on bars that they were not chosen on; null if that was not asked for
 * @param results where the rows are; null if nowhere
 * @param command that made it
 */
public record SweepReport(
        String strategy,
        Map<String, String> fixed,
        SearchSpace space,
        SweepOptions options,
        List<Instrument> instruments,
        List<Dataset> data,
        SweepOutcome outcome,
        @Nullable Judgement judgement,
        @Nullable WalkForwardResult walkForward,
        @Nullable String results,
        String command) {}
