package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the gate decides, on measurements that are made up. */
class GateTest {
    private static final String ORDER = "OrderPathBenchmark.order";
    private static final Limit LIMIT = new Limit(ORDER, 100.0, 15, 838.2);

    /** Says these ratios, one per JVM. */
    private record Told(Deque<Double> ratios, double bytes) implements Gate.Meter {
        static Told of(double... ratios) {
            return new Told(
                    new ArrayDeque<>(
                            java.util.stream.DoubleStream.of(ratios).boxed().toList()),
                    838.2);
        }

        @Override
        public double ratio(Row row) {
            return ratios.remove();
        }

        @Override
        public List<Double> bytes(List<String> rows) {
            return rows.stream().map(row -> bytes).toList();
        }
    }

    private static Gate.Finding ratios(boolean sameCpu, double... measured) {
        return new Gate(Told.of(measured), sameCpu).checkRatio(LIMIT, Row.named(ORDER));
    }

    @Test
    void aFastJvmIsEnoughAndAskedOnlyOnce() {
        Told told = Told.of(114, 300);
        assertThat(new Gate(told, true).checkRatio(LIMIT, Row.named(ORDER)).fails())
                .isFalse();
        assertThat(told.ratios()).containsExactly(300.0);
    }

    @Test
    void threeDisturbedJvmsAreForgivenAndFourAreNot() {
        assertThat(ratios(true, 160, 130, 120, 115).fails()).isFalse();
        assertThat(ratios(true, 160, 130, 120, 115.1).fails()).isTrue();
        assertThat(ratios(true, 131, 130, 132, 133).text())
                .isEqualTo(ORDER + ": 130.00 times its floor at best in 4 JVM(s), limits.csv allows 115.00 (100.00 and"
                        + " 15 %): it has become slower");
    }

    @Test
    void onAnotherProcessorOnlyWhatIsOutOfAllProportionFails() {
        assertThat(ratios(false, 180).fails()).isFalse();
        assertThat(ratios(false, 231, 232, 233, 234).fails()).isTrue();
    }

    @Test
    void aMeasurementThatIsNotANumberFails() {
        assertThat(ratios(true, Double.NaN, Double.NaN, Double.NaN, Double.NaN).fails())
                .isTrue();
    }

    @Test
    void bytesAreHeldInBothDirections() {
        Gate gate = new Gate(Told.of(), true);
        assertThat(gate.checkBytes(LIMIT, 838.2).fails()).isFalse();
        assertThat(gate.checkBytes(LIMIT, 854.2)).satisfies(finding -> {
            assertThat(finding.fails()).isTrue();
            assertThat(finding.text()).contains("854.20 B", "838.20 B", "find out what allocates");
        });
        assertThat(gate.checkBytes(LIMIT, 838.3).fails()).isTrue();
        assertThat(gate.checkBytes(LIMIT, 822.2).text()).contains("write the lower number");
        assertThat(gate.checkBytes(LIMIT, 822.2).fails()).isTrue();
    }

    /** JVMs differ by 4 % (standard deviation), and one in five is disturbed by up to half as much again. */
    @Test
    void noiseDoesNotFailTheBuildAndThirtyPercentDo() {
        SplittableRandom random = new SplittableRandom(98);
        int falseAlarms = 0;
        int missed = 0;
        for (int i = 0; i < 2_000; i++) {
            falseAlarms += ratios(true, noisy(random, 100), noisy(random, 100), noisy(random, 100), noisy(random, 100))
                            .fails()
                    ? 1
                    : 0;
            missed += ratios(true, noisy(random, 130), noisy(random, 130), noisy(random, 130), noisy(random, 130))
                            .fails()
                    ? 0
                    : 1;
        }
        assertThat(falseAlarms).isLessThan(20);
        assertThat(missed).isLessThan(60);
    }

    private static double noisy(SplittableRandom random, double ratio) {
        double jvm = 1 + 0.04 * random.nextGaussian();
        return ratio * jvm * (random.nextInt(5) == 0 ? 1 + 0.5 * random.nextDouble() : 1);
    }

    @Test
    void aLimitIsSuggestedFromTheMiddleAndFromHowFarJvmsAreApart() {
        Limit limit = Gate.suggest(ORDER, List.of(98.0, 100.0, 99.0, 104.0, 101.0), 838.2);
        assertThat(limit).isEqualTo(new Limit(ORDER, 100.0, 13, 838.2));
        assertThat(Gate.suggest(ORDER, List.of(98.0, 100.0, 99.0, 113.0, 101.0), 838.2))
                .as("13 %% apart is too far to hold it by time")
                .isEqualTo(new Limit(ORDER, null, 0, 838.2));
    }

    @Test
    void theFileSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> Limits.parse("# cpu: x\n" + ORDER + ",1.0,25,0.0\n"))
                .hasMessage(
                        "limits.csv:2: " + ORDER + ": the margin is 25 %, and from 5 to 20 % are possible; with more,"
                                + " 30 % slower would not be seen");
        assertThatThrownBy(() -> Limits.parse(ORDER + ",1.0\n"))
                .hasMessage("limits.csv:1: has 2 fields, wanted are row,ratio,margin_percent,bytes");
        assertThatThrownBy(() -> Limits.parse(ORDER + ",a,9,0\n")).hasMessageStartingWith("limits.csv:1: ");
    }

    @Test
    void theFileOfTheBuildNamesRowsAndIsWrittenAsItIsRead() {
        Limits limits = Limits.read();
        Set<String> rows = Row.ALL.stream().map(Row::key).collect(Collectors.toSet());
        assertThat(limits.all()).extracting(Limit::row).doesNotHaveDuplicates().allMatch(rows::contains);
        assertThat(limits.all().stream().map(Limit::row))
                .containsAll(
                        Stream.of(ORDER, "MatchingBenchmark.book", "BacktestBenchmark.engine", "CsvBenchmark.columns")
                                .toList());
        assertThat(Limits.parse(limits.text())).isEqualTo(limits);
    }
}
