package dev.tandem.bench;

import dev.tandem.result.RunResult;
import dev.tandem.strategy.Strategy;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast a strategy is in a backtest, and where the time goes.
 *
 * <p>First the strategy alone: whole runs, until they get no faster, then rounds that count. The clock is read around
 * rounds, never within a run. Then the parts, by taking differences of whole runs in turn: a strategy that does nothing
 * shows the engine; one that submits, callback by callback, what the measured strategy has submitted, shows the orders;
 * what is left is the strategy. Differences are taken of processor times of this thread, in the rounds that needed least:
 * what else happens on the machine disturbs those least. (The collector's own threads are not in them.) That the replayed
 * orders lead to the same trades and equity is checked.
 *
 * <p>Single use, on the caller's thread.
 */
public final class StrategyBench {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Supplier<Strategy> strategies;
    private final Function<Strategy, RunResult> run;
    private final Effort effort;
    private @Nullable Supplier<?> reading;
    private LongConsumer progress = done -> {};
    private long started;

    private static final class Idle implements Strategy {}

    /**
     * @param strategies makes the strategy, new for each run
     * @param run runs it over the data
     */
    public StrategyBench(Supplier<Strategy> strategies, Function<Strategy, RunResult> run, Effort effort) {
        this.strategies = strategies;
        this.run = run;
        this.effort = effort;
    }

    /** How the data are read, to be measured as well. */
    public StrategyBench reading(Supplier<?> how) {
        reading = how;
        return this;
    }

    /** Told now and then how many milliseconds of {@link Effort#millis} are over. */
    public StrategyBench progress(LongConsumer listener) {
        progress = listener;
        return this;
    }

    /** Measures. */
    public Speed measure() {
        started = System.nanoTime();
        Timed alone = new Timed(() -> run.apply(strategies.get()));
        while (!alone.isStable() && goesOn(alone, effort.warmUpMillis(), started)) {
            alone.round();
        }
        boolean stable = alone.isStable();
        int warmUpRounds = alone.rounds();
        alone.forget();
        long begun = System.nanoTime();
        while (goesOn(alone, effort.measureMillis(), begun)) {
            alone.round();
        }
        return parts(alone, warmUpRounds, stable);
    }

    private Speed parts(Timed alone, int warmUpRounds, boolean stable) {
        Recorder recorder = new Recorder(strategies.get());
        RunResult recorded = run.apply(recorder);
        Script script = recorder.script();
        boolean told = script.isComplete() && sameAs(recorded, script);

        Timed whole = new Timed(() -> run.apply(strategies.get()));
        Timed idle = new Timed(() -> run.apply(new Idle()));
        Timed played = new Timed(() -> run.apply(told ? new Player(script) : new Idle()));
        Timed read = new Timed(reading == null ? () -> "" : reading);
        // for the compiler, which has not seen the other strategies yet
        for (int i = 0; i < 2; i++) {
            idle.round();
            played.round();
            whole.round();
        }
        idle.forget();
        played.forget();
        whole.forget();
        long begun = System.nanoTime();
        while (goesOn(whole, effort.measureMillis(), begun)) {
            whole.round();
            played.round();
            idle.round();
            if (reading != null && read.rounds() < effort.leastRounds()) {
                read.round();
            }
        }
        double events = recorded.data().bars();
        double engine = idle.leastCpuNanos();
        double withOrders = told ? Math.max(engine, played.leastCpuNanos()) : engine;
        double all = Math.max(withOrders, whole.leastCpuNanos());
        return new Speed(
                recorded.data().bars(),
                recorded.orders().submitted(),
                alone.medianNanos() / events,
                alone.leastNanos() / events,
                alone.leastBytes() / events,
                warmUpRounds,
                stable,
                alone.rounds(),
                reading == null ? null : read.leastCpuNanos() / events,
                engine / events,
                told ? (withOrders - engine) / events : null,
                (all - withOrders) / events);
    }

    /** Whether the orders alone, without the strategy, make the same trades and the same equity. */
    private boolean sameAs(RunResult recorded, Script script) {
        return run.apply(new Player(script)).resultSha256().equals(recorded.resultSha256());
    }

    private boolean goesOn(Timed work, long millis, long since) {
        long now = System.nanoTime();
        progress.accept((now - started) / NANOS_PER_MILLI);
        return work.rounds() < effort.leastRounds()
                || work.rounds() < effort.mostRounds() && now - since < millis * NANOS_PER_MILLI;
    }
}
