package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineCommand;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Signal;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record of the journal says. All are values: what is read equals what was written. */
public sealed interface JournalEntry {
    /** Something that came into the engine. Feeding these to a fresh engine is enough to replay the session. */
    sealed interface Input extends JournalEntry {}

    /** Something that the engine decided. A replay has to come to the same. */
    sealed interface Decision extends JournalEntry {
        /** Whether a decision that was made now is this one, as far as its record says. */
        default boolean isReachedBy(Decision made) {
            return equals(made);
        }
    }

    /** Something about the journal itself. A replay passes over it. */
    sealed interface Note extends JournalEntry {}

    // Inputs

    /** The run began. */
    record Started() implements Input {}

    /** A bar from before the run: history that the strategy may look at, nothing that it is called for. */
    record WarmedUp(Bar bar) implements Input {}

    /** A bar was complete. Written from any bar, read as a {@link dev.tandem.model.BarRecord}. */
    record BarClosed(Bar bar) implements Input {}

    /** A venue told something about an order. */
    record Reported(ExecutionReport report) implements Input {}

    /**
     * A venue answered an attempt to execute or to replace.
     *
     * @param order which; of a pair the stop
     * @param limit of a pair the limit, else null
     */
    record Answered(ClientOrderId order, @Nullable ClientOrderId limit, ExecutionResult result) implements Input {}

    /** A venue answered an attempt to cancel. */
    record CancelAnswered(ClientOrderId order, CancelResult result) implements Input {}

    /** The run was told to end. */
    record Finished(boolean closePositions) implements Input {}

    /** An agent's opinion arrived. */
    record SignalReceived(Signal signal) implements Input {}
    /** Somebody outside told the engine something: a person, or a watchdog. */
    record Commanded(EngineCommand command) implements Input {}

    // Decisions

    /**
     * The strategy wanted an order.
     *
     * @param request counts the requests of the journal from 1; what became of it names the same number
     */
    record Requested(long request, RequestTerms terms) implements Decision {
        @Override
        public boolean isReachedBy(Decision made) {
            return made instanceof Requested(long number, RequestTerms now) && number == request && terms.isSaidBy(now);
        }
    }

    /**
     * The gate let a request pass.
     *
     * @param lots how much of it
     * @param cutBy the reason for which it was cut down to what closes a position; null if it was not
     */
    record Approved(
            long request,
            ClientOrderId order,
            long lots,
            @Nullable String cutBy) implements Decision {}

    /**
     * A request went nowhere.
     *
     * @param reason as a program counts it: {@code confidence}; {@code withheld} where the run does not carry out exits
     * @param message with the number, the limit and the unit
     */
    record Denied(long request, ClientOrderId order, String reason, String message) implements Decision {}

    /** An order leaves for an exchange. */
    record Sent(String exchange, OrderTerms order) implements Decision {}

    /** Two orders of which one cancels the other leave for an exchange. */
    record SentPair(String exchange, OrderTerms stop, OrderTerms limit) implements Decision {}

    /** A request to cancel leaves for an exchange. */
    record CancelSent(String exchange, ClientOrderId order) implements Decision {}

    /** A request to change a resting order leaves for an exchange. */
    record ReplaceSent(String exchange, ClientOrderId order, OrderTerms replacement) implements Decision {}

    /** The strategy threw: the engine did not go on. */
    record StrategyFailed(String message) implements Decision {}

    // Notes

    /** What a number stands for in the records of this file that follow. */
    record InstrumentNamed(int number, Instrument instrument) implements Note {}

    /**
     * What the session is: everything that is needed to build its engine again. Written once, before the first input.
     *
     * @param values by name, in the order in which they are to be shown
     */
    record Settings(Map<String, String> values) implements Note {
        public Settings {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * Something that somebody beside the engine wants to remember: what was reconciled and how, why it was halted, that the
     * feed was silent, an alert that came in.
     *
     * @param topic in a word
     * @param text for people, or in whatever form its writer reads again
     */
    record Remark(String topic, String text) implements Note {}

    /**
     * A process opened the journal.
     *
     * @param pid its number
     * @param cutBytes how many bytes of a record that was not written fully it cut off
     */
    record Opened(long pid, long cutBytes) implements Note {}
}
