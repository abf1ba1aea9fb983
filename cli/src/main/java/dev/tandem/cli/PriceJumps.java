package dev.tandem.cli;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Times;
import java.util.ArrayList;
import java.util.List;

/** Prices that double or halve from one bar to the next: often two instruments in one file, a split, or a wrong decimal point. */
final class PriceJumps {
    private PriceJumps() {}

    /** A sentence for each market that has some. */
    static List<String> in(List<BarColumns> markets) {
        List<String> sentences = new ArrayList<>();
        for (BarColumns bars : markets) {
            long jumps = 0;
            int first = -1;
            for (int i = 0; i < bars.size(); i++) {
                long before = bars.closeTicks(Math.max(0, i - 1));
                long now = bars.openTicks(i);
                boolean between = i > 0 && (now / 2 > before || before / 2 > now);
                if (between || bars.highTicks(i) / 2 > bars.lowTicks(i)) {
                    jumps++;
                    first = first < 0 ? i : first;
                }
            }
            if (jumps > 0) {
                sentences.add("The price of " + bars.instrument()
                        + " more than doubles or halves within a bar or from one"
                        + " to the next " + jumps + " times, the first time at " + Times.text(bars.openTimeNanos(first))
                        + ": two instruments in one file, a split, or a market that does such things.");
            }
        }
        return sentences;
    }
}
