package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.Unprotected;
import dev.tandem.model.Instrument;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Placed again after 2 s without its stop, closed after 30: each position by its own clock. */
class NakedWatchTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final Instrument ETH = Instrument.of("ETH/USD", "0.01", "0.001");
    private static final String HERE = "binance";
    private static final String THERE = "kraken";
    /** A clock that begins below zero, as that of a JVM may. */
    private static final long BEGIN = -3_000_000_000L;

    private final NakedWatch watch =
            new NakedWatch(SafetyLimits.standard().withNaked(Duration.ofSeconds(2), Duration.ofSeconds(30)));

    private NakedWatch.Verdict at(double seconds, Unprotected... naked) {
        return watch.look(List.of(naked), BEGIN + (long) (seconds * 1e9));
    }

    private static Unprotected naked(Instrument instrument, String exchange) {
        return new Unprotected(instrument, exchange, 1_000);
    }

    private static void nothing(NakedWatch.Verdict verdict) {
        assertThat(verdict.close()).isEmpty();
        assertThat(verdict.rearm()).isEmpty();
    }

    @Test
    void aStopThatIsOnItsWayIsWaitedFor() {
        nothing(at(0, naked(BTC, HERE)));
        nothing(at(1.999, naked(BTC, HERE)));
        nothing(at(2.5));
        nothing(at(60));
    }

    @Test
    void aStopThatWasRefusedIsPlacedAgainEveryTwoSecondsAndThePositionIsClosedAfterThirty() {
        int rearmed = 0;
        for (int tenths = 0; tenths < 300; tenths++) {
            NakedWatch.Verdict verdict = at(tenths / 10.0, naked(BTC, HERE));
            assertThat(verdict.close()).as("after %d00 ms", tenths).isEmpty();
            rearmed += verdict.rearm().size();
        }
        assertThat(rearmed).isEqualTo(14);
        NakedWatch.Verdict last = at(30, naked(BTC, HERE));
        assertThat(last.rearm()).isEmpty();
        assertThat(last.close())
                .containsExactly(
                        new NakedWatch.Due(BTC, HERE, Duration.ofSeconds(30).toNanos()));
    }

    @Test
    void aPositionThatLosesItsStopWhileAnotherHasNoneHasItsOwnThirtySeconds() {
        at(0, naked(BTC, HERE));
        for (int second = 1; second < 25; second++) {
            at(second, naked(BTC, HERE));
        }
        at(25, naked(BTC, HERE), naked(ETH, HERE));
        NakedWatch.Verdict thirty = at(30, naked(BTC, HERE), naked(ETH, HERE));
        assertThat(thirty.close()).extracting(NakedWatch.Due::instrument).containsExactly(BTC);
        assertThat(thirty.rearm()).extracting(NakedWatch.Due::instrument).containsExactly(ETH);
        assertThat(at(54.9, naked(ETH, HERE)).close()).isEmpty();
        assertThat(at(55, naked(ETH, HERE)).close())
                .containsExactly(
                        new NakedWatch.Due(ETH, HERE, Duration.ofSeconds(30).toNanos()));
    }

    @Test
    void oneThatHasItsStopBackDoesNotKeepTheTimeOfTheOther() {
        at(0, naked(BTC, HERE), naked(ETH, HERE));
        at(29, naked(BTC, HERE));
        NakedWatch.Verdict verdict = at(30, naked(BTC, HERE), naked(ETH, HERE));
        assertThat(verdict.close()).extracting(NakedWatch.Due::instrument).containsExactly(BTC);
        nothing(at(31, naked(ETH, HERE)));
    }

    @Test
    void theSameInstrumentAtTwoExchangesIsTwoPositions() {
        at(0, naked(BTC, HERE));
        at(20, naked(BTC, HERE), naked(BTC, THERE));
        assertThat(at(30, naked(BTC, HERE), naked(BTC, THERE)).close())
                .extracting(NakedWatch.Due::exchange)
                .containsExactly(HERE);
        assertThat(at(50, naked(BTC, THERE)).close())
                .extracting(NakedWatch.Due::exchange)
                .containsExactly(THERE);
    }

    @Test
    void aCloseThatTheVenueRefusesIsAskedForAgainAfterTheSameTime() {
        at(0, naked(BTC, HERE));
        assertThat(at(30, naked(BTC, HERE)).close()).hasSize(1);
        assertThat(at(30.05, naked(BTC, HERE)).close()).isEmpty();
        assertThat(at(59.9, naked(BTC, HERE)).close()).isEmpty();
        assertThat(at(60, naked(BTC, HERE)).close()).hasSize(1);
    }

    @Test
    void aLimitOfZeroClosesAtOnceAndNotNever() {
        NakedWatch strict = new NakedWatch(SafetyLimits.standard().withNaked(Duration.ZERO, Duration.ZERO));
        assertThat(strict.look(List.of(naked(BTC, HERE)), BEGIN).close()).hasSize(1);
    }

    @Test
    void exitsThatComeBackAtOnceAreNotPlacedAtEveryLook() {
        NakedWatch lockstep = new NakedWatch(SafetyLimits.lockstep());
        List<Unprotected> naked = List.of(naked(BTC, HERE));
        assertThat(lockstep.look(naked, BEGIN).rearm()).hasSize(1);
        assertThat(lockstep.look(naked, BEGIN + NakedWatch.LEAST_PAUSE - 1).rearm())
                .isEmpty();
        assertThat(lockstep.look(naked, BEGIN + NakedWatch.LEAST_PAUSE).rearm()).hasSize(1);
    }
}
