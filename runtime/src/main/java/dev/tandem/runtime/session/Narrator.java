package dev.tandem.runtime.session;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineEvent;
import dev.tandem.model.Bar;
import dev.tandem.model.Decimals;
import dev.tandem.model.Fill;
import dev.tandem.model.Money;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;

/** What a person and the clocks are told of what comes in. */
final class Narrator {
    private final HeldLane lane;
    private final StatusBoard board;
    private final SessionProbe probe;
    private final SessionClock clock;
    private final SessionListener out;

    Narrator(HeldLane lane, StatusBoard board, SessionProbe probe, SessionClock clock, SessionListener out) {
        this.lane = lane;
        this.board = board;
        this.probe = probe;
        this.clock = clock;
        this.out = out;
    }

    void say(String topic, String text) {
        out.said(topic, text);
    }

    /** Something has come in, and the engine knows it. */
    void heard(EngineEvent event, Engine engine) {
        switch (event) {
            case EngineEvent.BarClosed(Bar bar)
            when !clock.standsStill() -> {
                board.heard(clock.ourNanos());
                since(Stage.FEED, bar.closeTimeNanos());
            }
            case EngineEvent.Answered(var order, var result) -> {
                lane.answered(order);
                if (result instanceof ExecutionResult.Rejected rejected) {
                    say("rejected", order + ": " + rejected.code() + " " + rejected.message());
                }
            }
            case EngineEvent.Reported(ExecutionReport.Filled(Fill fill, long leaves)) -> {
                since(Stage.REPORT, fill.timeNanos());
                say(
                        LiveSession.FILL,
                        fill.side() + " " + Decimals.text(fill.instrument().quantity(fill.lots())) + " "
                                + fill.instrument() + " at "
                                + Decimals.text(fill.instrument().price(fill.priceTicks()))
                                + (leaves > 0 ? ", partly" : "") + ", equity " + Money.toText(engine.equity()));
            }
            default -> {}
        }
    }

    /** A market of another time, a recorded one, has clocks that say nothing about ours. */
    private void since(Stage stage, long venueNanos) {
        long age = clock.ourNanos() - venueNanos;
        if (!clock.standsStill() && Math.abs(age) < BarFeed.ANOTHER_TIME) {
            probe.took(stage, age);
        }
    }
}
