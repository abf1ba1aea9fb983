package dev.tandem.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.StrategyDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedAlertsTest {
    private static final long MINUTE = 60 * Times.SECOND;

    @TempDir
    Path journal;

    @Test
    void anInboxIsABacktestWithTheDelaysThatItReallyHad() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            test.now.set(Instant.parse("2026-03-01T12:01:30Z"));
            test.post(test.alert(
                    "\"action\":\"buy\",\"contracts\":2,\"market_position\":\"long\",\"market_position_size\":2"));
            test.post(test.alert("\"action\":\"buy\",\"quantity\":5").replace("0.9", "0.1"));
            test.now.updateAndGet(now -> now.plus(Duration.ofMinutes(2)));
            test.post(test.alert(
                    "\"action\":\"sell\",\"contracts\":3,\"market_position\":\"short\",\"market_position_size\":1"));
            test.settled();
        }
        BarColumns.Builder bars = new BarColumns.Builder(Instrument.of("BTC/USDT", "1", "1"), MINUTE);
        long noon = Times.nanos(Instant.parse("2026-03-01T12:00:00Z"));
        for (int i = 0; i < 8; i++) {
            bars.add(noon + i * MINUTE, 100 + i, 100 + i, 100 + i, 100 + i, 1);
        }
        RunResult result = Backtest.of(
                        bars.build(),
                        new RecordedAlerts(journal.resolve("inbox").toString()))
                .run();
        // 12:01:30 is within bar 1, so the entry is at the open of bar 2; 12:03:30 within bar 3, so the reversal at
        // that of bar 4.
        assertThat(result.trades()).hasSize(2);
        Trade first = result.trades().getFirst();
        assertThat(first.entryIndex()).isEqualTo(2);
        assertThat(first.exitIndex()).isEqualTo(4);
        assertThat(result.trades().getLast().entryIndex()).isEqualTo(4);
        assertThat(result.trades().getLast().isOpen()).isTrue();
        assertThat(StrategyDefinition.of(RecordedAlerts.class).name()).isEqualTo("recorded-alerts");
    }

    @Test
    void whereThereIsNoInboxItSaysSo() {
        assertThatThrownBy(() -> new RecordedAlerts(journal.resolve("nowhere").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("inbox: ");
    }
}
