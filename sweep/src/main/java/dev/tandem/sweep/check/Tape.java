package dev.tandem.sweep.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a strategy did in a run, and in which position it was at each close. */
final class Tape {
    /** No fill so far. */
    static final long NEVER = -1;

    private final List<Decision> decisions = new ArrayList<>();
    private final List<Integer> stepsWithFills = new ArrayList<>();
    private long[] lots = new long[256];
    private long[] openOrders = new long[256];
    private long[] lastFill = new long[256];
    private int bars;
    private long fill = NEVER;
    private boolean moneyWasRead;
    private int closed;

    /** The bar that happens now, and whether it is at its close. */
    private boolean atClose;

    int step() {
        return 2 * closed + (atClose ? 1 : 0);
    }

    /** A bar is about to be shown. */
    void closing(long held, long orders) {
        atClose = true;
        if (bars == lots.length) {
            lots = Arrays.copyOf(lots, 2 * bars);
            openOrders = Arrays.copyOf(openOrders, 2 * bars);
            lastFill = Arrays.copyOf(lastFill, 2 * bars);
        }
        lots[bars] = held;
        openOrders[bars] = orders;
        lastFill[bars] = fill;
        bars++;
    }

    /** A bar was shown. */
    void closed() {
        atClose = false;
        closed++;
    }

    void did(Decision decision) {
        decisions.add(decision);
    }

    void filled(long priceTicks) {
        fill = (long) step() << 32 ^ priceTicks;
        if (stepsWithFills.isEmpty() || stepsWithFills.getLast() != step()) {
            stepsWithFills.add(step());
        }
    }

    void moneyWasRead() {
        moneyWasRead = true;
    }

    boolean readsMoney() {
        return moneyWasRead;
    }

    List<Decision> decisions() {
        return decisions;
    }

    List<Integer> stepsWithFills() {
        return stepsWithFills;
    }

    int bars() {
        return bars;
    }

    /** At the close of a bar, before the strategy was asked. */
    long lots(int bar) {
        return lots[bar];
    }

    long openOrders(int bar) {
        return openOrders[bar];
    }

    /** When and at what the last fill before the close of a bar was, in one number; {@link #NEVER} if there was none. */
    long lastFill(int bar) {
        return lastFill[bar];
    }

    /** Whether the strategy could not even be made. */
    boolean isStillborn() {
        return bars == 0 && !decisions.isEmpty();
    }

    /** Whether the strategy could not even be made, or failed in its first bar. */
    boolean failsAtOnce() {
        return isStillborn() || bars == 1 && decisions.stream().anyMatch(Decision::isFailure);
    }

    /** What was done at a step. */
    List<Decision> at(int step) {
        return decisions.stream().filter(decision -> decision.step() == step).toList();
    }

    /**
     * The first step at which two runs did something else, up to a step; -1 if they did the same.
     *
     * @param last the last step that is looked at
     */
    static int firstDifference(Tape a, Tape b, int last) {
        int n = Math.max(a.decisions.size(), b.decisions.size());
        for (int i = 0; i < n; i++) {
            Decision x = i < a.decisions.size() ? a.decisions.get(i) : null;
            Decision y = i < b.decisions.size() ? b.decisions.get(i) : null;
            int step = Math.min(x == null ? Integer.MAX_VALUE : x.step(), y == null ? Integer.MAX_VALUE : y.step());
            if (step > last) {
                return -1;
            }
            if (x == null || y == null || !x.isSame(y)) {
                return step;
            }
        }
        return -1;
    }
}
