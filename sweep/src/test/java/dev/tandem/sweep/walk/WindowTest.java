package dev.tandem.sweep.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void anchoredWindowsGrow() {
        assertThat(Window.of(WalkForwardMode.ANCHORED, 100, 2, 0, 0))
                .containsExactly(new Window(0, 50, 50, 75), new Window(0, 75, 75, 100));
    }

    @Test
    void rollingWindowsMoveAlong() {
        assertThat(Window.of(WalkForwardMode.ROLLING, 100, 2, 0, 0))
                .containsExactly(new Window(0, 50, 50, 75), new Window(25, 75, 75, 100));
    }

    @Test
    void purgeAndEmbargoLieOnTheTwoSidesOfTheBoundary() {
        assertThat(Window.of(WalkForwardMode.ANCHORED, 100, 1, 5, 3)).containsExactly(new Window(0, 45, 53, 100));
    }

    @Test
    void tooFewBarsAreRefusedWithTheNumbers() {
        assertThatThrownBy(() -> Window.of(WalkForwardMode.ANCHORED, 20, 5, 0, 1))
                .hasMessage(
                        "20 bars are too few for 5 windows with a purge of 0 and an embargo of 1 bars: window 1 has 10"
                                + " bars to choose on and 1 to try on, and needs two of each");
    }
}
