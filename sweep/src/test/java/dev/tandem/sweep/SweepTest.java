package dev.tandem.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweepTest {
    private static final SweepListener NOBODY = trial -> {};
    private static final Dataset NOISE = Searches.noise(1_500, 7);

    @TempDir
    Path folder;

    private static SweepOutcome run(SearchSpace space, SweepOptions options) {
        return new Sweep(List.of(NOISE), space, new Searches.SmaRunner(), options).run(NOBODY, () -> false, List.of());
    }

    private static List<String> fingerprints(SweepOutcome outcome) {
        return outcome.trials().stream()
                .map(trial -> trial.number() + " " + trial.parameters() + " "
                        + trial.runs().getFirst().resultSha256())
                .toList();
    }

    @Test
    void everyTrialIsTheRunWithItsParameters() {
        SweepOutcome outcome =
                run(Searches.space("fast=2..6:2", "slow=5..20:5"), Searches.options(SearchMethod.GRID, 1000, 2));
        assertThat(outcome.trials()).hasSize(11).allSatisfy(trial -> {
            RunResult alone = new Searches.SmaRunner().run(NOISE, trial.parameters());
            assertThat(trial.runs().getFirst().resultSha256()).isEqualTo(alone.resultSha256());
            for (MetricDefinition metric : MetricDefinition.values()) {
                assertThat(trial.metric(metric))
                        .as("%s", metric)
                        .isEqualTo(Metrics.of(alone).value(metric));
            }
            double perYear = trial.metric(MetricDefinition.PERIODS_PER_YEAR);
            assertThat(trial.returns().sharpe() * Math.sqrt(perYear))
                    .as("from blocks")
                    .isCloseTo(trial.metric(MetricDefinition.SHARPE), Offset.offset(1e-9));
        });
        assertThat(outcome.refused()).as("fast=6 slow=5").isEqualTo(1);
        assertThat(outcome.planned()).isEqualTo(11);
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfThreadsChangesNothing(SearchMethod method) {
        SearchSpace space = Searches.space("fast=2..20", "slow=5..60");
        List<String> one =
                fingerprints(run(space, Searches.options(method, method == SearchMethod.GRID ? 5000 : 120, 1)));
        List<String> three =
                fingerprints(run(space, Searches.options(method, method == SearchMethod.GRID ? 5000 : 120, 3)));
        assertThat(three).isEqualTo(one).doesNotHaveDuplicates();
        if (method != SearchMethod.GRID) {
            assertThat(one).hasSize(120);
        }
    }

    @Test
    void anotherSeedDrawsOtherCombinations() {
        SearchSpace space = Searches.space("fast=2..20", "slow=25..60");
        SweepOptions options = Searches.options(SearchMethod.RANDOM, 20, 1);
        List<String> first = fingerprints(run(space, options));
        List<String> second =
                fingerprints(run(space, new SweepOptions(SearchMethod.RANDOM, 20, Objective.SHARPE, 43, 1)));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void moreRandomTrialsThanCombinationsAreAllCombinationsOnce() {
        SweepOutcome outcome =
                run(Searches.space("fast=2..4", "slow=10..12"), Searches.options(SearchMethod.RANDOM, 50, 2));
        assertThat(outcome.trials().stream().map(Trial::parameters).distinct()).hasSize(9);
    }

    @Test
    void evolutionFindsTheTopOfASmoothHillWithAFractionOfTheGrid() {
        SearchSpace space = Searches.space("x=0..400", "y=0..400");
        TrialRunner hill = new TrialRunner() {
            @Override
            public Optional<String> refusal(Map<String, String> parameters) {
                return Optional.empty();
            }

            @Override
            public RunResult run(Dataset data, Map<String, String> parameters) {
                int far = Math.abs(Searches.SmaRunner.value(parameters, "x") - 300)
                        + Math.abs(Searches.SmaRunner.value(parameters, "y") - 77);
                // the farther away, the longer the averages and the smaller the bet
                return Backtest.of(data.bars(), new Hill(far)).fee("0").run();
            }
        };
        SweepOptions options = new SweepOptions(SearchMethod.CMA_ES, 300, Objective.TOTAL_RETURN, 1, 2);
        SweepOutcome outcome =
                new Sweep(List.of(Searches.noise(20, 1)), space, hill, options).run(NOBODY, () -> false, List.of());
        Trial best = outcome.best(Objective.TOTAL_RETURN).orElseThrow();
        assertThat(outcome.trials()).hasSizeLessThanOrEqualTo(300);
        assertThat(Math.abs(Searches.SmaRunner.value(best.parameters(), "x") - 300)
                        + Math.abs(Searches.SmaRunner.value(best.parameters(), "y") - 77))
                .as("steps from the top, of up to 800")
                .isLessThanOrEqualTo(6);
    }

    @Test
    void aStrategyThatThrowsInOneTrialLosesThatTrialOnly() {
        TrialRunner sometimes = new TrialRunner() {
            private final TrialRunner real = new Searches.SmaRunner();

            @Override
            public Optional<String> refusal(Map<String, String> parameters) {
                return Optional.empty();
            }

            @Override
            public RunResult run(Dataset data, Map<String, String> parameters) {
                if (Searches.SmaRunner.value(parameters, "fast") == 4) {
                    throw new IllegalStateException("Some.java:12: no idea");
                }
                return real.run(data, parameters);
            }
        };
        SweepOutcome outcome = new Sweep(
                        List.of(NOISE),
                        Searches.space("fast=2..6", "slow=20"),
                        sometimes,
                        Searches.options(SearchMethod.GRID, 100, 2))
                .run(NOBODY, () -> false, List.of());
        assertThat(outcome.trials()).hasSize(5);
        assertThat(outcome.failures()).singleElement().satisfies(trial -> {
            assertThat(trial.number()).isEqualTo(3);
            assertThat(trial.error()).isEqualTo("Some.java:12: no idea");
        });
        assertThat(outcome.ranked(Objective.SHARPE)).hasSize(4);
    }

    @Test
    void whatIsInterruptedGoesOnWithoutMakingAnythingTwice() throws IOException {
        SearchSpace space = Searches.space("fast=2..20:2", "slow=25..60:5");
        SweepOptions options = Searches.options(SearchMethod.GRID, 1000, 2);
        Map<String, String> about = Map.of("data", NOISE.sha256());
        Path file = folder.resolve("memory");
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        TrialRunner counted = new Searches.SmaRunner() {
            @Override
            public RunResult run(Dataset data, Map<String, String> parameters) {
                begun.incrementAndGet();
                return super.run(data, parameters);
            }
        };
        try (Memory memory = Memory.begin(file, about)) {
            SweepListener until = trial -> {
                memory.add(trial);
                seen.incrementAndGet();
            };
            SweepOutcome first =
                    new Sweep(List.of(NOISE), space, counted, options).run(until, () -> begun.get() >= 30, List.of());
            assertThat(first.stopped()).isTrue();
            assertThat(first.trials().size()).isBetween(30, 79);
        }
        // the process was killed in the middle of a record
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
        List<Trial> before;
        try (Memory memory = Memory.resume(file, about, space)) {
            before = memory.trials();
        }
        assertThat(before).hasSize(seen.get() - 1);

        List<Trial> told = new ArrayList<>();
        SweepOutcome second =
                new Sweep(List.of(NOISE), space, new Searches.SmaRunner(), options).run(told::add, () -> false, before);
        assertThat(second.resumed()).isEqualTo(before.size());
        assertThat(fingerprints(second)).isEqualTo(fingerprints(run(space, options)));
        assertThat(told).hasSize(80);
    }

    @Test
    void anEarlierCallAboutSomethingElseIsNotGoneOnWith() throws IOException {
        Path file = folder.resolve("memory");
        Memory.begin(file, Map.of("data", "a", "--fee", "0.001")).close();
        SearchSpace space = Searches.space("fast=1..2");
        assertThatThrownBy(() -> Memory.resume(file, Map.of("data", "b", "--fee", "0.001"), space))
                .hasMessage("the earlier search had another data: a, and now it is b");
        assertThatThrownBy(() -> Memory.resume(file, Map.of("data", "a"), space))
                .hasMessage("the earlier search had another --fee: 0.001, and now it is not given");
        assertThatThrownBy(() -> Memory.resume(file, Map.of("data", "a", "--fee", "0.001", "--cash", "5"), space))
                .hasMessage("the earlier search had another --cash: not given, and now it is 5");
        Files.writeString(file, "trial,fast\n1,2\n");
        assertThatThrownBy(() -> Memory.resume(file, Map.of(), space)).hasMessageContaining("is not the memory");
    }

    @Test
    void aDiskThatIsFullEndsTheSearch() {
        SweepListener full = trial -> {
            // only once: what is told after it must not be taken for a result
            if (trial.number() == 8) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
        };
        Sweep sweep = new Sweep(
                List.of(NOISE),
                Searches.space("fast=2..20", "slow=25..60"),
                new Searches.SmaRunner(),
                Searches.options(SearchMethod.GRID, 10_000, 2));
        assertThatThrownBy(() -> sweep.run(full, () -> false, List.of())).hasMessageContaining("No space left");
    }

    @Test
    void anEmptyGridSaysWhy() {
        assertThatThrownBy(() ->
                        run(Searches.space("fast=20..30", "slow=5..10"), Searches.options(SearchMethod.GRID, 1000, 1)))
                .hasMessage(
                        "the strategy refuses all 66 combinations of parameters, the first one with: fast must be less than slow");
        SearchSpace none = new SearchSpace(
                Searches.space("fast=2..3").ranges(), List.of(Condition.parse("fast > 5", List.of("fast"))));
        assertThatThrownBy(() -> run(none, Searches.options(SearchMethod.GRID, 1000, 1)))
                .hasMessage("no combination of parameters is left: none of the 2 satisfies 'fast > 5'");
    }

    @Test
    void aGridBeyondAllMeasureIsRefusedAtOnce() {
        SearchSpace space = Searches.space("a=1..1000000", "b=1..1000000");
        assertThatThrownBy(() -> run(space, Searches.options(SearchMethod.GRID, SweepOptions.MOST_TRIALS, 1)))
                .hasMessageContaining("a grid of 1000000000000 combinations is too large");
    }
}
