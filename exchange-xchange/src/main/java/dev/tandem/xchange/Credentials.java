package dev.tandem.xchange;

import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key to an account. No {@code toString}, log or error shows it.
 *
 * <p>Where it comes from, the first that is there: the settings {@code key} and {@code secret} (and {@code passphrase}
 * where the venue has one); the file named by {@code credentials}, which must be its owner's alone, with the lines
 * {@code key=}, {@code secret=}, {@code passphrase=}; the environment, {@code TANDEM_BINANCE_KEY} and
 * {@code TANDEM_BINANCE_SECRET}, or {@code TANDEM_BINANCE_ACCOUNT_KEY} for an account of that name. XChange's own habit
 * of reading {@code ~/.ssh/binance-secret.keys} is not followed.
 */
final class Credentials {
    private static final int SHORTEST_SECRET = 6;

    private final String key;
    private final String secret;
    private final @Nullable String passphrase;

    private Credentials(String key, String secret, @Nullable String passphrase) {
        this.key = key;
        this.secret = secret;
        this.passphrase = passphrase;
    }

    /**
     * @param venue the venue's short name
     * @return null if there are none: then only public data can be had
     * @throws PluginException if there is half of them, or a file that others can read
     */
    static @Nullable Credentials find(String venue, PluginConfig config, Map<String, String> environment) {
        Map<String, String> settings = config.settings();
        if (settings.containsKey("key") || settings.containsKey("secret")) {
            return of("the settings", settings.get("key"), settings.get("secret"), settings.get("passphrase"));
        }
        String file = settings.get("credentials");
        if (file != null) {
            Properties lines = read(file);
            return of(
                    "the file " + file,
                    lines.getProperty("key"),
                    lines.getProperty("secret"),
                    lines.getProperty("passphrase"));
        }
        String account = config.account().equals(PluginConfig.DEFAULT_ACCOUNT) ? "" : "_" + config.account();
        String prefix = ("TANDEM_" + venue + account).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        String key = environment.get(prefix + "_KEY");
        String secret = environment.get(prefix + "_SECRET");
        if (key == null && secret == null) {
            return null;
        }
        return of("the environment (" + prefix + "_KEY)", key, secret, environment.get(prefix + "_PASSPHRASE"));
    }

    private static Credentials of(
            String where, @Nullable String key, @Nullable String secret, @Nullable String passphrase) {
        if (key == null || secret == null || key.isBlank() || secret.isBlank()) {
            throw new PluginException(where + " has " + (key == null || key.isBlank() ? "no key" : "no secret")
                    + "; both are needed to trade, and neither for public data");
        }
        return new Credentials(key.strip(), secret.strip(), passphrase == null ? null : passphrase.strip());
    }

    private static Properties read(String name) {
        try {
            Path file = Path.of(name);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
                others.retainAll(EnumSet.of(
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_WRITE));
                if (!others.isEmpty()) {
                    throw new PluginException("the file " + name + " can be read or written by others than its owner ("
                            + others + "); do: chmod 600 " + name);
                }
            }
            Properties lines = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            }
            return lines;
        } catch (IOException | InvalidPathException e) {
            throw new PluginException("the file " + name + " with credentials cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new PluginException("the file " + name + " with credentials is not made of lines such as key=…");
        }
    }

    String key() {
        return key;
    }

    String secret() {
        return secret;
    }

    @Nullable
    String passphrase() {
        return passphrase;
    }

    /** The text without anything of the key in it. A letter or two, as in a rehearsal, are no secret but in every word. */
    String redact(String text) {
        String clean = hide(hide(text, key), secret);
        return passphrase == null ? clean : hide(clean, passphrase);
    }

    /** The same answer without anything of the key in what the venue said. */
    ExecutionResult redact(ExecutionResult result) {
        return switch (result) {
            case ExecutionResult.Rejected r ->
                new ExecutionResult.Rejected(r.code(), redact(r.message()), r.timeNanos(), redact(r.raw()), r.reason());
            case ExecutionResult.Unconfirmed u ->
                new ExecutionResult.Unconfirmed(redact(u.message()), u.timeNanos(), redact(u.raw()));
            case ExecutionResult.Accepted a ->
                new ExecutionResult.Accepted(a.orderId(), a.timeNanos(), redact(a.raw()));
            case ExecutionResult.Filled f ->
                new ExecutionResult.Filled(
                        f.orderId(), f.filledLots(), f.averagePriceTicks(), f.fees(), f.timeNanos(), redact(f.raw()));
            case ExecutionResult.Denied d -> d;
        };
    }

    private static String hide(String text, String secret) {
        return secret.length() < SHORTEST_SECRET ? text : text.replace(secret, "***");
    }

    @Override
    public String toString() {
        return "credentials ***";
    }
}
