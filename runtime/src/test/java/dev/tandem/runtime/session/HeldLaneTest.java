package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.BoundlessAccount;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldLaneTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");

    private final Gate gate = new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, Sizing.one());
    private final List<ApprovedOrder> left = new ArrayList<>();
    private final HeldLane lane = new HeldLane(new ExecutionLane() {
        @Override
        public void execute(ApprovedOrder order) {
            left.add(order);
        }

        @Override
        public void cancel(ClientOrderId order) {
            throw new IllegalStateException("nobody cancels");
        }

        @Override
        public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
            throw new IllegalStateException("nobody replaces");
        }
    });

    private ApprovedOrder order(long number) {
        GateDecision decision = gate.decide(
                OrderRequest.of(BTC, Side.BUY).lots(1).build(),
                new ClientOrderId("t", number),
                new BoundlessAccount(Capabilities.of(EnumSet.allOf(Capability.class)), 100));
        return ((GateDecision.Approved) decision).order();
    }

    /** An account of alerts asks for no times, and tells of no answers. */
    @Test
    void whereNobodyAsksForTimesNoneAreNoted() {
        lane.release();
        for (int i = 1; i <= 100; i++) {
            lane.execute(order(i));
        }
        assertThat(left).hasSize(100);
        assertThat(lane.unanswered()).isZero();
    }

    @Test
    void theTimeOfAnOrderIsNotedUntilItIsAnswered() {
        List<Stage> told = new ArrayList<>();
        lane.probe((stage, nanos) -> told.add(stage));
        lane.release();
        ApprovedOrder first = order(1);
        lane.execute(first);
        lane.execute(order(2));
        assertThat(lane.unanswered()).isEqualTo(2);
        lane.answered(first);
        assertThat(lane.unanswered()).isEqualTo(1);
        assertThat(told).containsExactly(Stage.ANSWER);
    }
}
