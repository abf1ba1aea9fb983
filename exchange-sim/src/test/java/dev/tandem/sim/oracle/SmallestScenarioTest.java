package dev.tandem.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SmallestScenarioTest {
    @Test
    void onlyWhatMattersIsLeft() {
        Predicate<Scenario> bothLegs = scenario -> ReferenceRun.run(scenario).bothLegsTouched() > 0;
        int found = 0;
        for (long seed = 0; found < 20; seed++) {
            Scenario scenario = RandomScenario.of(seed);
            if (!bothLegs.test(scenario)) {
                continue;
            }
            found++;
            Scenario smallest = SmallestScenario.of(scenario, bothLegs);
            assertThat(bothLegs.test(smallest)).as("seed %d", seed).isTrue();
            // Mostly one entry with its bracket; now and then it takes a second order to get there.
            assertThat(smallest.script().stream().mapToInt(List::size).sum())
                    .as("seed %d", seed)
                    .isBetween(1, 3);
            assertThat(Transcript.of(smallest, ReferenceRun.run(smallest)))
                    .contains((smallest.bars().size() - 1) + ": ")
                    .contains("   > o")
                    .containsPattern("/(stop|trail)1");
        }
    }
}
