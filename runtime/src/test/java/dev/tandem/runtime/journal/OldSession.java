package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineEvent;
import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.Times;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The session whose journal is in {@code src/test/resources/journal-v1}, as the Tandem wrote it whose format was version 1. This
 * class made it then, and must not change: it is what that journal is replayed with.
 */
final class OldSession {
    static final List<Bar> BARS = Market.bars(77, 120);
    static final int RECORDED = 60;

    private OldSession() {}

    /** Writes the journal: {@code OldSession DIRECTORY}. */
    public static void main(String[] arguments) {
        record(Path.of(arguments[0]), 0, RECORDED);
    }

    /** Small files, and a name that is always the same. */
    static JournalOptions options() {
        return new JournalOptions(
                9_000, InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")), new SplittableRandom(7));
    }

    static SimSession record(Path directory, int from, int to) {
        SimSession session = new SimSession(new FollowsAgents());
        try (Journal journal = Journal.open(directory, options())) {
            session.open(journal, Unsent.REFUSE);
            session.engine().process(new EngineEvent.Start());
            goOn(session, from, to);
        }
        return session;
    }

    /** Bars, and every fourth of them what an agent says about it. */
    static void goOn(SimSession session, int from, int to) {
        for (int i = from; i < to; i++) {
            session.bars(BARS.subList(i, i + 1));
            if (i % 4 == 3) {
                session.engine()
                        .process(new EngineEvent.SignalReceived(Signal.of(
                                i % 8 == 3 ? "lark" : "owl",
                                Market.BTC,
                                i % 3 == 0 ? Side.SELL : Side.BUY,
                                i % 5 == 0 ? 0.4 : 0.8,
                                session.clock.nanos() - Times.SECOND)));
            }
        }
    }

    /** Does what agents say, and now and then something of its own. */
    static class FollowsAgents implements Strategy {
        @Override
        public void onSignal(Signal signal, Trader trader) {
            trader.submit(about(OrderRequest.of(signal.instrument(), signal.side())
                            .lots(200)
                            .confidence(signal.confidence())
                            .agents(List.of(signal.agent()))
                            .stopLoss(Exit.percentFromFill("1"))
                            .takeProfit(Exit.percentFromFill("2"))
                            .tag("heard"))
                    .build());
        }

        /** What else is said about an order that follows an agent. */
        OrderRequest.Builder about(OrderRequest.Builder order) {
            return order;
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            if (bar.index() % 10 == 0) {
                trader.submit(OrderRequest.buy(bar.instrument())
                        .limitTicks(bar.closeTicks() - 4_000)
                        .lots(300)
                        .confidence(0.7)
                        .agents(List.of("lark", "owl"))
                        .timeInForce(TimeInForce.goodForBars(3))
                        .build());
            } else if (bar.index() % 10 == 7 && !trader.position().isFlat()) {
                trader.close();
            }
        }
    }
}
