package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Columns as text, to be compared as a whole. */
final class Contents {
    private Contents() {}

    static List<String> of(BarColumns bars) {
        List<String> lines = new ArrayList<>(bars.size());
        BarCursor bar = bars.cursor();
        for (int i = 0; i < bars.size(); i++) {
            lines.add(bar.moveTo(i).copy().toString());
        }
        return lines;
    }

    static void assertSame(BarColumns actual, BarColumns expected) {
        assertThat(of(actual)).isEqualTo(of(expected));
    }
}
