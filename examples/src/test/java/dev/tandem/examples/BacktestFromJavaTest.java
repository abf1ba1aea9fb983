package dev.tandem.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacktestFromJavaTest {
    @Test
    void aProgramOfOnesOwnGetsTheNumbersOfTheCommandLine() {
        assertThat(BacktestFromJava.report()).isEqualTo("218 trades, equity 999680.5250882");
    }
}
