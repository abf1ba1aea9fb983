package dev.tandem.sim;

import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A line between an engine and a simulated exchange on which a {@link FaultPlan} happens. Time on it goes in steps: a bar, or a
 * tick. What was lost is found out at the step after it, as a live session finds it out by asking.
 */
final class FaultyLane implements ExecutionLane {
    private static final String NO_ANSWER = "no answer came";

    private final ExecutionPlugin exchange;
    private final FaultPlan plan;
    private final EngineClock clock;
    private final Consumer<EngineEvent> engine;
    private final List<EngineEvent> nextStep = new ArrayList<>();
    private final List<EngineEvent> held = new ArrayList<>();
    private final List<ClientOrderId> pending = new ArrayList<>();
    private final List<Runnable> changes = new ArrayList<>();
    private final Set<ClientOrderId> doubled = new HashSet<>();
    private boolean backwards;
    private int down;

    FaultyLane(ExecutionPlugin exchange, FaultPlan plan, EngineClock clock, Consumer<EngineEvent> engine) {
        this.exchange = exchange;
        this.plan = plan;
        this.clock = clock;
        this.engine = engine;
    }

    @Override
    public void execute(ApprovedOrder order) {
        FaultPlan.Planned planned = plan.next();
        if (down > 0) {
            lost(order);
            return;
        }
        if (planned == null) {
            engine.accept(new EngineEvent.Answered(order, exchange.executeOrder(order)));
            return;
        }
        switch (planned.fault()) {
            case REJECT ->
                engine.accept(new EngineEvent.Answered(
                        order, new ExecutionResult.Rejected("fault", "refused, as planned", clock.nanos(), "")));
            case LOSE_ORDER -> lost(order);
            case LOSE_ANSWER -> {
                ExecutionResult result = exchange.executeOrder(order);
                unconfirmed(order, NO_ANSWER);
                nextStep.add(new EngineEvent.Answered(order, result));
            }
            case LATE_ANSWER -> nextStep.add(new EngineEvent.Answered(order, exchange.executeOrder(order)));
            case DUPLICATE -> {
                ids(order).forEach(doubled::add);
                engine.accept(new EngineEvent.Answered(order, exchange.executeOrder(order)));
            }
            case REORDER -> {
                backwards = true;
                engine.accept(new EngineEvent.Answered(order, exchange.executeOrder(order)));
            }
            case DISCONNECT -> {
                down = planned.steps();
                lost(order);
            }
        }
    }

    private void lost(ApprovedOrder order) {
        unconfirmed(order, down > 0 ? "the line is down" : NO_ANSWER);
        nextStep.add(new EngineEvent.Answered(
                order, new ExecutionResult.Rejected("fault", "it never arrived", clock.nanos(), "")));
    }

    private void unconfirmed(ApprovedOrder order, String why) {
        engine.accept(new EngineEvent.Answered(order, new ExecutionResult.Unconfirmed(why, clock.nanos(), "")));
    }

    private static List<ClientOrderId> ids(ApprovedOrder order) {
        return switch (order) {
            case ApprovedOrder.Single single -> List.of(single.id());
            case ApprovedOrder.Oco oco -> List.of(oco.stop().id(), oco.limit().id());
        };
    }

    /** A cancel that does not get through is asked for again when the line is up: exits must not hang on it. */
    @Override
    public void cancel(ClientOrderId order) {
        if (down > 0) {
            engine.accept(new EngineEvent.CancelAnswered(
                    order, new CancelResult.Unconfirmed("the line is down", clock.nanos())));
            pending.add(order);
        } else {
            engine.accept(new EngineEvent.CancelAnswered(order, exchange.cancelOrder(order)));
        }
    }

    @Override
    public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
        if (down > 0) {
            changes.add(() -> replace(order, replacement));
        } else {
            engine.accept(new EngineEvent.Answered(replacement, exchange.replaceOrder(order, replacement)));
        }
    }

    /** The exchange has something to tell. */
    void report(ExecutionReport report) {
        EngineEvent event = new EngineEvent.Reported(report);
        if (down > 0 || backwards) {
            held.add(event);
            return;
        }
        engine.accept(event);
        if (doubled.contains(report.clientOrderId())) {
            engine.accept(event);
        }
    }

    /** Time goes on: what was late is there, and what was lost is found out. */
    void step() {
        if (down > 0 && --down > 0) {
            return;
        }
        if (nextStep.isEmpty() && held.isEmpty() && pending.isEmpty() && changes.isEmpty()) {
            backwards = false;
            return;
        }
        List<EngineEvent> due = new ArrayList<>(nextStep);
        nextStep.clear();
        List<EngineEvent> reports = backwards ? new ArrayList<>(held).reversed() : new ArrayList<>(held);
        held.clear();
        backwards = false;
        reports.forEach(engine);
        due.forEach(engine);
        List<Runnable> changed = List.copyOf(changes);
        changes.clear();
        changed.forEach(Runnable::run);
        List<ClientOrderId> again = List.copyOf(pending);
        pending.clear();
        again.forEach(this::cancel);
    }

    /** The run is over: everything that is still on its way arrives. */
    void end() {
        down = 0;
        for (int i = 0; i < 3; i++) {
            step();
        }
    }
}
