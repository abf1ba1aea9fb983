package dev.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.engine.StrategyException;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.ResultHash;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are recorded, replayed, cut short and continued. */
class SessionTest {
    @TempDir
    Path directory;

    private static final long SEED = 5;
    private static final int BARS = 400;

    @Test
    void aSessionWithAJournalTradesLikeABacktest() {
        for (long seed = 1; seed <= 5; seed++) {
            List<Bar> bars = Market.bars(seed, BARS);
            SimSession session = record(directory.resolve("s" + seed), new BusyTrader(seed), bars);
            BusyTrader plain = new BusyTrader(seed);
            assertThat(hash(session))
                    .as("seed %d", seed)
                    .isEqualTo(Backtest.of(Market.columns(bars), plain)
                            .limits(SimSession.LIMITS)
                            .run()
                            .resultSha256());
            assertThat(((BusyTrader) session.strategy).callbacks).isEqualTo(plain.callbacks);
        }
    }

    /** More bars than are kept in memory, more answered orders than are remembered, and a restart on top. */
    @Test
    void aLongSessionTradesLikeABacktestAndIsBuiltUpAgain() {
        List<Bar> bars = Market.bars(SEED, 18_000);
        Path place = directory.resolve("long");
        SimSession session = record(place, new BusyTrader(SEED), bars);
        RunResult backtest = Backtest.of(Market.columns(bars), new BusyTrader(SEED))
                .limits(SimSession.LIMITS)
                .run();
        assertThat(session.engine().engine().orderCounts().submitted())
                .as("orders")
                .isGreaterThan(1_500);
        assertThat(hash(session)).isEqualTo(backtest.resultSha256());
        EquityCurve curve = session.engine().engine().equityCurve();
        assertThat(curve.equityAsDoubles()).isEqualTo(backtest.equityCurve().equityAsDoubles());
        SimSession again = new SimSession(new BusyTrader(SEED));
        try (Journal journal = Journal.open(place)) {
            again.open(journal, Unsent.REFUSE);
            assertThat(ResultHash.of(again.engine().engine().trades(), again.ledger.equity()))
                    .isEqualTo(backtest.resultSha256());
        }
    }

    @Test
    void aRecordedSessionIsReplayedWithTheSameDecisions() {
        for (long seed = 1; seed <= 10; seed++) {
            Path journal = directory.resolve("s" + seed);
            SimSession session = record(journal, new BusyTrader(seed), Market.bars(seed, BARS));
            SimSession again = new SimSession(new BusyTrader(seed));
            Replay replay = Replay.of(journal, again::build);
            assertThat(replay.difference()).as("seed %d", seed).isEmpty();
            assertThat(replay.outcome().unsent()).isEmpty();
            assertThat(replay.outcome().unanswered()).isEmpty();
            assertThat(replay.outcome().unansweredCancels()).isEmpty();
            assertThat(replay.outcome().decisions()).isGreaterThan(200);
            assertThat(hash(again, replay.engine())).isEqualTo(hash(session));
            assertThat(replay.engine().orderCounts())
                    .isEqualTo(session.engine().engine().orderCounts());
            assertThat(again.exchange.openOrders()).as("a replay sends nothing").isEmpty();
        }
    }

