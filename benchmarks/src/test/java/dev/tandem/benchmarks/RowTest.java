package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class RowTest {
    private static final List<Class<?>> CLASSES = List.of(
            BacktestBenchmark.class,
            SweepBenchmark.class,
            Ta4jBenchmark.class,
            CsvBenchmark.class,
            OrderPathBenchmark.class,
            MatchingBenchmark.class,
            DepthBenchmark.class,
            JournalBenchmark.class,
            GateBenchmark.class,
            SignalPathBenchmark.class,
            WireBenchmark.class,
            AlertBenchmark.class,
            TickBenchmark.class,
            VenueBenchmark.class);

    @Test
    void everyBenchmarkIsARowAndEveryRowABenchmark() {
        Set<String> methods = CLASSES.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(RowTest::name)
                .collect(Collectors.toSet());
        assertThat(Row.ALL.stream().map(Row::benchmark).collect(Collectors.toSet()))
                .isEqualTo(methods);
        assertThat(Row.ALL).extracting(Row::floor).allMatch(methods::contains);
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    @Test
    void everyClaimComparesTwoRows() {
        Set<String> keys = Row.ALL.stream().map(Row::key).collect(Collectors.toSet());
        assertThat(Claim.ALL).allSatisfy(claim -> assertThat(keys).contains(claim.of(), claim.by()));
    }

    @Test
    void aClaimIsMetAtItsBoundAndNotBeyondIt() {
        Claim atMost = new Claim("", "a", "b", 4, true);
        assertThat(atMost.isMetBy(4)).isTrue();
        assertThat(atMost.isMetBy(4.01)).isFalse();
        assertThat(atMost.isMetBy(Double.NaN)).isFalse();
        Claim atLeast = new Claim("", "a", "b", 12, false);
        assertThat(atLeast.isMetBy(12)).isTrue();
        assertThat(atLeast.isMetBy(11.99)).isFalse();
    }

    @Test
    void rowsAreChosenByTheirNameAndBringTheirFloor() {
        assertThat(Arguments.parse(List.of("--rows", "SHA-256 alone")).chosen())
                .extracting(Row::key)
                .containsExactly("CsvBenchmark.floor", "CsvBenchmark.sha256");
        assertThatThrownBy(() -> Arguments.parse(List.of("--rows", "nonsense")))
                .hasMessage("--rows: no row has 'nonsense' in its name");
        assertThatThrownBy(() -> Arguments.parse(List.of("--docs", ".", "--rows", "SHA-256")))
                .hasMessage("--docs: the page is about all rows, and --rows leaves some out");
        assertThatThrownBy(() -> Arguments.parse(List.of("--json"))).hasMessage("--json: needs a value");
        assertThatThrownBy(() -> Arguments.parse(List.of("-f")))
                .hasMessage(
                        "unknown option '-f': there are --smoke, --quick, --medium, --rows TEXT, --json FILE and --docs"
                                + " ROOT");
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Score.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
        assertThat(Score.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    }
}
