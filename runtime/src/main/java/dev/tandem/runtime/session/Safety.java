package dev.tandem.runtime.session;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.TradingState;
import dev.tandem.model.ExactMath;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.result.OrderCounts;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Watches what a session does and says when that has to stop. A loss leaves the strategy what makes positions smaller;
 * everything that hints at a fault halts it. What stopped it stays until a person resumes, except for a feed that was
 * silent and speaks again.
 *
 * <p>Every comparison is made so that nothing which is not a number, and no zero, gets past it. One thread.
 */
final class Safety {
    private static final long MINUTE = 60_000_000_000L;
    private static final String STALE = "stale feed";

    private final SafetyLimits limits;
    private final long dailyLoss;
    /** Orders of the last minute, as far as they are needed to see that there are too many: when, and how many. */
    private final ArrayDeque<long[]> submitted = new ArrayDeque<>();

    private long inAMinute;
    private int rejectsInARow;
    private int denialsInARow;
    private long lastDenied = -1;
    private long lastSubmitted = -1;

    /** @param dailyLoss as the gate has it */
    Safety(SafetyLimits limits, long dailyLoss) {
        this.limits = limits;
        this.dailyLoss = dailyLoss;
    }

    /** The session goes on from here: what was counted in an earlier process does not count twice. */
    void startAt(Engine engine) {
        lastDenied = engine.orderCounts().denied();
        lastSubmitted = engine.orderCounts().submitted();
    }

    /** Takes note of what a venue answered. */
    void saw(EngineEvent event) {
        switch (event) {
            case EngineEvent.Answered(var order, ExecutionResult result) -> {
                switch (result) {
                    // The market was faster than we were: no fault, and the engine closes what the exit was for.
                    case ExecutionResult.Rejected rejected
                    when rejected.reason().isPassed() -> {}
                    case ExecutionResult.Rejected rejected -> rejectsInARow++;
                    case ExecutionResult.Denied denied -> rejectsInARow++;
                    case ExecutionResult.Accepted accepted -> accepted();
                    case ExecutionResult.Filled filled -> accepted();
                    case ExecutionResult.Unconfirmed unconfirmed -> {}
                }
            }
            case EngineEvent.Reported(ExecutionReport.Rejected rejected)
            when !rejected.reason().isPassed() -> rejectsInARow++;
            case EngineEvent.Reported(ExecutionReport.Filled filled) -> accepted();
            default -> {}
        }
    }

    private void accepted() {
        rejectsInARow = 0;
    }

    /**
     * Looks at the engine after an event.
     *
     * @return what it has to be told; null if all is well, or if it is stopped at least as much already
     */
    @Nullable
    EngineCommand check(Engine engine, long nowNanos) {
        count(engine, nowNanos);
        TradingState now = engine.tradingState();
        if (now == TradingState.HALTED) {
            return null;
        }
        String halt = halting();
        if (halt != null) {
            return new EngineCommand.ChangeState(TradingState.HALTED, halt);
        }
        String loss = now == TradingState.ACTIVE ? losing(engine) : null;
        return loss == null ? null : new EngineCommand.ChangeState(TradingState.REDUCING, loss);
    }

    private void count(Engine engine, long nowNanos) {
        OrderCounts counts = engine.orderCounts();
        long denied = counts.denied();
        long sent = counts.submitted();
        if (lastDenied >= 0 && denied > lastDenied) {
            denialsInARow += (int) Math.min(Integer.MAX_VALUE / 2, denied - lastDenied);
        }
        if (lastSubmitted >= 0 && sent > lastSubmitted) {
            denialsInARow = denied > lastDenied ? denialsInARow : 0;
            if (limits.ordersPerMinute() != SafetyLimits.OFF) {
                submitted.add(new long[] {nowNanos, sent - lastSubmitted});
                inAMinute += sent - lastSubmitted;
            }
        }
        lastDenied = denied;
        lastSubmitted = sent;
        while (!submitted.isEmpty() && isOfNoUse(submitted.getFirst(), nowNanos)) {
            inAMinute -= submitted.removeFirst()[1];
        }
    }