    @Test
    void theSessionsTogetherHaveEveryKindOfRecord() {
        Set<EntryType> seen = EnumSet.noneOf(EntryType.class);
        Set<String> denials = new HashSet<>();
        for (long seed = 1; seed <= 5; seed++) {
            Path journal = directory.resolve("s" + seed);
            record(journal, new BusyTrader(seed, 0.5), Market.bars(seed, BARS));
            for (JournalRecord record : Written.records(journal)) {
                seen.add(EntryType.of(record.entry()));
                if (record.entry() instanceof JournalEntry.Denied denied) {
                    denials.add(denied.reason());
                    assertThat(denied.message()).isNotEmpty();
                }
            }
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(seen)))
                .containsExactlyInAnyOrder(
                        EntryType.WARM_UP,
                        EntryType.SIGNAL,
                        EntryType.COMMAND,
                        EntryType.FAILURE,
                        EntryType.SETTINGS,
                        EntryType.REMARK);
        assertThat(denials).contains("confidence", "invalid-order", "order-rate", "daily-loss", "reduce-only");
    }

    @Test
    void signalsAreReplayedWithTheOrdersThatCameOfThem() {
        Path journal = directory.resolve("j");
        List<Bar> bars = Market.bars(SEED, 40);
        SimSession session = new SimSession(new FollowsSignals());
        try (Journal to = Journal.open(journal, Written.OPTIONS)) {
            session.open(to, Unsent.SEND);
            session.engine().process(new EngineEvent.Start());
            session.bars(bars.subList(0, 20));
            for (double confidence : new double[] {0.9, 0.3, 7.5}) {
                session.engine()
                        .process(new EngineEvent.SignalReceived(Signal.of(
                                "agent", Market.BTC, Side.BUY, confidence, session.clock.nanos() - Times.SECOND)));
            }
            session.bars(bars.subList(20, 40));
        }
        FollowsSignals again = new FollowsSignals();
        Replay replay = Replay.of(journal, new SimSession(again)::build);
        assertThat(replay.difference()).isEmpty();
        assertThat(again.heard).isEqualTo(((FollowsSignals) session.strategy).heard);
        assertThat(again.heard)
                .containsExactly(
                        "0.3 DENIED confidence 0.3 is below the minimum of 0.6",
                        "unstated DENIED confidence must be a number from 0 to 1, was 7.5",
                        "0.9 FILLED");
        assertThat(Written.records(journal).stream().map(r -> EntryText.fields(r.entry())))
                .filteredOn(fields -> "agent".equals(fields.get("agent")))
                .extracting(fields -> fields.get("side") + " " + fields.get("confidence") + " " + fields.get("defect"))
                .containsExactly(
                        "buy 0.9 null",
                        "buy 0.3 null",
                        "buy unstated confidence must be a number from 0 to 1, was 7.5");
    }

    /** Buys what it is told to and remembers how that went. */
    private static final class FollowsSignals implements Strategy {
        final List<String> heard = new ArrayList<>();

        @Override
        public void onSignal(Signal signal, Trader trader) {
            OrderRequest.Builder order = OrderRequest.of(signal.instrument(), signal.side())
                    .lots(100)
                    .confidence(signal.confidence());
            order.defect(signal.defect());
            trader.submit(order.build());
        }

        @Override
        public void onOrder(Order order, Trader trader) {
            if (order.status().isTerminal()) {
                String reason = order.reason();
                heard.add(order.request().confidence() + " " + order.status() + (reason == null ? "" : " " + reason));
            }
        }
    }

    @Test
    void ordersBearTheNameOfTheJournal() {
        Path journal = directory.resolve("j");
        record(journal, new BusyTrader(SEED), Market.bars(SEED, 100));
        String session;
        try (JournalReader reader = JournalReader.open(journal)) {
            session = reader.session();
        }
        assertThat(Written.records(journal).stream().flatMap(r -> EntryText.orders(r.entry()).stream()))
                .isNotEmpty()
                .allMatch(id -> id.startsWith(session + "-"));
    }

    @Test
    void nothingLeavesThatIsNotDurable() {
        List<String> early = new ArrayList<>();
        Path at = directory.resolve("j");
        try (Journal journal = Journal.open(at, Written.OPTIONS)) {
            SimSession session = new SimSession(new BusyTrader(SEED), lane -> new ExecutionLane() {
                @Override
                public void execute(ApprovedOrder order) {
                    check(order.toString());
                    lane.execute(order);
                }

                @Override
                public void cancel(ClientOrderId order) {
                    check("cancel " + order);
                    lane.cancel(order);
                }

                @Override
                public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
                    check("replace " + order);
                    lane.replace(order, replacement);
                }

                private void check(String what) {
                    if (journal.durableRecords() < journal.records()) {
                        early.add(what);
                    }
                }
            });
            session.run(journal, Market.bars(SEED, BARS));
            assertThat(session.engine().engine().orderCounts().submitted()).isGreaterThan(100);
        }
        assertThat(early).isEmpty();
    }

    @Test
    void aReplayNamesTheFirstDecisionThatIsDifferent() {
        Path journal = directory.resolve("j");
        record(journal, new BusyTrader(SEED), Market.bars(SEED, BARS));
        JournalRecord first = Written.records(journal).stream()
                .filter(record -> record.entry() instanceof JournalEntry.Requested requested
                        && requested.terms().confidence().value() == 0.9)
                .findFirst()
                .orElseThrow();
        Replay replay = Replay.of(journal, new SimSession(new BusyTrader(SEED, 0.8))::build);
        Difference difference = replay.difference().orElseThrow();
        assertThat(difference.record()).isEqualTo(first);
        assertThat(difference.toString())
                .startsWith(
                        first.file() + ":" + first.offset() + ": record " + first.number() + " is 'request request=")
                .contains("confidence=0.9")
                .contains("the engine came to 'request ")
                .contains("confidence=0.8");
        try (Journal open = Journal.open(journal, Written.OPTIONS)) {
            long records = open.records();
            assertThatThrownBy(() -> new SimSession(new BusyTrader(SEED, 0.8)).open(open, Unsent.SEND))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("this engine would have decided otherwise: " + difference);
            assertThat(open.records()).isEqualTo(records);
        }
    }

    @Test
    void aStrategyThatDoesLessOrMoreIsNoticedToo() {
        Path journal = directory.resolve("j");
        record(journal, new BusyTrader(SEED), Market.bars(SEED, 50));
        Replay less = Replay.of(journal, new SimSession(new Strategy() {})::build);
        assertThat(less.difference().orElseThrow().made()).isNull();
        Path quiet = directory.resolve("quiet");
        record(quiet, new Strategy() {}, Market.bars(SEED, 50));
        Replay more = Replay.of(quiet, new SimSession(new BusyTrader(SEED))::build);
        assertThat(more.difference().orElseThrow().record().entry()).isInstanceOf(JournalEntry.Input.class);
    }

    // A power cut

    @Test
    void afterAPowerCutAtAnyRecordTheEngineComesToTheSameDecisionsUpToThere() throws IOException {
        Path journal = directory.resolve("j");
        record(journal, new BusyTrader(SEED), Market.bars(SEED, 120));
        byte[] whole = Files.readAllBytes(Written.firstFile(journal));
        List<JournalRecord> records = Written.records(journal);
        long decided = 0;
        for (JournalRecord record : records) {
            int end = (int) record.offset() + record.bytes();
            Path cut = directory.resolve("cut");
            Files.createDirectories(cut);
            Files.write(Written.firstFile(cut), Arrays.copyOf(whole, end));
            Replay replay = Replay.of(cut, new SimSession(new BusyTrader(SEED))::build);
            decided += record.entry() instanceof JournalEntry.Decision ? 1 : 0;
            assertThat(replay.difference())
                    .as("after record %d", record.number())
                    .isEmpty();
            assertThat(replay.outcome().decisions())
                    .as("after record %d", record.number())
                    .isEqualTo(decided);
            assertThat(replay.records()).isEqualTo(record.number());
        }
        assertThat(decided).isGreaterThan(100);
    }

    @Test
    void afterAPowerCutAtAnyByteOfTheLastRecordsTheSessionIsContinued() throws IOException {
        Path journal = directory.resolve("j");
        List<Bar> bars = Market.bars(SEED, 60);
        record(journal, new BusyTrader(SEED), bars);
        byte[] whole = Files.readAllBytes(Written.firstFile(journal));
        SplittableRandom random = new SplittableRandom(3);
        Path cut = directory.resolve("cut");
        Files.createDirectories(cut);
        for (int length = whole.length - 1500; length <= whole.length; length += 5) {
            byte[] garbage = new byte[random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 0];
            // All bits wrong: one that is right but for one bit is damage and no torn end.
            Arrays.fill(garbage, (byte) (length < whole.length ? ~whole[length] : 0xaa));
            byte[] bytes = Arrays.copyOf(whole, length + garbage.length);
            System.arraycopy(garbage, 0, bytes, length, garbage.length);
            Files.write(Written.firstFile(cut), bytes);
            for (Unsent unsent : Unsent.values()) {
                try (Journal open = Journal.open(cut, Written.OPTIONS)) {
                    SimSession session = new SimSession(new BusyTrader(SEED));
                    session.open(open, unsent);
                    session.clock.advanceTo(bars.getLast().closeTimeNanos());
                    session.bars(Market.bars(99, 20).stream()
                            .map(bar -> later(bar, bars.getLast().closeTimeNanos()))
                            .toList());
                }
                // What was continued is one session for whoever reads it: no seam, no decision that comes from nowhere.
                Replay replay = Replay.of(cut, new SimSession(new BusyTrader(SEED))::build);
                assertThat(replay.difference())
                        .as("cut at %d, %s", length, unsent)
                        .isEmpty();
                assertThat(replay.outcome().unsent()).isEmpty();
            }
        }
    }

    private static Bar later(Bar bar, long nanos) {
        return new dev.tandem.model.BarRecord(
                bar.instrument(),
                bar.index(),
                bar.openTimeNanos() + nanos,
                bar.closeTimeNanos() + nanos,
                bar.openTicks(),
                bar.highTicks(),
                bar.lowTicks(),
                bar.closeTicks(),
                bar.volume());
    }

    @Test
    void anOrderThatNeverLeftIsSentOrRefusedAsWasSaid() throws IOException {
        Strategy buysOnce = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                if (bar.index() == 2) {
                    trader.submit(OrderRequest.buy(Market.BTC).lots(10).build());
                }
            }
        };
        List<Bar> bars = Market.bars(1, 3);
        Path journal = directory.resolve("j");
        record(journal, buysOnce, bars);
        JournalRecord send = Written.records(journal).stream()
                .filter(record -> record.entry() instanceof JournalEntry.Sent)
                .findFirst()
                .orElseThrow();
        byte[] before = Arrays.copyOf(Files.readAllBytes(Written.firstFile(journal)), (int) send.offset());
        for (Unsent unsent : Unsent.values()) {
            Files.write(Written.firstFile(journal), before);
            SimSession session = new SimSession(buysOnce);
            try (Journal open = Journal.open(journal, Written.OPTIONS)) {
                JournaledEngine engine = session.open(open, unsent);
                assertThat(engine.recovery().unsent()).hasSize(2).first().isEqualTo(send.entry());
                assertThat(session.exchange.openOrders()).hasSize(unsent == Unsent.SEND ? 1 : 0);
                assertThat(engine.engine().orderCounts().rejected()).isEqualTo(unsent == Unsent.SEND ? 0 : 1);
            }
        }
    }

    @Test
    void anOrderThatMayHaveLeftIsNamed() throws IOException {
        Path journal = directory.resolve("j");
        record(journal, new BusyTrader(SEED), Market.bars(SEED, 60));
        JournalRecord send = Written.records(journal).stream()
                .filter(record -> record.entry() instanceof JournalEntry.SentPair)
                .findFirst()
                .orElseThrow();
        JournalRecord cancel = Written.records(journal).stream()
                .filter(record -> record.entry() instanceof JournalEntry.CancelSent)
                .findFirst()
                .orElseThrow();
        byte[] whole = Files.readAllBytes(Written.firstFile(journal));
        Files.write(Written.firstFile(journal), Arrays.copyOf(whole, (int) cancel.offset() + cancel.bytes()));
        assertThat(Replay.of(journal, new SimSession(new BusyTrader(SEED))::build)
                        .outcome()
                        .unansweredCancels())
                .containsExactly(((JournalEntry.CancelSent) cancel.entry()).order());
        Files.write(Written.firstFile(journal), Arrays.copyOf(whole, (int) send.offset() + send.bytes()));
        Replay replay = Replay.of(journal, new SimSession(new BusyTrader(SEED))::build);
        assertThat(replay.outcome().unanswered())
                .singleElement()
                .isInstanceOfSatisfying(ApprovedOrder.Oco.class, pair -> {
                    assertThat(OrderTerms.of(pair.stop())).isEqualTo(((JournalEntry.SentPair) send.entry()).stop());
                    assertThat(OrderTerms.of(pair.limit())).isEqualTo(((JournalEntry.SentPair) send.entry()).limit());
                });
    }

    // The disk refuses

    @Test
    void onAFullDiskNoOrderLeaves() {
        List<String> left = new ArrayList<>();
        for (int room = 0; room < 4000; room += 37) {
            FaultyFiles disk = new FaultyFiles();
            left.clear();
            Path at = directory.resolve("room" + room);
            SimSession session = new SimSession(new BusyTrader(SEED), lane -> noting(lane, left));
            try (Journal journal = Journal.open(at, Written.OPTIONS, disk)) {
                session.open(journal, Unsent.SEND);
                disk.room = room;
                assertThatThrownBy(() -> {
                            session.engine().process(new EngineEvent.Start());
                            session.bars(Market.bars(SEED, BARS));
                        })
                        .as("room for %d bytes", room)
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("No space left on device");
                int before = left.size();
                assertThatThrownBy(() -> session.bars(Market.bars(SEED, BARS).subList(BARS - 1, BARS)))
                        .isInstanceOf(JournalException.class);
                assertThat(left).as("nothing goes on").hasSize(before);
            }
            List<String> durable = Written.records(at).stream()
                    .filter(record -> record.entry() instanceof JournalEntry.Sent
                            || record.entry() instanceof JournalEntry.SentPair
                            || record.entry() instanceof JournalEntry.ReplaceSent)
                    .map(record -> String.join(" ", EntryText.orders(record.entry())))
                    .toList();
            assertThat(durable)
                    .as("room for %d bytes: all that left is in the journal", room)
                    .startsWith(left.toArray(new String[0]));
        }
    }

    private static ExecutionLane noting(ExecutionLane lane, List<String> left) {
        return new ExecutionLane() {
            @Override
            public void execute(ApprovedOrder order) {
                left.add(
                        switch (order) {
                            case ApprovedOrder.Single single -> single.id().toString();
                            case ApprovedOrder.Oco pair ->
                                pair.stop().id() + " " + pair.limit().id();
                        });
                lane.execute(order);
            }

            @Override
            public void cancel(ClientOrderId order) {
                lane.cancel(order);
            }

            @Override
            public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
                left.add(order.toString());
                lane.replace(order, replacement);
            }
        };
    }

    @Test
    void aStrategyThatSwallowsTheErrorDoesNotKeepTheEngineGoing() {
        FaultyFiles disk = new FaultyFiles();
        List<String> left = new ArrayList<>();
        Strategy stubborn = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                for (int i = 0; i < 3; i++) {
                    try {
                        trader.submit(OrderRequest.buy(Market.BTC).lots(1).build());
                    } catch (RuntimeException e) {
                        left.add("refused");
                    }
                }
            }
        };
        SimSession session = new SimSession(stubborn, lane -> noting(lane, left));
        try (Journal journal = Journal.open(directory, Written.OPTIONS, disk)) {
            session.open(journal, Unsent.SEND);
            session.engine().process(new EngineEvent.Start());
            disk.forceFails = true;
            assertThatThrownBy(() -> session.bars(Market.bars(1, 1)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("Input/output error");
        }
        assertThat(left).containsExactly("refused", "refused", "refused");
    }

    // A strategy that fails

    @Test
    void aStrategyThatThrowsIsRecordedAndThrowsAgainInTheReplay() {
        Strategy fails = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                if (bar.index() == 7) {
                    throw new IllegalStateException("out of ideas");
                }
                trader.submit(OrderRequest.buy(Market.BTC).lots(1).build());
            }
        };
        SimSession session = new SimSession(fails);
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            session.open(journal, Unsent.SEND);
            session.engine().process(new EngineEvent.Start());
            assertThatThrownBy(() -> session.bars(Market.bars(1, 10))).isInstanceOf(StrategyException.class);
            assertThatThrownBy(() -> session.engine().process(new EngineEvent.Finish(true)))
                    .hasMessageStartingWith("this engine has ended: onBar failed at bar 7 (");
        }
        assertThat(Written.records(directory).getLast().entry())
                .isInstanceOfSatisfying(
                        JournalEntry.StrategyFailed.class,
                        failed ->
                                assertThat(failed.message()).endsWith("java.lang.IllegalStateException: out of ideas"));
        assertThat(Replay.of(directory, new SimSession(fails)::build).isIdentical())
                .isTrue();
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            SimSession again = new SimSession(fails);
            again.open(journal, Unsent.SEND);
            assertThatThrownBy(() -> again.engine().process(new EngineEvent.Finish(true)))
                    .hasMessageStartingWith("this engine has ended");
        }
    }

    // Warm-up, threads, manners

    @Test
    void whatTheStrategyCouldLookAtBeforeTheStartIsInTheJournal() {
        List<Integer> sizes = new ArrayList<>();
        Strategy looks = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                sizes.add(trader.history().size());
                if (trader.history().closeTicks(0) != 0) {
                    trader.submit(OrderRequest.buy(Market.BTC)
                            .limitTicks(trader.history()
                                    .ago(trader.history().size() - 1)
                                    .closeTicks())
                            .lots(1)
                            .build());
                }
            }
        };
        List<Bar> bars = Market.bars(1, 12);
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            SimSession session = new SimSession(looks);
            session.open(journal, Unsent.SEND);
            bars.subList(0, 10).forEach(session.engine()::warmUp);
            session.engine().process(new EngineEvent.Start());
            session.bars(bars.subList(10, 12));
            assertThatThrownBy(() -> session.engine().warmUp(bars.getFirst()))
                    .hasMessage("warm-up comes before the start");
        }
        assertThat(sizes).containsExactly(11, 12);
        assertThat(Replay.of(directory, new SimSession(looks)::build).isIdentical())
                .isTrue();
        assertThat(sizes).containsExactly(11, 12, 11, 12);
    }

    @Test
    void theClockStandsStillWhileAnEventIsHandled() {
        List<Long> times = new ArrayList<>();
        Strategy looks = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                times.add(trader.nowNanos());
                times.add(trader.nowNanos());
            }
        };
        try (Journal journal = Journal.open(directory, Written.OPTIONS)) {
            SimSession session = new SimSession(looks);
            long[] ticking = {1000};
            JournaledEngine engine = JournaledEngine.open(journal, () -> ticking[0]++, Unsent.SEND, session::build);
            engine.process(new EngineEvent.Start());
            engine.process(new EngineEvent.BarClosed(Market.bars(1, 1).getFirst()));
            engine.process(new EngineEvent.BarClosed(Market.bars(1, 2).getLast()));
        }
        assertThat(times).containsExactly(1001L, 1001L, 1002L, 1002L);
        times.clear();
        Replay.of(directory, new SimSession(looks)::build);
        assertThat(times).containsExactly(1001L, 1001L, 1002L, 1002L);
    }

    @Test
    void aReplayTakesNoEventsFromOutside() {
        record(directory, new BusyTrader(1), Market.bars(1, 30));
        List<EngineWiring> wirings = new ArrayList<>();
        SimSession session = new SimSession(new BusyTrader(1));
        Replay.of(directory, wiring -> {
            wirings.add(wiring);
            return session.build(wiring);
        });
        EngineRecorder recorder = (EngineRecorder) wirings.getFirst();
        assertThatThrownBy(() -> recorder.process(new EngineEvent.Reported(
                        new ExecutionReport.Canceled(new ClientOrderId("x", 1), "requested", 1))))
                .hasMessage("a replay takes its inputs from the journal only");
    }

    private static SimSession record(Path journal, Strategy strategy, List<Bar> bars) {
        SimSession session = new SimSession(strategy);
        try (Journal open = Journal.open(journal, Written.OPTIONS)) {
            session.run(open, bars);
        }
        return session;
    }

    private static String hash(SimSession session) {
        return hash(session, session.engine().engine());
    }

    private static String hash(SimSession session, Engine engine) {
        return ResultHash.of(engine.trades(), session.ledger.equity());
    }
}
