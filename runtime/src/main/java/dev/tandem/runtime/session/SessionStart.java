package dev.tandem.runtime.session;

import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.gate.TradingState;
import dev.tandem.lane.EngineInbox;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.time.InstantSource;
import java.util.List;

/**
 * What happens before a session trades: the venue is asked about what went before, and every difference is settled; what
 * was held back leaves; the bars that were missed are shown; exits that are missing are placed.
 */
final class SessionStart {
    private final SessionSetup setup;
    private final TradingAccount account;
    private final HeldLane lane;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final SessionEngine engine;

    SessionStart(
            SessionSetup setup,
            TradingAccount account,
            HeldLane lane,
            EngineInbox inbox,
            InstantSource clock,
            SessionEngine engine) {
        this.setup = setup;
        this.account = account;
        this.lane = lane;
        this.inbox = inbox;
        this.clock = clock;
        this.engine = engine;
    }

    /**
     * Goes through all of it.
     *
     * @param session its name
     * @param goesOn whether there was one before it
     * @param warmUpBars how much of the past a new one is shown
     */
    void begin(String session, boolean goesOn, int warmUpBars, Safety safety, SessionWatch watch)
            throws InterruptedException {
        boolean isNew = engine.journaled().recovery().inputs() == 0;
        if (engine.engine().tradingStateCause().equals(EngineCommand.WARMING_UP)) {
            // The last process ended while it was shown the past.
            engine.process(engine.engine().afterWarmUp());
        }
        reconcile(session, isNew, goesOn);
        if (isNew) {
            engine.process(new EngineEvent.Start());
        }
        safety.startAt(engine.engine());
        catchUp(isNew, warmUpBars);
        watch.rearm();
        engine.settle();
        engine.publish();
    }

    private void reconcile(String session, boolean isNew, boolean goesOn) throws InterruptedException {
        Reconciliation reconciliation = Patience.ask(
                () -> askVenue(session),
                trouble -> engine.say("waiting", "the venue cannot be asked yet: " + trouble.getMessage()));
        for (Reconciliation.Line line : reconciliation.lines()) {
            if (!isNew || line.verdict() != Reconciliation.Verdict.FOREIGN) {
                engine.remark("reconciled", line.toString());
            }
        }
        String unknown = reconciliation.unknown();
        if (unknown != null) {
            engine.change(TradingState.HALTED, "not reconciled: " + unknown);
        }
        if (!isNew) {
            engine.say("reconciled", goesOn ? "the session goes on" : "");
        }
    }

    private Reconciliation askVenue(String session) throws InterruptedException {
        // It may have told half of it before it stopped answering: that is known now, and not told twice.
        engine.hear();
        Reconciliation reconciliation = new Reconciliation(
                engine.engine(),
                account.plugin(),
                account.lane(),
                inbox::post,
                session,
                engine.clock().standsStill());
        reconciliation.orders(lane);
        lane.release();
        engine.settle();
        engine.claim();
        reconciliation.balances(account.claims(), engine.built().ledger().asset());
        return reconciliation;
    }

    /** Bars that closed while nobody was here; on a new journal, those that the strategy is to be warmed up with. */
    private void catchUp(boolean isNew, int warmUpBars) throws InterruptedException {
        boolean standsStill = engine.clock().standsStill();
        for (Instrument instrument : setup.instruments()) {
            long now = standsStill ? engine.clock().nanos() : BarFeed.marketNow(account.plugin(), instrument, clock);
            if (!isNew) {
                // Killed before the first bar was in the journal: what has closed since the beginning is missing.
                long since =
                        engine.bars().lastClose(instrument, engine.journaled().startedNanos());
                List<Bar> missed = engine.bars().of(instrument, since, now);
                show(missed, standsStill || missed.size() <= 1);
            } else if (!standsStill && warmUpBars > 0) {
                show(engine.bars().of(instrument, now - warmUpBars * setup.bar().toNanos(), now), false);
            }
        }
    }

    private void show(List<Bar> past, boolean live) throws InterruptedException {
        if (past.isEmpty()) {
            return;
        }
        if (!live) {
            engine.remark(
                    "warm-up",
                    past.size() + " bars up to " + Times.text(past.getLast().closeTimeNanos()));
            engine.process(new EngineCommand.ChangeState(TradingState.HALTED, EngineCommand.WARMING_UP));
        }
        for (Bar bar : past) {
            engine.close(bar, -1);
        }
        if (!live) {
            engine.process(engine.engine().afterWarmUp());
        }
    }
}