    /** What is older than a minute, or what is too much already without it. */
    private boolean isOfNoUse(long[] oldest, long nowNanos) {
        return nowNanos - oldest[0] >= MINUTE || inAMinute - oldest[1] > limits.ordersPerMinute();
    }

    /** Of how many moments it is remembered how many orders left then. */
    int remembered() {
        return submitted.size();
    }

    private @Nullable String halting() {
        if (limits.killFile() != null && Files.exists(limits.killFile())) {
            return "kill file " + limits.killFile();
        }
        if (exceeds(rejectsInARow, limits.rejectsInARow())) {
            return "the venue has refused " + rejectsInARow + " orders in a row (limit " + limits.rejectsInARow() + ")";
        }
        if (exceeds(denialsInARow, limits.denialsInARow())) {
            return denialsInARow + " orders in a row were denied (limit " + limits.denialsInARow() + ")";
        }
        if (limits.ordersPerMinute() != SafetyLimits.OFF && inAMinute > limits.ordersPerMinute()) {
            return inAMinute + " orders in a minute (limit " + limits.ordersPerMinute() + ")";
        }
        return null;
    }

    /** A limit of zero lets nothing happen, not everything. */
    private static boolean exceeds(int count, int limit) {
        return limit != SafetyLimits.OFF && count > 0 && count >= limit;
    }

    private @Nullable String losing(Engine engine) {
        long equity = engine.equity();
        if (dailyLoss != RiskLimits.OFF) {
            long loss = Math.subtractExact(engine.equityAtStartOfDay(), equity);
            if (loss > 0 && loss >= dailyLoss) {
                return "today's loss of " + Money.toText(loss) + " has reached the limit of " + Money.toText(dailyLoss);
            }
        }
        Rate drawdown = limits.drawdown();
        long peak = engine.peakEquity();
        if (drawdown != null && peak != Long.MIN_VALUE) {
            long fall = Math.subtractExact(peak, equity);
            long most = peak <= 0 ? 0 : ExactMath.multiplyDivideHalfEven(peak, drawdown.units(), Rate.ONE);
            if (fall > 0 && fall >= most) {
                return "equity is " + Money.toText(fall) + " below its highest close of " + Money.toText(peak)
                        + " (limit " + drawdown + " of it)";
            }
        }
        return null;
    }

    // Time

    /**
     * Looks at the age of the feed.
     *
     * @param lateNanos for how long a bar has been due
     */
    @Nullable
    EngineCommand feed(Engine engine, long lateNanos) {
        Duration limit = limits.staleFeed();
        if (limit == null) {
            return null;
        }
        boolean stale = !(lateNanos < Math.max(1, limit.toNanos()));
        boolean stoppedByIt = engine.tradingStateCause().startsWith(STALE);
        if (stale && engine.tradingState() == TradingState.ACTIVE) {
            return new EngineCommand.ChangeState(
                    TradingState.REDUCING,
                    STALE + ": a bar has been due for " + lateNanos / 1_000_000_000L + " s (limit " + limit.toSeconds()
                            + " s)");
        }
        return !stale && stoppedByIt ? new EngineCommand.ChangeState(TradingState.ACTIVE, "the feed is back") : null;
    }

    /** Looks at what the venue's health check said. */
    @Nullable
    EngineCommand health(Engine engine, Health health) {
        Duration limit = limits.clockSkew();
        if (limit == null || engine.tradingState() == TradingState.HALTED) {
            return null;
        }
        Duration skew = health.clockSkew().abs();
        boolean good = skew.compareTo(limit) < 0 || skew.isZero();
        return good
                ? null
                : new EngineCommand.ChangeState(
                        TradingState.HALTED,
                        "the venue's clock is " + health.clockSkew().toMillis() + " ms from ours (limit "
                                + limit.toMillis() + " ms)");
    }

    /** A person has looked at it: counting begins again. */
    void resumed() {
        rejectsInARow = 0;
        denialsInARow = 0;
        submitted.clear();
        inAMinute = 0;
    }
}
