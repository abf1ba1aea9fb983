package dev.tandem.sweep.check;

import dev.tandem.engine.StrategyException;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.strategy.Strategy;

/** Makes the runs that are compared. */
final class Runs {
    private final Subject subject;
    private final BarColumns bars;

    Runs(Subject subject, BarColumns bars) {
        this.subject = subject;
        this.bars = bars;
    }

    /** On the true data, to the end. What the strategy throws is thrown. */
    Tape untouched(Strategy strategy) {
        Tape tape = new Tape();
        subject.backtest(bars, new Recorder(strategy, tape, Integer.MAX_VALUE)).run();
        return tape;
    }

    /** With another future in the engine and in the file, up to a step. What the strategy throws is on the tape. */
    Tape with(World.RowChange change, int fileEnd, int lastStep) {
        int last = Math.min(bars.size(), (lastStep >> 1) + 2);
        BarColumns changed = World.changed(part(0, last), change, bars::index);
        return run(new World(changed, new World.FileView(0, fileEnd, change)), lastStep);
    }

    /** With another file alone, up to a step. */
    Tape withFile(World.RowChange change, int lastStep) {
        int last = Math.min(bars.size(), (lastStep >> 1) + 2);
        return run(new World(part(0, last), new World.FileView(0, Integer.MAX_VALUE, change)), lastStep);
    }

    /** With a history that begins later; steps are counted from there. */
    Tape from(int start, int end) {
        BarColumns later = part(start, end);
        return run(
                new World(later, new World.FileView(bars.index(start), Integer.MAX_VALUE, World.RowChange.NONE)),
                Integer.MAX_VALUE);
    }

    private Tape run(World world, int lastStep) {
        Tape tape = new Tape();
        Strategy strategy;
        try {
            strategy = subject.fresh(world);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            tape.did(Decision.failed(0, e));
            return tape;
        }
        try {
            subject.backtest(world.bars(), new Recorder(strategy, tape, lastStep))
                    .run();
        } catch (Recorder.Enough e) {
            return tape;
        } catch (StrategyException e) {
            // on the tape already, unless it is the end of the run
            return tape;
        }
        return tape;
    }

    private BarColumns part(int from, int to) {
        long end = to < bars.size() ? bars.openTimeNanos(to) : Long.MAX_VALUE;
        return bars.slice(bars.openTimeNanos(from), end);
    }
}
