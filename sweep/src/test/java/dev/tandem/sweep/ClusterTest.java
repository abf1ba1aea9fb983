package dev.tandem.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.result.RunResult;
import dev.tandem.sweep.walk.WalkForward;
import dev.tandem.sweep.walk.WalkForwardMode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A search whose trials are made elsewhere: here by a worker that gets and gives bytes, in any order, some of them twice. */
class ClusterTest {
    private static final List<Dataset> DATA = List.of(Searches.noise(700, 3), Searches.noise(500, 4));
    private static final SearchSpace SPACE = Searches.space("fast=2..9", "slow=12..40:4");
    private static final TrialRunner RUNNER = new Searches.SmaRunner() {
        @Override
        public RunResult run(Dataset data, Map<String, String> parameters) {
            if (value(parameters, "fast") == 5 && value(parameters, "slow") == 24) {
                throw new IllegalStateException("not with ö");
            }
            return super.run(data, parameters);
        }
    };

    /** Makes each trial twice, tells of it once, and loses heart after some. */
    private static final class Elsewhere implements Cluster {
        private final TrialWorker worker = new TrialWorker(DATA, RUNNER);
        private final Random random = new Random(5);
        private final int most;
        private int made;

        Elsewhere(int most) {
            this.most = most;
        }

        @Override
        public synchronized void make(
                List<Dataset> parts,
                List<Map<String, String>> parameters,
                int blocks,
                Answers answers,
                BooleanSupplier stop) {
            List<TrialRequest.Stretch> stretches = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                stretches.add(TrialRequest.Stretch.of(parts.get(i), DATA.get(i)));
            }
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < parameters.size(); i++) {
                order.add(i);
            }
            Collections.shuffle(order, random);
            for (int index : order) {
                if (stop.getAsBoolean()) {
                    return;
                }
                if (made++ == most) {
                    throw new ClusterException("nobody is left");
                }
                byte[] request = new TrialRequest(stretches, blocks, parameters.get(index)).toBytes();
                byte[] once = worker.make(request);
                assertThat(worker.make(request)).isEqualTo(once);
                TrialRequest.answer(index, once, answers);
            }
        }
    }

    private static SweepOutcome search(SweepOptions options, Cluster cluster, List<Trial> done) {
        return new Sweep(DATA, SPACE, RUNNER, options, cluster).run(trial -> {}, () -> false, done);
    }

    private static SweepOutcome here(SweepOptions options) {
        return new Sweep(DATA, SPACE, RUNNER, options).run(trial -> {}, () -> false, List.of());
    }

    @Test
    void everyTrialHasTheSameBitsAsOnThisMachineAndTheSameError() {
        for (SearchMethod method : SearchMethod.values()) {
            SweepOptions options = Searches.options(method, method == SearchMethod.GRID ? 1_000 : 40, 2);
            assertThat(bits(search(options, new Elsewhere(10_000), List.of())))
                    .as(method.name())
                    .isEqualTo(bits(here(options)));
        }
        assertThat(here(Searches.options(SearchMethod.GRID, 1_000, 1)).failures())
                .extracting(Trial::error)
                .containsExactly("not with ö");
    }

    @Test
    void rowsComeInTheOrderOfTheTrials() {
        List<Long> told = new ArrayList<>();
        new Sweep(DATA, SPACE, RUNNER, Searches.options(SearchMethod.GRID, 1_000, 1), new Elsewhere(10_000))
                .run(trial -> told.add(trial.number()), () -> false, List.of());
        assertThat(told).hasSize(64).isSorted();
    }

    @Test
    void aWalkForwardChoosesTheSame() {
        SweepOptions options = Searches.options(SearchMethod.GRID, 1_000, 2);
        assertThat(new WalkForward(DATA, SPACE, RUNNER, options, new Elsewhere(10_000))
                        .run(WalkForwardMode.ROLLING, 3, 4, 2, trial -> {}, () -> false))
                .isEqualTo(new WalkForward(DATA, SPACE, RUNNER, options)
                        .run(WalkForwardMode.ROLLING, 3, 4, 2, trial -> {}, () -> false));
    }

    @Test
    void aClusterThatBreaksDownEndsTheSearchAndWhatItMadeIsTakenOver() {
        SweepOptions options = Searches.options(SearchMethod.GRID, 1_000, 1);
        List<Trial> kept = new ArrayList<>();
        assertThatThrownBy(() -> new Sweep(DATA, SPACE, RUNNER, options, new Elsewhere(40))
                        .run(kept::add, () -> false, List.of()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("nobody is left");
        List<Trial> good = kept.stream().filter(trial -> !trial.isFailed()).toList();
        SweepOutcome rest = search(options, new Elsewhere(64 - good.size()), good);
        assertThat(rest.resumed()).isEqualTo(good.size());
        assertThat(bits(rest)).isEqualTo(bits(here(options)));
    }

    @Test
    void anEvolutionEndsWithItsCluster() {
        assertThatThrownBy(() -> search(Searches.options(SearchMethod.CMA_ES, 40, 2), new Elsewhere(3), List.of()))
                .isInstanceOf(ClusterException.class);
    }

    /** All that is known of each trial. */
    private static List<String> bits(SweepOutcome outcome) {
        return outcome.trials().stream().map(ClusterTest::bits).toList();
    }

    private static String bits(Trial trial) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            RunBytes.write(trial.runs(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return trial.number() + " " + trial.parameters() + " " + trial.error() + " "
                + HexFormat.of().formatHex(bytes.toByteArray());
    }
}
