package dev.tandem.webhook.auth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a sender is one of ours, by everything that is configured: signatures, a secret in the path, a secret in the
 * body. One that is right is enough, unless all are asked for; one that is there and wrong is too much.
 */
public final class Doorman {
    /** What is configured. */
    public record Config(
            List<Secret> signing,
            @Nullable Secret urlToken,
            @Nullable Secret bodySecret,
            boolean all,
            boolean everybody) {
        public Config {
            signing = List.copyOf(signing);
        }

        /** Whether anybody could be told from anybody else. */
        public boolean knowsSomebody() {
            return !signing.isEmpty() || urlToken != null || bodySecret != null;
        }
    }

    /** What came with a request, as it came. */
    public record Credentials(
            @Nullable String pathToken,
            @Nullable String webhookId,
            @Nullable String webhookTimestamp,
            @Nullable String webhookSignature,
            @Nullable String hubSignature,
            @Nullable String stripeSignature,
            boolean hasDoubleHeaders) {
        boolean isSigned() {
            return webhookSignature != null || hubSignature != null || stripeSignature != null;
        }
    }

    /** How sure it is who sent something. */
    public enum Answer {
        /** Somebody else. */
        UNKNOWN,
        /** One of ours, with a secret that says nothing of this message. */
        KNOWN,
        /** One of ours, and every byte of the message is his. */
        SIGNED
    }

    private final Config config;

    public Doorman(Config config) {
        this.config = config;
    }

    /**
     * Looks at everything before it answers, so that the time it takes does not say what was wrong.
     *
     * @param bodySecrets what stands in the body under the names of secrets, one list for each alert in it
     */
    public Answer ask(Credentials given, byte[] body, List<List<String>> bodySecrets, Instant now) {
        boolean wrong = given.hasDoubleHeaders();
        boolean signed = false;
        if (given.isSigned() && !config.signing().isEmpty()) {
            for (Secret secret : config.signing()) {
                signed |= given.webhookSignature() != null
                        && WebhookSignature.standard(
                                secret,
                                given.webhookId(),
                                given.webhookTimestamp(),
                                given.webhookSignature(),
                                body,
                                now);
                signed |= given.hubSignature() != null && WebhookSignature.gitHub(secret, given.hubSignature(), body);
                signed |= given.stripeSignature() != null
                        && WebhookSignature.stripe(secret, given.stripeSignature(), body, now);
            }
            wrong |= !signed;
        }
        boolean byPath = false;
        if (given.pathToken() != null) {
            Secret token = config.urlToken();
            byPath = token != null && token.matches(given.pathToken());
            wrong |= !byPath;
        }
        boolean byBody = false;
        Secret bodySecret = config.bodySecret();
        if (bodySecret != null) {
            byBody = !bodySecrets.isEmpty();
            for (List<String> secrets : bodySecrets) {
                boolean one = false;
                for (String secret : secrets) {
                    one |= bodySecret.matches(secret);
                }
                // Another text under such a name is not held against him: it may be somebody else's secret.
                byBody &= one;
            }
        }
        if (wrong) {
            return Answer.UNKNOWN;
        }
        if (config.all()) {
            boolean everything = (config.signing().isEmpty() || signed)
                    && (config.urlToken() == null || byPath)
                    && (bodySecret == null || byBody);
            return !everything ? Answer.UNKNOWN : signed ? Answer.SIGNED : Answer.KNOWN;
        }
        if (signed) {
            return Answer.SIGNED;
        }
        return byPath || byBody || config.everybody() ? Answer.KNOWN : Answer.UNKNOWN;
    }
}
