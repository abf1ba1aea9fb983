package dev.tandem.runtime.session;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineCommand;
import dev.tandem.gate.TradingState;
import dev.tandem.lane.LaneThread;
import dev.tandem.model.Capability;
import dev.tandem.model.Position;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Holds what the engine believes against what the venue says, again and again while a session runs: the clocks, the open
 * orders, the balances. A difference has to show twice, since what is on its way looks like one. One thread.
 */
final class VenueCheck {
    private final ExecutionPlugin venue;
    private final LaneThread lane;
    private final Safety safety;
    private final OpenOrderCheck openOrders;
    private final AccountClaims claims;
    private final String session;
    private final String cash;
    private final Consumer<EngineCommand> tell;
    private final BiConsumer<String, String> remark;
    private final Duration every;
    private long nextNanos = System.nanoTime();
    private int divergences;
    private int cashMissing;

    /**
     * @param cash the asset of the session's cash
     * @param every how often
     * @param tell tells the engine something
     * @param remark writes something down and says it
     */
    VenueCheck(
            String session,
            TradingAccount account,
            String cash,
            Safety safety,
            Duration every,
            Consumer<EngineCommand> tell,
            BiConsumer<String, String> remark) {
        this.session = session;
        this.cash = cash;
        this.claims = account.claims();
        this.venue = account.plugin();
        this.lane = account.lane();
        this.safety = safety;
        this.every = every;
        this.openOrders = new OpenOrderCheck(session, venue, lane);
        this.tell = tell;
        this.remark = remark;
    }

    /** Whether it is time to look again; if so, the next time is later. */
    boolean isDue(long now) {
        if (now - nextNanos < 0) {
            return false;
        }
        nextNanos = now + every.toNanos();
        return true;
    }

    /**
     * Looks once.
     *
     * @param quiet whether nothing has come in that the engine has not heard of
     * @throws PluginException if the venue does not answer
     */
    void look(Engine engine, boolean quiet) {
        EngineCommand command = safety.health(engine, venue.healthCheck());
        if (command != null) {
            tell.accept(command);
        }
        if (quiet && lane.isIdle()) {
            orders(engine);
        }
        if (!venue.capabilities().has(Capability.SHORT)) {
            balances(engine);
        }
    }

    private void orders(Engine engine) {
        for (Reconciliation.Line line : openOrders.look(engine.workingOrders())) {
            remark.accept("reconciled", line.toString());
            if (line.verdict() == Reconciliation.Verdict.UNKNOWN) {
                diverges(engine, line.toString());
            }
        }
    }

    private void balances(Engine engine) {
        var balances = venue.fetchBalance();
        String difference = null;
        for (Position position : engine.positions()) {
            String shortfall = claims.shortfall(session, position, balances);
            difference = difference == null ? shortfall : difference;
        }
        divergences = difference == null ? 0 : divergences + 1;
        if (difference != null && divergences >= 2) {
            diverges(engine, difference);
        }
        String missing = claims.cashShortfall(cash, balances);
        cashMissing = missing == null ? 0 : cashMissing + 1;
        if (missing != null && cashMissing >= 2 && engine.tradingState() == TradingState.ACTIVE) {
            // What is held is there: each may still get out, and nobody begins anything with money that is another's.
            tell.accept(new EngineCommand.ChangeState(TradingState.REDUCING, "divergence from the venue: " + missing));
        }
    }

    private void diverges(Engine engine, String difference) {
        if (engine.tradingState() != TradingState.HALTED) {
            tell.accept(new EngineCommand.ChangeState(TradingState.HALTED, "divergence from the venue: " + difference));
        }
    }
}
