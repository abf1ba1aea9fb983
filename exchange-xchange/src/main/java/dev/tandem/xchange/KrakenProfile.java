package dev.tandem.xchange;

import static dev.tandem.xchange.Outcome.NOT_ACCEPTED;
import static dev.tandem.xchange.Outcome.UNKNOWN;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.xchange.ErrorTable.Row;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * Kraken, spot.
 *
 * <ul>
 *   <li>Client order ids go out as {@code cl_ord_id} (18 characters of free text) and come back in open and closed orders.
 *   <li>An error is a 200 with {@code {"error":["EOrder:Insufficient funds"]}}: what stands before the colon is the code.
 *   <li>{@code EService:} says nothing about the order, except that the market takes none at the moment.
 *   <li>Each request carries a nonce that must be larger than the last one that arrived: one at a time per key.
 *   <li>Stops rest at the venue; there are no pairs: the target of a bracket is held here ({@link HeldTargets}).
 *   <li>{@code XXBT} and {@code XBT} are BTC, {@code XDG} is DOGE, {@code ZUSD} is USD.
 *   <li>What is free is not told with the balance: it is the balance less what open orders hold.
 *   <li>The fee is told in the quote asset. There is no sandbox for spot.
 * </ul>
 */
final class KrakenProfile extends VenueProfile {
    private static final ErrorTable ERRORS = new ErrorTable(
            List.of(
                    Row.code("EOrder", "Insufficient funds", NOT_ACCEPTED, ErrorKind.INSUFFICIENT_BALANCE),
                    Row.code("EOrder", "Insufficient initial margin", NOT_ACCEPTED, ErrorKind.INSUFFICIENT_BALANCE),
                    Row.code("EOrder", "Rate limit exceeded", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.code("EOrder", "Orders limit exceeded", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.code("EOrder", "Order minimum not met", NOT_ACCEPTED, ErrorKind.MIN_NOTIONAL),
                    Row.code("EOrder", "Cost minimum not met", NOT_ACCEPTED, ErrorKind.MIN_NOTIONAL),
                    Row.code("EOrder", "Tick size check failed", NOT_ACCEPTED, ErrorKind.OFF_GRID),
                    Row.code("EOrder", "Invalid price", NOT_ACCEPTED, ErrorKind.OFF_GRID),
                    Row.code("EOrder", "Post only order", NOT_ACCEPTED, ErrorKind.POST_ONLY),
                    Row.code("EOrder", "Trading agreement required", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("EOrder", "Unknown order", NOT_ACCEPTED, ErrorKind.UNKNOWN_ORDER),
                    Row.code("EAPI", "Invalid nonce", NOT_ACCEPTED, ErrorKind.NONCE),
                    Row.code("EAPI", "Invalid key", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("EAPI", "Invalid signature", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("EAPI", "Rate limit exceeded", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.code("EGeneral", "Permission denied", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("EGeneral", "Too many requests", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.code("EGeneral", "Temporary lockout", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.code("EGeneral", "Invalid arguments", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                    Row.code("EGeneral", "Internal error", UNKNOWN, ErrorKind.UNCLEAR),
                    Row.code("EQuery", "Unknown asset pair", NOT_ACCEPTED, ErrorKind.UNKNOWN_INSTRUMENT),
                    Row.code("EService", "Market in", NOT_ACCEPTED, ErrorKind.MARKET_CLOSED),
                    Row.code("EService", "Unavailable", UNKNOWN, ErrorKind.UNAVAILABLE),
                    Row.code("EService", "Busy", UNKNOWN, ErrorKind.UNAVAILABLE),
                    Row.code("EService", "Timeout", UNKNOWN, ErrorKind.UNCLEAR),
                    Row.status(429, 429, NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.status(500, 599, UNKNOWN, ErrorKind.UNAVAILABLE)),
            KrakenProfile::words);

    private static ErrorTable.Words words(JsonNode body) {
        String error = body.path("error").path(0).asText("");
        int colon = error.indexOf(':');
        return colon < 0
                ? new ErrorTable.Words("", error.isEmpty() ? body.toString() : error)
                : new ErrorTable.Words(error.substring(0, colon), error.substring(colon + 1));
    }

    @Override
    String id() {
        return "kraken";
    }

    @Override
    String description() {
        return "Kraken spot; stops rest at the venue, targets of pairs are held here and sent when the market is there,"
                + " trailing stops are replaced at each close, fills by polling";
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
                Capability.GOOD_TILL_DATE,
                Capability.POST_ONLY,
                Capability.CLIENT_ORDER_ID,
                Capability.MARKET_DATA_STREAM,
                Capability.HISTORY));
    }

    @Override
    ErrorTable errors() {
        return ERRORS;
    }

    @Override
    int clientIdLength() {
        return 18;
    }

    @Override
    Duration pollInterval() {
        return Duration.ofSeconds(5);
    }

    /** Kraken counts up and forgets a third of a point each second: 15 points are 45 seconds. */
    @Override
    List<RateBudget.Limit> limits() {
        return List.of(
                new RateBudget.Limit("calls", 30, Duration.ofSeconds(45), false),
                new RateBudget.Limit("orders", 60, Duration.ofSeconds(30), true));
    }

    @Override
    int weight(Request request) {
        return switch (request) {
            case PLACE, CANCEL, TICKER, TIME, INSTRUMENTS, BARS, STREAM -> 0;
            case QUERY, OPEN_ORDERS, ALL_OPEN_ORDERS -> 1;
            case RECENT_ORDERS, FILLS, BALANCES -> 2;
        };
    }

    @Override
    Venue open(Access access) {
        return new KrakenVenue(access);
    }
}
