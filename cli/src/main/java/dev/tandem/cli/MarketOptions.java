package dev.tandem.cli;

import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Rate;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.FaultPlan;
import dev.tandem.sim.Latencies;
import dev.tandem.sim.match.QueueModel;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest was asked for of its market.
 *
 * @param feeds the files, in the order in which they were named
 * @param frames longer bars that are made of the instruments' own
 * @param participation how much of a bar's volume may be ours; zero for as much as is asked for
 * @param replay what happens at the exchange
 * @param queue where a limit order stands at its price; null for what the fills stand for
 * @param book what to do where book updates cannot be right
 * @param latencies what is on its way for how long; made anew for each run, because they are drawn
 * @param faults what goes wrong with orders; made anew for each run, because a plan keeps count; null for nothing
 * @param allFills whether the run is repeated under every assumption about fills
 * @param seed of whatever is random
 */
record MarketOptions(
        List<Feed> feeds,
        List<BarInterval> frames,
        Rate participation,
        Replay replay,
        @Nullable QueueModel queue,
        BookPolicy book,
        Supplier<Latencies> latencies,
        @Nullable Supplier<FaultPlan> faults,
        boolean allFills,
        long seed) {
    static final long SEED = 42;

    /** What happens at the exchange. */
    enum Replay {
        BARS,
        TICKS
    }

    /** Where a limit order stands among others at its price. */
    enum Queue {
        FRONT(QueueModel.FRONT),
        BACK(QueueModel.BACK),
        PROPORTIONAL(QueueModel.PROPORTIONAL);

        final QueueModel model;

        Queue(QueueModel model) {
            this.model = model;
        }
    }

    /** One assumption about fills, or all of them. */
    enum Fills {
        REALISTIC,
        PESSIMISTIC,
        OPTIMISTIC,
        ALL
    }

    /**
     * A file and how it is read.
     *
     * @param source a file, or {@code sample:NAME}, as the user named it
     */
    record Feed(String source, ReadOptions reading) {}

    /** One file of bars, and nothing else. */
    static MarketOptions of(String source, ReadOptions reading, boolean allFills) {
        return new MarketOptions(
                List.of(new Feed(source, reading)),
                List.of(),
                Rate.ZERO,
                Replay.BARS,
                null,
                BookPolicy.STRICT,
                () -> Latencies.NONE,
                null,
                allFills,
                SEED);
    }
}
