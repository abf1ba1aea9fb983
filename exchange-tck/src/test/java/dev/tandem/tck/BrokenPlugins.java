package dev.tandem.tck;

import java.util.List;
import java.util.stream.Stream;

/** Plugins with one mistake each, made out of one that has none. */
final class BrokenPlugins {
    private BrokenPlugins() {}

    static List<Mistake> all() {
        return Stream.of(
                        BrokenReports.mistakes(),
                        BrokenAnswers.mistakes(),
                        BrokenQuestions.mistakes(),
                        BrokenLives.mistakes(),
                        BrokenData.mistakes())
                .flatMap(List::stream)
                .toList();
    }
}
