package dev.tandem.sim;

import dev.tandem.engine.DirectLane;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The engine's end of a line to a simulated exchange, on which a {@link FaultPlan} happens. What gets through takes as long as the
 * line says; faults go in steps, a bar or a tick. What was lost is found out at the step after it, as a live session finds it
 * out by asking.
 */
final class FaultyLane implements ExecutionLane {
    private static final String NO_ANSWER = "no answer came";
    private static final String DOWN = "the line is down";

    private final Line line;
    private final FaultPlan plan;
    private final EngineClock clock;
    private final Consumer<EngineEvent> engine;
    private final List<EngineEvent> nextStep = new ArrayList<>();
    private final List<EngineEvent> held = new ArrayList<>();
    private final List<ClientOrderId> pending = new ArrayList<>();
    private final List<Runnable> changes = new ArrayList<>();

    /** What becomes of an answer that is on its way, by its order's first id. */
    private final Map<ClientOrderId, Fault> awaited = new HashMap<>();

    private final Set<ClientOrderId> doubled = new HashSet<>();
    private final Set<ClientOrderId> reordered = new HashSet<>();
    private boolean backwards;
    private boolean over;
    private int down;

    /** What lies between this end and the exchange. */
    interface Line extends ExecutionLane {
        /** Something happens here when a message could have gone to the exchange and an answer come back. */
        void roundTrip(Runnable event);

        /** A line on which nothing takes time. */
        static Line direct(ExecutionPlugin exchange, Consumer<EngineEvent> answers) {
            DirectLane lane = new DirectLane(exchange, answers);
            return new Line() {
                @Override
                public void roundTrip(Runnable event) {
                    event.run();
                }

                @Override
                public void execute(ApprovedOrder order) {
                    lane.execute(order);
                }

                @Override
                public void cancel(ClientOrderId order) {
                    lane.cancel(order);
                }

                @Override
                public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
                    lane.replace(order, replacement);
                }
            };
        }
    }

    /** @param line to the exchange, when it is told who takes the answers */
    FaultyLane(
            FaultPlan plan,
            EngineClock clock,
            Consumer<EngineEvent> engine,
            Function<Consumer<EngineEvent>, Line> line) {
        this.plan = plan;
        this.clock = clock;
        this.engine = engine;
        this.line = line.apply(this::answered);
    }

    @Override
    public void execute(ApprovedOrder order) {
        FaultPlan.Planned planned = over ? null : plan.next();
        if (down > 0) {
            lost(order, DOWN);
            return;
        }
        if (planned == null) {
            line.execute(order);
            return;
        }
        switch (planned.fault()) {
            case REJECT ->
                line.roundTrip(() -> answered(new EngineEvent.Answered(
                        order, new ExecutionResult.Rejected("fault", "refused, as planned", clock.nanos(), ""))));
            case LOSE_ORDER -> line.roundTrip(() -> lost(order, NO_ANSWER));
            case LOSE_ANSWER, LATE_ANSWER -> {
                awaited.put(ids(order).getFirst(), planned.fault());
                line.execute(order);
            }
            case DUPLICATE -> {
                doubled.addAll(ids(order));
                line.execute(order);
            }
            case REORDER -> {
                reordered.addAll(ids(order));
                line.execute(order);
            }
            case DISCONNECT -> {
                down = planned.steps();
                lost(order, DOWN);
            }
        }
    }

    private void lost(ApprovedOrder order, String why) {
        unconfirmed(order, why);
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
            engine.accept(new EngineEvent.CancelAnswered(order, new CancelResult.Unconfirmed(DOWN, clock.nanos())));
            pending.add(order);
        } else {
            line.cancel(order);
        }
    }

    @Override
    public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
        if (down > 0) {
            changes.add(() -> replace(order, replacement));
        } else {
            line.replace(order, replacement);
        }
    }

    /** An answer has come to this end of the line. */
    private void answered(EngineEvent event) {
        if (event instanceof EngineEvent.Answered(ApprovedOrder order, ExecutionResult result)) {
            Fault fault = awaited.remove(ids(order).getFirst());
            if (fault == Fault.LOSE_ANSWER) {
                unconfirmed(order, NO_ANSWER);
            }
            if (fault != null) {
                nextStep.add(event);
                return;
            }
        }
        if (down > 0) {
            nextStep.add(event);
        } else {
            engine.accept(event);
        }
    }

    /** A report has come to this end of the line. */
    void report(ExecutionReport report) {
        EngineEvent event = new EngineEvent.Reported(report);
        backwards |= reordered.remove(report.clientOrderId());
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
        if (isIdle()) {
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

    /** Whether nothing waits for the next step. */
    boolean isIdle() {
        return nextStep.isEmpty() && held.isEmpty() && pending.isEmpty() && changes.isEmpty();
    }

    /** The run is over: the line is up, nothing goes wrong any more, and what waited for a step is there. */
    void end() {
        over = true;
        down = 0;
        step();
    }
}
