package dev.tandem.sweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.Objective;
import dev.tandem.sweep.SearchMethod;
import dev.tandem.sweep.Searches;
import dev.tandem.sweep.Sweep;
import dev.tandem.sweep.SweepOptions;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.luck.Judgement;
import dev.tandem.sweep.luck.Verdict;
import dev.tandem.sweep.luck.VerdictText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand trials on a market without an effect, and on one with an effect. */
class VerdictOnMarketsTest {
    private static Judgement judge(Dataset market) {
        SweepOptions options = new SweepOptions(SearchMethod.GRID, 10_000, Objective.SHARPE, 42, 2);
        SweepOutcome outcome = new Sweep(
                        List.of(market), Searches.space("fast=2..21", "slow=25..74"), new Searches.SmaRunner(), options)
                .run(trial -> {}, () -> false, List.of());
        assertThat(outcome.trials()).hasSize(1_000);
        double years = (market.bars().size() * 4.0) / (365.25 * 24);
        return Objects.requireNonNull(TrialEvidence.judge(outcome, options, years, 1_000, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void onPureNoiseItIsLuck(long seed) {
        Judgement it = judge(Searches.noise(4_000, seed));
        assertThat(it.verdict()).as("seed %d: %s", seed, it).isEqualTo(Verdict.LUCK);
        assertThat(it.overfittingProbability()).as("seed %d: %s", seed, it).isGreaterThan(0.38);
        assertThat(VerdictText.of(it)).startsWith("With 1,000 trials on 1.8 years of data, the best Sharpe expected");
    }

    @Test
    void onAPlantedEffectItIsMoreThanLuck() {
        Judgement it = judge(Searches.wave(8_000, 1));
        assertThat(it.verdict()).as("%s", it).isEqualTo(Verdict.MORE_THAN_LUCK);
        assertThat(it.overfittingProbability()).as("%s", it).isLessThan(0.1);
    }
}
