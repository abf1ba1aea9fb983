package dev.tandem.ledger;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The books of one account in one quote asset: every fill moves cash, a position and the fees, and nothing else does.
 *
 * <p>At any moment {@code cash = start − Σ bought + Σ sold − Σ fees} and {@code equity = cash + Σ value of positions},
 * to the last unit. A sum that leaves the range of {@link dev.tandem.model.Money} is an {@link ArithmeticException}.
 */
public final class Ledger {
    private final String asset;
    private final List<Holding> holdings = new ArrayList<>();
    private final List<Holding> shown = Collections.unmodifiableList(holdings);
    private long cash;
    private long fees;
    private long reserved;
    private long tradedNotional;

    /**
     * @param asset what the account is counted in, {@code USD}
     * @param cash what it starts with, in units of {@link dev.tandem.model.Money}
     */
    public Ledger(String asset, long cash) {
        this.asset = asset;
        this.cash = cash;
    }

    public String asset() {
        return asset;
    }

    /**
     * The holding of an instrument, empty at first.
     *
     * @throws IllegalArgumentException if the instrument is not quoted in this account's asset
     */
    public Holding holding(Instrument instrument) {
        for (Holding holding : holdings) {
            if (holding.instrument().equals(instrument)) {
                return holding;
            }
        }
        if (!instrument.quote().equals(asset)) {
            throw new IllegalArgumentException("the account is kept in " + asset + " and cannot hold " + instrument
                    + ", which is quoted in " + instrument.quote());
        }
        Holding holding = new Holding(instrument);
        holdings.add(holding);
        return holding;
    }

    public List<Holding> holdings() {
        return shown;
    }

    /**
     * Books a fill.
     *
     * @param notional price × quantity, as {@link dev.tandem.model.Instrument#notional} gives it
     */
    public void book(Holding holding, Side side, long lots, long ticks, long notional, long fee) {
        long signed = Math.multiplyExact(lots, side.sign());
        cash = Math.subtractExact(cash, Math.addExact(side == Side.BUY ? notional : -notional, fee));
        fees = Math.addExact(fees, fee);
        tradedNotional = Math.addExact(tradedNotional, notional);
        if (holding.markTicks() == 0) {
            holding.mark(ticks);
        }
        holding.add(signed, notional);
    }

    /** Sets money aside for an open order. */
    public void reserve(long amount) {
        reserved = Math.addExact(reserved, amount);
    }

    /** Gives money back that was set aside. */
    public void release(long amount) {
        if (amount > reserved) {
            throw new IllegalStateException("released " + amount + " of only " + reserved + " reserved");
        }
        reserved -= amount;
    }

    /** What is in the account, a short's proceeds included. */
    public long cash() {
        return cash;
    }

    /** All fees so far. */
    public long fees() {
        return fees;
    }

    /** What is set aside for open orders. */
    public long reserved() {
        return reserved;
    }

    /** Price × quantity summed over all fills. */
    public long tradedNotional() {
        return tradedNotional;
    }

    /** Cash and positions at the last prices. */
    public long equity() {
        long sum = cash;
        for (int i = 0; i < holdings.size(); i++) {
            sum = Math.addExact(sum, holdings.get(i).value());
        }
        return sum;
    }

    /**
     * What could still be spent on new positions when every position, long or short, is covered in full and the
     * reserves are kept: equity − Σ|position| − reserved. May be negative after a loss.
     */
    public long available() {
        long exposure = 0;
        for (Holding holding : holdings) {
            exposure = Math.addExact(exposure, Math.abs(holding.value()));
        }
        return Math.subtractExact(Math.subtractExact(equity(), exposure), reserved);
    }
}
