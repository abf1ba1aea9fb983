package dev.tandem.xchange;

import static dev.tandem.xchange.Outcome.NOT_ACCEPTED;
import static dev.tandem.xchange.Outcome.UNKNOWN;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.xchange.ErrorTable.Row;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bitstamp, through XChange's own services.
 *
 * <ul>
 *   <li>XChange sends no client order id: an order whose answer was lost can only be told from the fills and the balances.
 *   <li>What is wrong stands in the words, {@code {"status":"error","reason":{"__all__":["You need …"]}}}, with a 200; XChange
 *       throws a plain {@code ExchangeException} or a {@code BitstampException} with them.
 *   <li>400 requests per second, 10,000 in ten minutes.
 *   <li>Open orders come without what was filled of them. There is no sandbox that XChange reaches.
 * </ul>
 */
final class BitstampProfile extends GenericProfile {
    private static final ErrorTable ERRORS = ErrorTable.ofExceptions(
            Stream.concat(
                            Stream.of(
                                    Row.words("You need", NOT_ACCEPTED, ErrorKind.INSUFFICIENT_BALANCE),
                                    Row.words("You have only", NOT_ACCEPTED, ErrorKind.INSUFFICIENT_BALANCE),
                                    Row.words("You can only buy", NOT_ACCEPTED, ErrorKind.INSUFFICIENT_BALANCE),
                                    Row.words("Minimum order size", NOT_ACCEPTED, ErrorKind.MIN_NOTIONAL),
                                    Row.words("decimal places", NOT_ACCEPTED, ErrorKind.OFF_GRID),
                                    Row.words("Invalid signature", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.words("API key not found", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.words("Missing key", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.words("Invalid nonce", NOT_ACCEPTED, ErrorKind.NONCE),
                                    Row.words("Order not found", NOT_ACCEPTED, ErrorKind.UNKNOWN_ORDER),
                                    Row.words("Request rate limit exceeded", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                                    Row.words("Internal server error", UNKNOWN, ErrorKind.UNCLEAR)),
                            XCHANGE.stream())
                    .toList(),
            failure -> new ErrorTable.Words("", ErrorTable.words(failure)));

    /** The amount of a market order is in the base asset at Bitstamp, whichever side it has. */
    private static final Capabilities MARKET_TOO = Capabilities.of(EnumSet.of(
            Capability.MARKET_ORDER, Capability.LIMIT_ORDER, Capability.HISTORY, Capability.MARKET_DATA_STREAM));

    private static final Capabilities PRICES =
            Capabilities.of(EnumSet.of(Capability.HISTORY, Capability.MARKET_DATA_STREAM));

    BitstampProfile(List<String> missing) {
        super("bitstamp", missing);
    }

    @Override
    String description() {
        return canTrade()
                ? "Bitstamp through XChange: market and limit orders, no client order ids, fills by polling; bars by a stream of trades"
                : noTrading();
    }

    @Override
    Capabilities capabilities() {
        return canTrade() ? MARKET_TOO : PRICES;
    }

    @Override
    ErrorTable errors() {
        return ERRORS;
    }

    @Override
    Venue open(Access access) {
        return new BitstampVenue(access);
    }

    @Override
    List<RateBudget.Limit> limits() {
        return List.of(
                new RateBudget.Limit("requests per second", 400, Duration.ofSeconds(1), false),
                new RateBudget.Limit("requests", 10_000, Duration.ofMinutes(10), false));
    }
}
