package dev.tandem.confidence.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowBookTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "1", "1");

    /** Entered at 1000, target 2 %, stop 1 %, costs 0.2 %, settled at the third close at the latest. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up   | 1000 1020 995 1010                      | TARGET  | 0.018",
                "up   | 1000 1020 990 1010                      | STOP    | -0.012",
                "up   | 1000 1010 995 1005, 1030 1030 1005 1010 | TARGET  | 0.028",
                "up   | 1000 1010 995 1005, 980 1030 980 1010   | STOP    | -0.022",
                "up   | 1000 1001 999 1000, 1000 1001 999 1000, 1000 1003 999 1003 | HORIZON | 0.001",
                "up   | 1000 1001 999 1000, 1000 1001 999 1000, 1000 1003 999 1001 | HORIZON | -0.001",
                "down | 1000 1005 980 990                       | TARGET  | 0.018",
                "down | 1000 1010 980 990                       | STOP    | -0.012",
                "down | 1000 1001 999 1000, 970 1001 970 1000   | TARGET  | 0.028",
            })
    void anOpinionEndsAtItsTargetItsStopOrItsHorizon(String side, String bars, Settled.End end, double result) {
        ShadowBook book = new ShadowBook();
        book.open(opinion(side.equals("up")), new Rule(0.02, 0.01, 3, 0.002));
        List<Settled> settled = new ArrayList<>();
        int i = 0;
        for (String bar : bars.split(", ")) {
            settled.addAll(book.onBar(bar(i++, bar)));
        }
        assertThat(settled).hasSize(1);
        assertThat(settled.getFirst().end()).isEqualTo(end);
        assertThat(settled.getFirst().result()).isCloseTo(result, within(1e-12));
        assertThat(settled.getFirst().cameTrue()).isEqualTo(result > 0);
        assertThat(book.open()).isZero();
        assertThat(book.opened()).isEqualTo(book.settled()).isEqualTo(1);
    }

    @Test
    void whatThePriceDidIsKnownWhateverWasSaid() {
        ShadowBook book = new ShadowBook();
        book.open(opinion(false), new Rule(0, 0, 1, 0.002));
        Settled settled = book.onBar(bar(0, "1000 1010 1000 1001")).getFirst();
        assertThat(settled.rose()).isTrue();
        assertThat(settled.result()).isCloseTo(-0.003, within(1e-12));
    }

    /** Up to its last bar, a settlement depends on no bar that comes later. */
    @Test
    void theFutureChangesNothing() {
        for (long seed = 1; seed <= 100; seed++) {
            List<BarRecord> one = bars(seed, 60);
            List<BarRecord> other = new ArrayList<>(one.subList(0, 30));
            other.addAll(bars(seed + 1000, 60).subList(30, 60));
            assertThat(run(other, 30)).as("seed %d", seed).isEqualTo(run(one, 30));
            assertThat(run(other, 60))
                    .as("seed %d: and not because nothing matters", seed)
                    .isNotEqualTo(run(one, 60));
        }
    }

    private static List<Settled> run(List<BarRecord> bars, int until) {
        ShadowBook book = new ShadowBook();
        List<Settled> settled = new ArrayList<>();
        for (int i = 0; i < until; i++) {
            settled.addAll(book.onBar(bars.get(i)));
            book.open(opinion(i % 2 == 0), new Rule(0.01, 0.01, i + 8, 0.001));
        }
        return settled;
    }

    private static List<BarRecord> bars(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        List<BarRecord> bars = new ArrayList<>();
        long price = 10_000;
        for (int i = 0; i < n; i++) {
            long close = price + random.nextInt(-80, 81);
            bars.add(new BarRecord(
                    BTC, i, i, i + 1, price, Math.max(price, close) + 20, Math.min(price, close) - 20, close, 1));
            price = close;
        }
        return bars;
    }

    private static Opinion opinion(boolean up) {
        return new Opinion("a", 0, up, 0.7, 0.7, 0);
    }

    private static BarRecord bar(int i, String prices) {
        String[] p = prices.split(" ");
        return new BarRecord(
                BTC,
                i,
                i,
                i + 1,
                Long.parseLong(p[0]),
                Long.parseLong(p[1]),
                Long.parseLong(p[2]),
                Long.parseLong(p[3]),
                1);
    }
}
