package dev.tandem.runtime.session;

import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.result.Trade;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalReader;
import dev.tandem.runtime.journal.JournalRecord;
import dev.tandem.runtime.journal.Replay;
import dev.tandem.runtime.journal.RequestTerms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session that was run again from its journal: what it traded, on which bars, and what became of each request. */
public final class RecordedSession {
    /**
     * What became of something that the strategy wanted.
     *
     * @param bar how many bars of the instrument had closed by then
     * @param rests whether it may have been filled later than in the next bar
     * @param outcome {@code denied}, {@code rejected}, {@code sent} or {@code filled}
     * @param reason in words; empty if there is none
     */
    public record Wish(Instrument instrument, Side side, int bar, boolean rests, String outcome, String reason) {}

    private final Replay replay;
    private final SessionSetup.Built built;
    private final Map<Instrument, List<Bar>> bars = new HashMap<>();
    private final List<Wish> wishes = new ArrayList<>();
    private boolean closedAtEnd;

    private RecordedSession(Replay replay, SessionSetup.Built built) {
        this.replay = replay;
        this.built = built;
    }

    /**
     * Runs it again.
     *
     * @throws dev.tandem.runtime.journal.JournalException if the journal cannot be read
     */
    public static RecordedSession replay(Path directory, SessionSetup setup) {
        SessionSetup.Built[] built = new SessionSetup.Built[1];
        Replay replay = Replay.of(directory, wiring -> {
            SessionSetup.Built fresh = setup.build(wiring, new Nowhere());
            built[0] = fresh;
            return fresh.engine();
        });
        RecordedSession session = new RecordedSession(replay, built[0]);
        session.read(directory);
        return session;
    }

    /** What came of running it again. */
    public Replay replay() {
        return replay;
    }

    /** The round trips; their indexes count the bars of the session from 0. */
    public List<Trade> trades() {
        return built.engine().trades();
    }

    /** What it ended with, in units of {@link dev.tandem.model.Money}. */
    public long equity() {
        return built.ledger().equity();
    }

    /** The bars of an instrument that the strategy was shown. */
    public List<Bar> bars(Instrument instrument) {
        return Collections.unmodifiableList(bars.getOrDefault(instrument, List.of()));
    }

    /** What the strategy wanted, in order. */
    public List<Wish> wishes() {
        return Collections.unmodifiableList(wishes);
    }

    /** Whether its end closed what was open. */
    public boolean isClosedAtEnd() {
        return closedAtEnd;
    }

    private void read(Path directory) {
        Map<ClientOrderId, Integer> byOrder = new HashMap<>();
        RequestTerms terms = null;
        try (JournalReader reader = JournalReader.open(directory)) {
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                switch (next.entry()) {
                    case JournalEntry.WarmedUp(Bar bar) -> shown(bar);
                    case JournalEntry.BarClosed(Bar bar) -> shown(bar);
                    case JournalEntry.Finished(boolean close) -> closedAtEnd = close;
                    case JournalEntry.Requested(long number, RequestTerms asked) -> terms = asked;
                    case JournalEntry.Approved e -> {
                        byOrder.put(e.order(), wishes.size());
                        wish(terms, "sent", "");
                    }
                    case JournalEntry.Denied e -> wish(terms, "denied", e.reason() + ": " + e.message());
                    case JournalEntry.Answered(ClientOrderId order, var limit, ExecutionResult result) -> {
                        if (result instanceof ExecutionResult.Rejected rejected) {
                            turn(byOrder.get(order), "rejected", rejected.message());
                        }
                    }
                    case JournalEntry.Reported(ExecutionReport report) -> {
                        if (report instanceof ExecutionReport.Filled) {
                            turn(byOrder.get(report.clientOrderId()), "filled", "");
                        } else if (report instanceof ExecutionReport.Rejected rejected) {
                            turn(byOrder.get(report.clientOrderId()), "rejected", rejected.message());
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    private void shown(Bar bar) {
        bars.computeIfAbsent(bar.instrument(), i -> new ArrayList<>()).add(bar);
    }

    private void wish(@Nullable RequestTerms terms, String outcome, String reason) {
        if (terms == null) {
            throw new IllegalArgumentException("the journal has an outcome without its request");
        }
        int closed = bars.getOrDefault(terms.instrument(), List.of()).size();
        boolean rests = !(terms.type() instanceof OrderType.Market);
        wishes.add(new Wish(terms.instrument(), terms.side(), closed, rests, outcome, reason));
    }

    private void turn(@Nullable Integer at, String outcome, String reason) {
        if (at != null) {
            Wish was = wishes.get(at);
            wishes.set(at, new Wish(was.instrument(), was.side(), was.bar(), was.rests(), outcome, reason));
        }
    }

    /** Nothing leaves a replay. */
    private static final class Nowhere implements ExecutionLane {
        @Override
        public void execute(ApprovedOrder order) {
            throw new IllegalStateException("a replay sends nothing, and would have sent " + order);
        }

        @Override
        public void cancel(ClientOrderId order) {
            throw new IllegalStateException("a replay sends nothing, and would have canceled " + order);
        }

        @Override
        public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
            throw new IllegalStateException("a replay sends nothing, and would have replaced " + order);
        }
    }
}
