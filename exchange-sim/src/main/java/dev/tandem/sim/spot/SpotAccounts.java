package dev.tandem.sim.spot;

import dev.tandem.model.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who has what: for each account and asset an amount that is free and one that is locked in orders, in units of 1e-8.
 *
 * <p>Markets move amounts between accounts; only {@link #deposit} and {@link #withdraw} change an asset's
 * {@linkplain #total total}. An account cannot have less than nothing, except a <em>house</em>: the rest of the world,
 * which is always able to pay and pays no fees.
 *
 * <p>Several markets may share one set of accounts. For one thread.
 */
public final class SpotAccounts {
    /** The account that receives all fees. */
    public static final int FEES = 0;

    private static final int INITIAL = 16;

    private final List<String> assets = new ArrayList<>();
    private long[][] free = new long[INITIAL][];
    private long[][] locked = new long[INITIAL][];
    private boolean[] houses = new boolean[INITIAL];
    private int accounts = 1;

    /** A new account without anything; they are numbered from 1 on. */
    public int open() {
        if (accounts == houses.length) {
            houses = Arrays.copyOf(houses, 2 * accounts);
            for (int asset = 0; asset < assets.size(); asset++) {
                free[asset] = Arrays.copyOf(free[asset], 2 * accounts);
                locked[asset] = Arrays.copyOf(locked[asset], 2 * accounts);
            }
        }
        return accounts++;
    }

    /** A new account for the rest of the world: it may owe, and pays no fees. */
    public int openHouse() {
        int account = open();
        houses[account] = true;
        return account;
    }

    /** How many accounts there are, that of the fees included. */
    public int size() {
        return accounts;
    }

    /** The number of an asset, which it gets when it is first asked for. */
    public int asset(String name) {
        int asset = assets.indexOf(name);
        if (asset >= 0) {
            return asset;
        }
        assets.add(name);
        asset = assets.size() - 1;
        if (asset == free.length) {
            free = Arrays.copyOf(free, 2 * asset);
            locked = Arrays.copyOf(locked, 2 * asset);
        }
        free[asset] = new long[houses.length];
        locked[asset] = new long[houses.length];
        return asset;
    }

    /** All assets, in the order of their numbers. */
    public List<String> assets() {
        return List.copyOf(assets);
    }

    /** What an account can spend. */
    public long free(int account, int asset) {
        check(account);
        return free[asset][account];
    }

    /** What is set aside for an account's orders. */
    public long locked(int account, int asset) {
        check(account);
        return locked[asset][account];
    }

    /** Whether an account is the rest of the world. */
    public boolean isHouse(int account) {
        check(account);
        return houses[account];
    }

    /** What all accounts have together, fees and houses included. */
    public long total(int asset) {
        long total = 0;
        for (int account = 0; account < accounts; account++) {
            total = Math.addExact(total, Math.addExact(free[asset][account], locked[asset][account]));
        }
        return total;
    }

    /** Puts an amount into an account. */
    public void deposit(int account, int asset, long units) {
        check(account);
        if (units < 0) {
            throw new IllegalArgumentException("a deposit is not negative, this one is " + text(units, asset));
        }
        Math.addExact(total(asset), units);
        add(account, asset, units);
    }

    /** Takes an amount out of what an account can spend. */
    public void withdraw(int account, int asset, long units) {
        check(account);
        if (units < 0 || (units > free[asset][account] && !houses[account])) {
            throw new IllegalArgumentException("account " + account + " can withdraw from 0 to "
                    + text(free[asset][account], asset) + ", not " + text(units, asset));
        }
        add(account, asset, -units);
    }

    private void check(int account) {
        if (account < 0 || account >= accounts) {
            throw new IllegalArgumentException(
                    "there are the accounts 0 to " + (accounts - 1) + ", there is no account " + account);
        }
    }

    private String text(long units, int asset) {
        return Money.toText(units) + " " + assets.get(asset);
    }

    // What markets do

    boolean exists(int account) {
        return account >= 0 && account < accounts;
    }

    /** Whether so much more can be set aside. */
    boolean canLock(int account, int asset, long units) {
        return units <= free[asset][account];
    }

    /** Sets an amount aside, or, if it is negative, gives it back. */
    void lock(int account, int asset, long units) {
        free[asset][account] = Math.subtractExact(free[asset][account], units);
        locked[asset][account] = Math.addExact(locked[asset][account], units);
    }

    void add(int account, int asset, long units) {
        free[asset][account] = Math.addExact(free[asset][account], units);
    }

    void payLocked(int account, int asset, long units) {
        locked[asset][account] = Math.subtractExact(locked[asset][account], units);
    }
}
