package dev.tandem.webhook;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.gate.TradingState;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.plugin.PluginException;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalReader;
import dev.tandem.runtime.journal.JournalRecord;
import dev.tandem.runtime.journal.JournaledEngine;
import dev.tandem.runtime.session.HeldLane;
import dev.tandem.runtime.session.Reconciliation;
import dev.tandem.runtime.session.TradingAccount;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a restart, before anything new leaves: asks the exchange what became of the orders that the journal knows, and tells
 * the engine. Until that has been answered nothing is carried out; what cannot be explained halts the account.
 */
final class AccountRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRecovery.class);
    private static final String CASH = "cash";
    private static final String NOT_RECONCILED = "not reconciled: ";
    private static final long RETRY_MILLIS = 500;

    private final JournaledEngine engine;
    private final Journal journal;
    private final TradingAccount account;
    private final HeldLane lane;
    private final Consumer<EngineEvent> inbox;
    private final IntSupplier handleAnswers;
    private volatile String trouble = "";

    /**
     * @param lane holds back what the engine sends, until it is settled
     * @param inbox where the engine is told
     * @param handleAnswers handles what has been told so far, and says how much that was
     */
    AccountRecovery(
            JournaledEngine engine,
            Journal journal,
            TradingAccount account,
            HeldLane lane,
            Consumer<EngineEvent> inbox,
            IntSupplier handleAnswers) {
        this.engine = engine;
        this.journal = journal;
        this.account = account;
        this.lane = lane;
        this.inbox = inbox;
        this.handleAnswers = handleAnswers;
    }

    /**
     * What the account began with: what the journal says, and if it says nothing yet, what there is now. Equity and sizes are
     * worked out from it, so they have to come out the same when the engine is built up again.
     */
    static long cash(Journal journal, Marketplace market, long nowNanos) {
        try (JournalReader reader = JournalReader.open(journal.directory())) {
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                if (next.entry() instanceof JournalEntry.Remark(String topic, String text) && topic.equals(CASH)) {
                    return Money.parse(text);
                }
                if (next.entry() instanceof JournalEntry.Input) {
                    return market.cash();
                }
            }
        }
        long cash = market.cash();
        journal.append(new JournalEntry.Remark(CASH, Money.toText(cash)), nowNanos, false);
        return cash;
    }

    /** Why nothing can be carried out yet; empty if all can. */
    String trouble() {
        return trouble;
    }

    /**
     * Returns when everything is known, or when it is to end.
     *
     * @param ending whether it is to end
     */
    void settle(BooleanSupplier ending) throws InterruptedException {
        if (engine.recovery().inputs() == 0) {
            lane.release();
            return;
        }
        while (!ending.getAsBoolean()) {
            Reconciliation asked = new Reconciliation(
                    engine.engine(), account.plugin(), account.lane(), inbox, journal.session(), false);
            try {
                asked.orders(lane);
                lane.release();
                untilQuiet(ending);
                account.plugin().refresh();
                untilQuiet(ending);
                asked.balances();
            } catch (PluginException e) {
                trouble = "what became of earlier orders is not known yet: " + e.getMessage();
                LOG.warn("{}: {}", account.plugin().name(), trouble);
                int known = handleAnswers.getAsInt();
                LOG.debug("{} answers are known by now", known);
                Thread.sleep(RETRY_MILLIS);
                continue;
            }
            conclude(asked);
            trouble = "";
            return;
        }
    }

    private void untilQuiet(BooleanSupplier ending) throws InterruptedException {
        while (!ending.getAsBoolean()) {
            boolean idle = account.lane().isIdle();
            if (handleAnswers.getAsInt() == 0 && idle) {
                return;
            }
            Thread.sleep(1);
        }
    }

    private void conclude(Reconciliation asked) {
        for (Reconciliation.Line line : asked.lines()) {
            LOG.info("reconciled {}", line);
            journal.write(new JournalEntry.Remark("reconciled", line.toString()), now(), false);
        }
        journal.flush();
        Engine now = engine.engine();
        String unknown = asked.unknown();
        if (unknown != null) {
            LOG.error("{}: every order is denied: {}", account.plugin().name(), unknown);
            change(TradingState.HALTED, NOT_RECONCILED + unknown);
        } else if (now.tradingState() == TradingState.HALTED
                && now.tradingStateCause().startsWith(NOT_RECONCILED)) {
            change(TradingState.ACTIVE, "reconciled");
        }
        if (!now.unprotected().isEmpty()) {
            engine.process(new EngineEvent.Commanded(new EngineCommand.Rearm("a position without its stop")));
        }
    }

    private void change(TradingState state, String cause) {
        engine.process(new EngineEvent.Commanded(new EngineCommand.ChangeState(state, cause)));
    }

    private static long now() {
        return Times.nanos(InstantSource.system().instant());
    }
}
