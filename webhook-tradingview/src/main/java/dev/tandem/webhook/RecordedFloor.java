package dev.tandem.webhook;

import dev.tandem.gate.Gate;
import dev.tandem.model.Signal;
import dev.tandem.runtime.metrics.Meters;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Agents on recorded bars. When as many of them have voted as the quorum asks for, the bar closes and a decision is made, and
 * an order that comes of it is carried out in the bar after that.
 *
 * <p>Time here is that of the recorded bars: a vote that was ten seconds old when its turn came was made ten seconds before
 * the last close.
 */
final class RecordedFloor extends AgentFloor {
    private final AccountThread account;

    RecordedFloor(
            Agents.Desk desk,
            Marketplace market,
            Supplier<Gate> gates,
            InstantSource time,
            Inbox inbox,
            Meters metrics) {
        super(desk, market.instruments().getFirst(), inbox, metrics);
        this.account = new AccountThread(market, new Watched(), gates, null, time, 0);
    }

    @Override
    AccountThread account() {
        return account;
    }

    @Override
    boolean isLive() {
        return false;
    }

    @Override
    void hear(String message, Signal signal, long nanos) {
        account.hear(signal, nanos);
        if (!vote(message, signal.agent())) {
            return;
        }
        if (voters() < desk().quorum()) {
            note("counted: " + voters() + " of " + desk().quorum() + " agents have voted");
            return;
        }
        beginDecision();
        String denial = account.goOn(instrument());
        boolean goesOn = hasOrdered() && denial.isEmpty();
        endRound(denial);
        if (goesOn) {
            account.goOn(instrument());
        }
    }
}
