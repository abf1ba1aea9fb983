package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Capabilities;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeSpecification;

/**
 * What is peculiar to one venue, in one place. What a profile does not say is what can be relied on anywhere: market and
 * limit orders, asked for by the venue's id and watched by polling.
 */
abstract class VenueProfile {
    /** What a venue is made of. */
    record Access(
            Class<? extends Exchange> exchangeClass,
            Settings settings,
            @Nullable Credentials credentials,
            VenueClock clock) {
        /** For XChange: our address, our timeouts, our key and no other, no network when it is applied, no retries. */
        ExchangeSpecification specification() {
            ExchangeSpecification specification = new ExchangeSpecification(exchangeClass);
            specification.setShouldLoadRemoteMetaData(false);
            specification.setExchangeSpecificParametersItem(Exchange.USE_SANDBOX, settings.sandbox());
            if (settings.url() != null) {
                specification.setSslUri(settings.url());
            }
            specification.setHttpConnTimeout((int) settings.connectTimeout().toMillis());
            specification.setHttpReadTimeout((int) settings.readTimeout().toMillis());
            specification.getResilience().setRetryEnabled(false);
            specification.getResilience().setRateLimiterEnabled(false);
            if (credentials != null) {
                specification.setApiKey(credentials.key());
                specification.setSecretKey(credentials.secret());
                if (credentials.passphrase() != null) {
                    specification.setExchangeSpecificParametersItem("passphrase", credentials.passphrase());
                }
            }
            return specification;
        }
    }

    /** Short name, {@code binance}. */
    abstract String id();

    /** In a line, for lists. */
    abstract String description();

    abstract Capabilities capabilities();

    abstract ErrorTable errors();

    /** Opens the account; no network yet. */
    abstract Venue open(Access access);

    /** Limits until the venue tells its own. */
    List<RateBudget.Limit> limits() {
        return List.of(new RateBudget.Limit("requests", 60, Duration.ofMinutes(1), false));
    }

    /** What a request weighs against those limits. */
    int weight(Request request) {
        return 1;
    }

    /** Kinds of requests, as far as their weights differ. */
    enum Request {
        PLACE,
        CANCEL,
        QUERY,
        OPEN_ORDERS,
        ALL_OPEN_ORDERS,
        RECENT_ORDERS,
        FILLS,
        BALANCES,
        TICKER,
        TIME,
        INSTRUMENTS,
        BARS,
        STREAM
    }

    boolean hasSandbox() {
        return false;
    }

    /** How long everything has to agree before an order counts as never arrived. */
    Duration settleTime() {
        return Duration.ofMinutes(1);
    }

    /** How often orders are looked after, unless told otherwise: within the venue's limits. */
    Duration pollInterval() {
        return Duration.ofSeconds(5);
    }

    /** Whether the answer to an order tells what of it was filled at once; otherwise it is asked right after. */
    boolean answersFills() {
        return false;
    }

    /**
     * Whether stops are held here because the venue takes none ({@link HeldStops}). Only where it knows our ids: a session
     * that starts again could not tell otherwise whether the earlier one has sent a stop.
     */
    boolean holdsStops() {
        return false;
    }

    /** How long a client order id may be. */
    int clientIdLength() {
        return 32;
    }

    /** Why the venue cannot take this order although its capabilities say so in general; null if it can. */
    @Nullable
    String objection(ApprovedOrder.Single order, VenueInstrument instrument) {
        return null;
    }
}
