package dev.tandem.xchange;

import static dev.tandem.xchange.Outcome.ACCEPTED;
import static dev.tandem.xchange.Outcome.NOT_ACCEPTED;
import static dev.tandem.xchange.Outcome.UNKNOWN;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.xchange.ErrorTable.Row;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binance, spot.
 *
 * <ul>
 *   <li>Client order ids go out as {@code newClientOrderId} (36 characters) and come back as {@code clientOrderId}; they
 *       are unique among open orders only. A canceled order comes back with a new {@code clientOrderId}, ours is then in
 *       {@code origClientOrderId}.
 *   <li>An order carries a timestamp and is refused when it arrives more than {@code recvWindow} (5 s) later. So one that
 *       the venue does not know after that will not arrive any more: the settle time is three times that.
 *   <li>HTTP 5xx, -1000, -1001, -1006, -1007 and -1008 say nothing about the order. "Duplicate order sent" says that one
 *       of that name is open.
 *   <li>A pair is one list: canceling one of the two cancels both, and the one that was not filled becomes EXPIRED.
 *   <li>Buying pays the fee in the bought asset, unless the account pays in BNB.
 *   <li>A stop that the market has passed is refused with "Stop price would trigger immediately.", and a pair of which it has
 *       passed one with "The relationship of the prices for the orders is not correct."
 * </ul>
 */
class BinanceProfile extends VenueProfile {
    /** How long a request may be on its way. */
    static final long WINDOW_MILLIS = 5_000;

    private static final ErrorTable ERRORS = new ErrorTable(
            List.of(
                    Row.code("-1000", UNKNOWN, ErrorKind.UNCLEAR),
                    Row.code("-1001", UNKNOWN, ErrorKind.UNAVAILABLE),
                    Row.code("-1002", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("-1003", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.code("-1006", UNKNOWN, ErrorKind.UNCLEAR),
                    Row.code("-1007", UNKNOWN, ErrorKind.UNCLEAR),
                    Row.code("-1008", UNKNOWN, ErrorKind.UNAVAILABLE),
                    Row.code("-1013", "NOTIONAL", NOT_ACCEPTED, ErrorKind.MIN_NOTIONAL),
                    Row.code("-1013", "PRICE_FILTER", NOT_ACCEPTED, ErrorKind.OFF_GRID),
                    Row.code("-1013", "LOT_SIZE", NOT_ACCEPTED, ErrorKind.OFF_GRID),
                    Row.code("-1013", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                    Row.code("-1015", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.code("-1016", NOT_ACCEPTED, ErrorKind.UNAVAILABLE),
                    Row.code("-1021", NOT_ACCEPTED, ErrorKind.CLOCK_SKEW),
                    Row.code("-1022", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("-1100", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                    Row.code("-1102", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                    Row.code("-1106", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                    Row.code("-1111", NOT_ACCEPTED, ErrorKind.OFF_GRID),
                    Row.code("-1116", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                    Row.code("-1121", NOT_ACCEPTED, ErrorKind.UNKNOWN_INSTRUMENT),
                    Row.code("-2010", "insufficient balance", NOT_ACCEPTED, ErrorKind.INSUFFICIENT_BALANCE),
                    Row.code("-2010", "Duplicate order", ACCEPTED, ErrorKind.DUPLICATE_ORDER),
                    Row.code("-2010", "immediately match and take", NOT_ACCEPTED, ErrorKind.POST_ONLY),
                    Row.code("-2010", "would trigger immediately", NOT_ACCEPTED, ErrorKind.STOP_PASSED),
                    Row.code("-2010", "relationship of the prices", NOT_ACCEPTED, ErrorKind.PAIR_PASSED),
                    Row.code("-2010", "Market is closed", NOT_ACCEPTED, ErrorKind.MARKET_CLOSED),
                    Row.code("-2010", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                    Row.code("-2011", NOT_ACCEPTED, ErrorKind.UNKNOWN_ORDER),
                    Row.code("-2013", NOT_ACCEPTED, ErrorKind.UNKNOWN_ORDER),
                    Row.code("-2014", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("-2015", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("-2021", UNKNOWN, ErrorKind.UNCLEAR),
                    Row.status(403, 403, NOT_ACCEPTED, ErrorKind.UNAVAILABLE),
                    Row.status(418, 418, NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.status(429, 429, NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.status(500, 599, UNKNOWN, ErrorKind.UNAVAILABLE)),
            body -> new ErrorTable.Words(
                    body.path("code").asText(""), body.path("msg").asText("")));

    @Override
    String id() {
        return "binance";
    }

    @Override
    String description() {
        return "Binance spot; pairs and stops rest at the venue, trailing stops are replaced at each close, fills by a stream, and by polling while it is down";
    }

    @Override
    Capabilities capabilities() {
        return Capabilities.of(EnumSet.of(
                Capability.MARKET_ORDER,
                Capability.LIMIT_ORDER,
                Capability.STOP_ORDER,
                Capability.STOP_LIMIT_ORDER,
                Capability.ONE_CANCELS_OTHER,
                Capability.REPLACE_ORDER,
                Capability.IMMEDIATE_OR_CANCEL,
                Capability.FILL_OR_KILL,
                Capability.POST_ONLY,
                Capability.CLIENT_ORDER_ID,
                Capability.EXECUTION_STREAM,
                Capability.MARKET_DATA_STREAM,
                Capability.HISTORY));
    }

    @Override
    ErrorTable errors() {
        return ERRORS;
    }

    @Override
    boolean hasSandbox() {
        return true;
    }

    @Override
    Duration settleTime() {
        return Duration.ofMillis(3 * WINDOW_MILLIS);
    }

    @Override
    Duration pollInterval() {
        return Duration.ofSeconds(1);
    }

    @Override
    boolean answersFills() {
        return true;
    }

    @Override
    int clientIdLength() {
        return 36;
    }

    @Override
    List<RateBudget.Limit> limits() {
        return List.of(
                new RateBudget.Limit("REQUEST_WEIGHT", 6_000, Duration.ofMinutes(1), false),
                new RateBudget.Limit("ORDERS", 50, Duration.ofSeconds(10), true));
    }

    @Override
    int weight(Request request) {
        return switch (request) {
            case PLACE, CANCEL, TIME -> 1;
            case QUERY -> 4;
            case OPEN_ORDERS -> 6;
            case ALL_OPEN_ORDERS -> 80;
            case RECENT_ORDERS, FILLS, BALANCES, INSTRUMENTS -> 20;
            case TICKER, BARS, STREAM -> 2;
        };
    }

    @Override
    @Nullable
    String objection(ApprovedOrder.Single order, VenueInstrument instrument) {
        String type = BinanceWords.type(order, order.type());
        if (!instrument.orderTypes().isEmpty() && !instrument.orderTypes().contains(type)) {
            return "Binance takes no " + type + " order of " + instrument.instrument() + ", only "
                    + String.join(
                            ", ", instrument.orderTypes().stream().sorted().toList());
        }
        return null;
    }

    @Override
    Venue open(Access access) {
        return new BinanceVenue(access);
    }
}
