package dev.tandem.runtime.session;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.gate.TradingState;
import dev.tandem.lane.EngineInbox;
import dev.tandem.lane.LaneThread;
import dev.tandem.model.Bar;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderType;
import dev.tandem.model.Position;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournaledEngine;
import dev.tandem.runtime.journal.Unsent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a session, and the one way into it: whatever it is told goes through {@link #process}, and with what comes
 * in by itself, through {@link #handle}, the safety looks at it too. The session's thread alone calls it.
 */
final class SessionEngine {
    private final Journal journal;
    private final ExecutionPlugin venue;
    private final LaneThread lane;
    private final HeldLane held;
    private final AccountClaims claims;
    private final EngineInbox inbox;
    private final Safety safety;
    private final StatusBoard board;
    private final Narrator narrator;
    private final SessionClock clock;
    private final SessionProbe probe;
    private final Instrument first;
    private final SessionSetup.Built built;
    private final JournaledEngine journaled;
    private final SessionBars bars;

    /** Builds the engine up from the journal; nothing leaves before the lane is let go. */
    SessionEngine(
            SessionSetup setup,
            TradingAccount account,
            HeldLane held,
            Journal journal,
            EngineInbox inbox,
            Safety safety,
            StatusBoard board,
            SessionClock clock,
            SessionProbe probe,
            SessionListener out) {
        this.journal = journal;
        this.venue = account.plugin();
        this.lane = account.lane();
        this.held = held;
        this.claims = account.claims();
        this.inbox = inbox;
        this.safety = safety;
        this.board = board;
        this.clock = clock;
        this.probe = probe;
        this.first = setup.instruments().getFirst();
        var fresh = new Object() {
            SessionSetup.@Nullable Built built;
        };
        this.journaled = JournaledEngine.open(
                journal, clock.engine(), clock.standsStill() ? Unsent.SEND : Unsent.REFUSE, wiring -> {
                    SessionSetup.Built now = setup.build(wiring, held);
                    fresh.built = now;
                    return now.engine();
                });
        SessionSetup.Built now = fresh.built;
        if (now == null) {
            throw new IllegalStateException("the engine was not built");
        }
        this.built = now;
        this.bars = new SessionBars(venue, setup.bar(), now.histories());
        this.narrator = new Narrator(held, board, probe, clock, out);
    }

    Engine engine() {
        return built.engine();
    }

    SessionSetup.Built built() {
        return built;
    }

    JournaledEngine journaled() {
        return journaled;
    }

    SessionBars bars() {
        return bars;
    }

    SessionClock clock() {
        return clock;
    }

    /** Whether nothing has come in that the engine has not heard of. */
    boolean hasHeardAll() {
        return inbox.size() == 0;
    }

    /** Whether no order of ours is at the venue or on its way: then nothing can happen to us at a bar's open. */
    boolean nothingIsThere() {
        return engine().openOrders().isEmpty() && engine().workingOrders().isEmpty() && lane.isIdle() && hasHeardAll();
    }

    /** Whether an order that a stop is to end is still at the venue or on its way. */
    boolean isOnItsWay(StopPolicy policy) {
        return switch (policy) {
            case KEEP -> false;
            case CANCEL -> !entries().isEmpty();
            case CLOSE -> !nothingIsThere();
        };
    }

    /** Whether a position that a stop was to close is there without an order that closes it: it was opened by a last fill. */
    boolean isToBeClosedAgain(StopPolicy policy) {
        return policy == StopPolicy.CLOSE
                && engine().positions().stream().anyMatch(position -> !position.isFlat())
                && engine().openOrders().stream()
                        .noneMatch(order -> order.request().type() instanceof OrderType.Market);
    }

    /** What a stop was to end and has not; empty if nothing. */
    String left(StopPolicy policy) {
        List<String> left = new ArrayList<>();
        if (policy == StopPolicy.CLOSE) {
            for (Position position : engine().positions()) {
                if (!position.isFlat()) {
                    left.add("a position of " + Decimals.text(position.quantity()) + " " + position.instrument()
                            + " is still open");
                }
            }
        }
        if (policy != StopPolicy.KEEP) {
            entries()
                    .forEach(order -> left.add("the order " + order.id() + " (" + order.request() + ") is still open"));
        }
        return String.join(", ", left);
    }

    private List<Order> entries() {
        return engine().openOrders().stream()
                .filter(order -> !order.request().reduceOnly())
                .toList();
    }

    // In

    /** Handles what comes in, if something does soon. */
    void next(Duration patience) throws InterruptedException {
        inbox.processNext(this::handle, patience);
    }

    /** Handles what came in: the safety looks at what it led to, and people are told. */
    void handle(EngineEvent event) {
        probe.took(Stage.QUEUE, inbox.waitedNanos());
        EngineEvent known = event;
        if (event instanceof EngineEvent.BarClosed(Bar bar) && bar.index() < 0) {
            Bar next = bars.next(bar);
            if (next == null) {
                return;
            }
            known = new EngineEvent.BarClosed(next);
        }
        process(known);
        if (event instanceof EngineEvent.Reported || event instanceof EngineEvent.Answered) {
            safety.saw(event);
        }
        narrator.heard(known, engine());
        String passed = PassedExit.words(known);
        if (passed != null) {
            remark(PassedExit.TOPIC, passed);
        }
        tellIfAny(safety.check(engine(), clock.nanos()));
    }

    /** @param row in the data, or {@code -1}: then the one after the last */
    void close(Bar bar, long row) throws InterruptedException {
        long index = row >= 0 ? row : bars.nextIndex(bar.instrument());
        handle(new EngineEvent.BarClosed(bar.numbered(index)));
        settleInLockstep();
    }

    /** Tells the engine something. One that is fenced off hears nothing any more. */
    void process(EngineEvent event) {
        if (held.isFenced()) {
            return;
        }
        boolean wasFailed = engine().failure() != null;
        board.begins();
        journaled.process(event);
        probe.took(Stage.DECISION, board.handled());
        if (!wasFailed && engine().failure() != null) {
            remark("halted", engine().tradingStateCause());
        }
        if (event instanceof EngineEvent.BarClosed && !clock.standsStill()) {
            publish();
        }
    }

    void process(EngineCommand command) {
        process(new EngineEvent.Commanded(command));
    }

    // Commands

    void tellIfAny(@Nullable EngineCommand command) {
        if (command != null) {
            tell(command);
        }
    }

    /** Carries a command out, and says so. */
    void tell(EngineCommand command) {
        if (command instanceof EngineCommand.ChangeState(TradingState state, String cause)) {
            if (state == TradingState.ACTIVE) {
                safety.resumed();
            }
            change(state, cause);
        } else {
            remark("command", words(command));
            process(command);
        }
    }

    private static String words(EngineCommand command) {
        String what = switch (command) {
            case EngineCommand.ChangeState change -> change.state().text();
            case EngineCommand.CancelAll all -> "cancel all";
            case EngineCommand.Flatten all -> "flatten";
            case EngineCommand.Close(var instrument, String exchange, String why) ->
                "close " + instrument + " at " + exchange;
            case EngineCommand.Rearm exits -> "place exits again";
        };
        return command.cause().equals("command") ? what : what + ": " + command.cause();
    }

    void change(TradingState state, String cause) {
        remark(state.text(), cause);
        process(new EngineCommand.ChangeState(state, cause));
        publish();
    }

    // Until nothing is on its way

    /**
     * Everything that the venue has to say about what has happened, and everything that follows from it, is handled when
     * this returns: the lane is idle, the inbox empty, and the venue, asked once more, tells nothing new.
     */
    void settle() throws InterruptedException {
        drain();
        do {
            Patience.ask(() -> {
                venue.refresh();
                return true;
            });
        } while (drain() > 0);
    }

    /** In real time what is on its way comes when it comes. */
    void settleInLockstep() throws InterruptedException {
        if (clock.standsStill()) {
            settle();
        }
    }

    /** What has come in by now is handled; nothing is waited for. */
    void hear() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = inbox.processNext(this::handle, Duration.ZERO);
        }
    }

    private int drain() throws InterruptedException {
        int handled = 0;
        while (true) {
            boolean idle = lane.isIdle();
            if (inbox.processNext(this::handle, idle ? Duration.ZERO : Duration.ofMillis(1))) {
                handled++;
            } else if (idle && hasHeardAll()) {
                return handled;
            }
        }
    }

    // Out

    /** Says what of the account is ours. */
    void claim() {
        claims.put(
                journal.session(),
                AccountClaims.Claim.of(
                        String.valueOf(journal.directory().getFileName()),
                        built.ledger().asset(),
                        built.ledger().cash(),
                        engine().positions()));
    }

    void publish() {
        claim();
        board.publish(built, bars.known(first), journaled.lastRequest());
    }

    /** Writes something down, and says it. */
    void remark(String topic, String text) {
        journal.write(new JournalEntry.Remark(topic, text), clock.nanos(), false);
        say(topic, text);
    }

    void say(String topic, String text) {
        narrator.say(topic, text);
    }
}
