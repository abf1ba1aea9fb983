package dev.tandem.runtime.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Sees to it that one process of this machine trades an account: two, each with a journal of its own, would take each
 * other's positions for their own.
 */
public final class AccountLock implements AutoCloseable {
    private final ExclusiveLock lock;

    private AccountLock(ExclusiveLock lock) {
        this.lock = lock;
    }

    /**
     * Takes the lock of an account, or says at once who has it.
     *
     * @param directory where the locks of this user's accounts are
     * @param account what tells accounts apart: {@code xchange:binance/main}. Never a secret, it is part of a file's name
     * @param clock for the file that says since when
     * @throws JournalLockedException naming the process that has it
     */
    public static AccountLock take(Path directory, String account, InstantSource clock) {
        if (account.isBlank()) {
            throw new IllegalArgumentException("an account's key must not be empty");
        }
        return new AccountLock(
                ExclusiveLock.take(directory.resolve(fileName(account)), "account '" + account + "'", clock.instant()));
    }

    /** Readable where it can be, and different for different accounts in any case. */
    private static String fileName(String account) {
        String readable = account.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        byte[] hash = JournalFormat.sha256().digest(account.getBytes(StandardCharsets.UTF_8));
        return readable.substring(0, Math.min(40, readable.length())) + "-"
                + HexFormat.of().formatHex(hash, 0, 6) + ".lock";
    }

    /** Lets others trade the account. */
    @Override
    public void close() {
        lock.close();
    }
}
