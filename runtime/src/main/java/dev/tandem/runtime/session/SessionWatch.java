package dev.tandem.runtime.session;

import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.Unprotected;
import dev.tandem.gate.TradingState;
import dev.tandem.plugin.PluginException;
import java.time.Duration;
import java.util.List;

/** Looks after a session twenty times a second: stops that are missing, bars that are late, limits, the venue's own view. */
final class SessionWatch {
    private final SessionEngine engine;
    private final Safety safety;
    private final NakedWatch naked;
    private final Duration nakedAfter;
    private final VenueCheck check;
    private final StatusBoard board;

    SessionWatch(
            String session,
            TradingAccount account,
            SessionEngine engine,
            Safety safety,
            SafetyLimits limits,
            Duration recheck,
            StatusBoard board) {
        this.engine = engine;
        this.safety = safety;
        this.naked = new NakedWatch(limits);
        this.nakedAfter = limits.nakedAfter();
        this.check = new VenueCheck(
                session, account, engine.built().ledger().asset(), safety, recheck, engine::tell, engine::remark);
        this.board = board;
    }

    void look(List<BarFeed> feeds) throws InterruptedException {
        long now = System.nanoTime();
        boolean lockstep = engine.clock().standsStill();
        naked(now);
        for (BarFeed feed : feeds) {
            engine.tellIfAny(safety.feed(engine.engine(), feed.lateNanos()));
        }
        engine.tellIfAny(safety.check(engine.engine(), engine.clock().nanos()));
        if (!lockstep && check.isDue(now)) {
            try {
                check.look(engine.engine(), engine.hasHeardAll());
            } catch (PluginException e) {
                engine.say("venue", String.valueOf(e.getMessage()));
            }
        }
        if (lockstep ? (board.events() & 0xff) == 0 : board.isDue(now)) {
            engine.publish();
        }
    }

    /** A position that was entered with a stop and has none: its exits are placed again, and if that fails it is closed. */
    private void naked(long now) throws InterruptedException {
        NakedWatch.Verdict verdict = naked.look(engine.engine().unprotected(), now);
        for (NakedWatch.Due due : verdict.close()) {
            engine.remark(
                    "naked",
                    due.instrument() + " has been without its stop for " + due.ageNanos() / 1_000_000 + " ms (limit "
                            + nakedAfter.toMillis() + " ms): it is closed");
            engine.process(new EngineCommand.Close(due.instrument(), due.exchange(), "a position without its stop"));
        }
        if (!verdict.close().isEmpty()) {
            engine.change(TradingState.HALTED, "a position was without its stop");
        }
        if (!verdict.rearm().isEmpty()) {
            rearm();
            engine.settleInLockstep();
        }
    }

    /** Places exits again that are missing; what is on its way is left alone. */
    void rearm() {
        List<Unprotected> now = engine.engine().unprotected();
        if (!now.isEmpty()) {
            for (Unprotected position : now) {
                engine.remark("rearmed", position.instrument() + " has no stop at the venue");
            }
            engine.process(new EngineCommand.Rearm("a position without its stop"));
        }
    }
}
