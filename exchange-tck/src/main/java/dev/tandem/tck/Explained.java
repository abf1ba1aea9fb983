package dev.tandem.tck;

import dev.tandem.plugin.PluginException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Holds what a {@link PluginException} says against what somebody needs who reads it at night: what could not be done, and
 * after it, behind a colon or "because", why.
 */
final class Explained {
    private static final Pattern REASON = Pattern.compile("(?s).*?(: ?|\\bbecause\\b ?)\\s*\\p{L}{2,}.*");
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?s).*(credential|key|auth|signature|permission|password|token|login).*");

    private Explained() {}

    /**
     * Asks, and says whether what came is an answer or explains itself.
     *
     * @param verb the method, such as {@code fetchBalance}
     * @param word what it is about in plain words, such as {@code balance}
     */
    static void ask(Stage s, String verb, String word, Runnable question) {
        try {
            question.run();
        } catch (PluginException e) {
            String text = String.valueOf(e.getMessage());
            s.guardSecrets(text);
            if (!saysWhatAndWhy(verb, word, text)) {
                s.say(verb + ": '" + text + "' does not name '" + word + "' or '" + verb
                        + "' and then, after a colon, the reason");
                return;
            }
        }
        s.say(verb + ": answered, or says what and why");
    }

    static boolean saysWhatAndWhy(String verb, String word, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = Math.max(end(lower, verb.toLowerCase(Locale.ROOT)), end(lower, word));
        return at >= 0 && REASON.matcher(lower.substring(at)).matches();
    }

    /** Behind the first place where it stands; -1 if it does not. */
    private static int end(String text, String part) {
        int at = text.indexOf(part);
        return at < 0 ? -1 : at + part.length();
    }

    /** Whether a refusal of credentials says that it is about them. */
    static boolean saysThatCredentialsAreWrong(String text) {
        return CREDENTIALS.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }
}
