package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;

/** A lane through which nothing leaves that is not durable in the journal. */
final class JournaledLane implements ExecutionLane {
    private static final String NOT_SENT = "the process ended before this left, and it was not sent afterwards";

    private final String exchange;
    private final ExecutionLane lane;
    private final EngineRecorder recorder;

    JournaledLane(String exchange, ExecutionLane lane, EngineRecorder recorder) {
        this.exchange = exchange;
        this.lane = lane;
        this.recorder = recorder;
    }

    @Override
    public void execute(ApprovedOrder order) {
        JournalEntry.Decision decision = switch (order) {
            case ApprovedOrder.Single single -> new JournalEntry.Sent(exchange, OrderTerms.of(single));
            case ApprovedOrder.Oco pair ->
                new JournalEntry.SentPair(exchange, OrderTerms.of(pair.stop()), OrderTerms.of(pair.limit()));
        };
        switch (recorder.decided(decision, true)) {
            case LEAVES -> lane.execute(order);
            case LEFT_THEN -> recorder.leftThen(order);
            case REFUSED ->
                recorder.process(new EngineEvent.Answered(
                        order,
                        new ExecutionResult.Rejected(
                                "not-sent", NOT_SENT, recorder.clock().nanos(), "")));
            case ENDS_HERE -> {}
        }
    }

    @Override
    public void cancel(ClientOrderId order) {
        switch (recorder.decided(new JournalEntry.CancelSent(exchange, order), true)) {
            case LEAVES -> lane.cancel(order);
            case LEFT_THEN -> recorder.cancelLeftThen(order);
            case REFUSED ->
                recorder.process(new EngineEvent.CancelAnswered(
                        order,
                        new CancelResult.Unconfirmed(NOT_SENT, recorder.clock().nanos())));
            case ENDS_HERE -> {}
        }
    }

    @Override
    public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
        JournalEntry.Decision decision = new JournalEntry.ReplaceSent(exchange, order, OrderTerms.of(replacement));
        switch (recorder.decided(decision, true)) {
            case LEAVES -> lane.replace(order, replacement);
            case LEFT_THEN -> recorder.leftThen(replacement);
            case REFUSED ->
                recorder.process(new EngineEvent.Answered(
                        replacement,
                        new ExecutionResult.Rejected(
                                "not-sent", NOT_SENT, recorder.clock().nanos(), "")));
            case ENDS_HERE -> {}
        }
    }
}
