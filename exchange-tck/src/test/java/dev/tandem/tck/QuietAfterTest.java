package dev.tandem.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.plugin.ExecutionPlugin;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A kit that does not wait until a plugin has asked again would pass whatever it says then. */
class QuietAfterTest {
    private static Verdict run(Duration pollInterval, boolean told) throws InterruptedException {
        Card card = Cards.all().stream()
                .filter(one -> one.name().equals("limit rests, then cancels"))
                .findFirst()
                .orElseThrow();
        return new CardRun(card, () -> new LinkedSimVenue() {
                    @Override
                    public Duration pollInterval() {
                        return pollInterval;
                    }

                    @Override
                    public ExecutionPlugin connect() {
                        return new ForwardingPlugin(super.connect()) {
                            @Override
                            public Capabilities capabilities() {
                                return told
                                        ? super.capabilities()
                                        : super.capabilities().without(Capability.EXECUTION_STREAM);
                            }
                        };
                    }
                })
                .play();
    }

    @Test
    void momentsThatAreOverBeforeThePluginAsksAgainAreTooFew() {
        assertThatThrownBy(() -> run(Duration.ofHours(1), true))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining(
                        "quietAfter() of sim, behind a line is 3 moments, which last 180000 ms, and its plugin"
                                + " asks every 3600000 ms: quietAfter() must be 61 or more");
    }

    @Test
    void aPluginThatIsNotToldMustSayHowOftenItAsks() {
        assertThatThrownBy(() -> run(Duration.ZERO, false))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("lacks 'execution-stream'")
                .hasMessageContaining("pollInterval() must say how often, and was 0");
    }

    @Test
    void momentsThatLastLongEnoughAreFine() throws InterruptedException {
        assertThat(run(Duration.ofMinutes(2), false)).isInstanceOf(Verdict.Passes.class);
        assertThat(run(Duration.ZERO, true)).isInstanceOf(Verdict.Passes.class);
    }
}
