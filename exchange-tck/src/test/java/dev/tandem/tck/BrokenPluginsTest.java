package dev.tandem.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/** The kit catches what it is for: every mistake is caught by its card, and no card lets everything pass. */
class BrokenPluginsTest {
    static List<Mistake> mistakes() {
        return BrokenPlugins.all();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsCaughtByItsCard(Mistake mistake) {
        Card card = Cards.all().stream()
                .filter(one -> one.name().equals(mistake.card()))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> run(card, mistake.plugin()))
                .isInstanceOf(AssertionFailedError.class)
                .satisfies(failure -> assertThat(seen(failure)).contains(mistake.complaint()));
    }

    /** What the failure says was seen, without what was expected. */
    private static String seen(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.substring(Math.max(message.indexOf("\nseen:"), message.indexOf("\nended with")));
    }

    @Test
    void everyCardIsFailedBySomeMistake() {
        List<String> neverFailed = new ArrayList<>();
        for (Card card : Cards.all()) {
            if (BrokenPlugins.all().stream().noneMatch(mistake -> fails(card, mistake))) {
                neverFailed.add(card.name());
            }
        }
        assertThat(neverFailed).isEmpty();
    }

    @Test
    void withoutAMistakeEveryCardPassesAtTheSameVenue() throws InterruptedException {
        for (Card card : Cards.all()) {
            assertThat(run(card, UnaryOperator.identity())).as(card.name()).isInstanceOf(Verdict.Passes.class);
        }
    }

    @Test
    void aListenerThatTwoThreadsCallAtOnceIsNoticed() {
        ExecutionReport report = new ExecutionReport.Canceled(new ClientOrderId("t", 1), "requested", 1);
        Interruption interruption = new Interruption();
        Reports reports = new Reports(interruption);
        interruption.call = () -> reports.onReport(report);
        reports.onReport(report);
        assertThat(reports.pollViolation()).isEqualTo("the listener was called by two threads at once");
    }

    /** While something is put into it, another thread makes a call. */
    private static final class Interruption extends ConcurrentLinkedQueue<ExecutionReport> {
        private static final long serialVersionUID = 1L;

        private transient Runnable call = () -> {};

        @Override
        public boolean add(ExecutionReport report) {
            try {
                Thread.ofPlatform().start(call).join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return super.add(report);
        }
    }

    private static boolean fails(Card card, Mistake mistake) {
        try {
            run(card, mistake.plugin());
            return false;
        } catch (AssertionFailedError e) {
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Verdict run(Card card, UnaryOperator<ExecutionPlugin> mistake) throws InterruptedException {
        return new CardRun(card, () -> new BrokenVenue(mistake)).play();
    }
}
