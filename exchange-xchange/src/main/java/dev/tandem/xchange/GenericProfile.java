package dev.tandem.xchange;

import static dev.tandem.xchange.Outcome.NOT_ACCEPTED;
import static dev.tandem.xchange.Outcome.UNKNOWN;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.xchange.ErrorTable.Row;
import java.util.List;
import java.util.Set;

/**
 * A venue of which we know nothing in particular: what XChange itself is sure of, and nothing more. A plain
 * {@code ExchangeException} may be anything, so it is unknown. Market orders are not sent: at Huobi and OKX the quantity of one
 * that buys is an amount of the quote asset, and XChange does not tell where it is so.
 */
class GenericProfile extends VenueProfile {
    /** What XChange's own exceptions mean, wherever they come from. */
    static final List<Row> XCHANGE = List.of(
            Row.code("FundsExceededException", NOT_ACCEPTED, ErrorKind.INSUFFICIENT_BALANCE),
            Row.code("OrderAmountUnderMinimumException", NOT_ACCEPTED, ErrorKind.MIN_NOTIONAL),
            Row.code("OrderNotValidException", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
            Row.code("CurrencyPairNotValidException", NOT_ACCEPTED, ErrorKind.UNKNOWN_INSTRUMENT),
            Row.code("InstrumentNotValidException", NOT_ACCEPTED, ErrorKind.UNKNOWN_INSTRUMENT),
            Row.code("ExchangeSecurityException", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
            Row.code("NonceException", NOT_ACCEPTED, ErrorKind.NONCE),
            Row.code("RateLimitExceededException", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
            Row.code("FrequencyLimitExceededException", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
            Row.code("MarketSuspendedException", NOT_ACCEPTED, ErrorKind.MARKET_CLOSED),
            Row.code("NotAvailableFromExchangeException", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
            Row.code("NotYetImplementedForExchangeException", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
            Row.status(429, 429, NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
            Row.status(500, 599, UNKNOWN, ErrorKind.UNAVAILABLE));

    private static final ErrorTable ERRORS = new ErrorTable(XCHANGE, body -> new ErrorTable.Words("", body.toString()));

    private final String id;
    private final List<String> missing;

    /** @param missing the calls that XChange's module lacks: with one of them missing, an order cannot be looked after */
    GenericProfile(String id, List<String> missing) {
        this.id = id;
        this.missing = missing;
    }

    @Override
    final String id() {
        return id;
    }

    @Override
    String description() {
        return canTrade()
                ? "through XChange without a profile of its own: limit orders, asked for by the venue's id, polled; no market orders, whose"
                        + " quantity means something else at each venue"
                : noTrading();
    }

    final String noTrading() {
        return "prices only: XChange's module lacks " + String.join(", ", missing);
    }

    /** Whether an order with a limit can be looked after; one without is not sent here. */
    final boolean canTrade() {
        return Set.of("placeMarketOrder").containsAll(missing);
    }

    @Override
    Capabilities capabilities() {
        return Capabilities.of(canTrade() ? Set.of(Capability.LIMIT_ORDER) : Set.of());
    }

    @Override
    ErrorTable errors() {
        return ERRORS;
    }

    @Override
    Venue open(Access access) {
        return new GenericVenue(access, false);
    }
}
