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
 * which can pay with what it does not have, up to {@link #CREDIT} for all houses together, and pays no fees. With the limit
 * of what can be {@linkplain #MOST deposited} no balance can leave its 64 bits.
 *
 * <p>Several markets may share one set of accounts. For one thread.
 */
public final class SpotAccounts {
    /** The account that receives all fees. */
    public static final int FEES = 0;

    /** The most that there can be of an asset: 40 billion. */
    public static final long MOST = 40_000_000_000L * Money.ONE;

    /** The most that all houses together can owe of an asset: 40 billion. */
    public static final long CREDIT = 40_000_000_000L * Money.ONE;

    private static final int INITIAL = 16;

    private final List<String> assets = new ArrayList<>();
    private long[][] free = new long[INITIAL][];
    private long[][] locked = new long[INITIAL][];
    private boolean[] houses = new boolean[INITIAL];
    private int[] houseNumbers = new int[0];
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
        houseNumbers = Arrays.copyOf(houseNumbers, houseNumbers.length + 1);
        houseNumbers[houseNumbers.length - 1] = account;
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
            total += free[asset][account] + locked[asset][account];
        }
        return total;
    }

    /**
     * Puts an amount into an account.
     *
     * @throws IllegalArgumentException if it is negative, or there would be more than {@link #MOST} of the asset
     */
    public void deposit(int account, int asset, long units) {
        check(account);
        long room = MOST - total(asset);
        if (units < 0 || units > room) {
            throw new IllegalArgumentException(
                    "from 0 to " + text(room, asset) + " can be deposited, not " + text(units, asset));
        }
        add(account, asset, units);
    }

    /** Takes an amount out of what an account can spend. */
    public void withdraw(int account, int asset, long units) {
        check(account);
        if (units < 0 || units > free[asset][account]) {
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
        long credit = houses[account] && units > 0 ? CREDIT - owedByOthers(account, asset) : 0;
        return units - credit <= free[asset][account];
    }

    private long owedByOthers(int account, int asset) {
        long owed = 0;
        for (int house : houseNumbers) {
            owed -= house == account ? 0 : Math.min(0, free[asset][house]);
        }
        return owed;
    }

    /** Sets an amount aside, or, if it is negative, gives it back. */
    void lock(int account, int asset, long units) {
        free[asset][account] -= units;
        locked[asset][account] += units;
    }

    void add(int account, int asset, long units) {
        free[asset][account] += units;
    }

    void payLocked(int account, int asset, long units) {
        locked[asset][account] -= units;
    }
}
