package dev.tandem.venue;

import dev.tandem.web.Response;
import java.nio.charset.StandardCharsets;

/**
 * What Binance says when it refuses: its own codes and texts, word for word, because clients match on both.
 *
 * @param status of HTTP
 * @param code Binance's, negative
 * @param message Binance's; may carry the name of a parameter that Binance defines, never a value that was sent
 */
record BinanceError(int status, int code, String message) {
    // 10xx: the server and the network

    static final BinanceError UNKNOWN =
            new BinanceError(400, -1000, "An unknown error occurred while processing the request.");
    static final BinanceError DISCONNECTED =
            new BinanceError(500, -1001, "Internal error; unable to process your request. Please try again.");
    static final BinanceError TIMEOUT = new BinanceError(
            504,
            -1007,
            "Timeout waiting for response from backend server. Send status unknown; execution status unknown.");
    static final BinanceError SERVER_BUSY = new BinanceError(
            503, -1008, "Server is currently overloaded with other requests. Please try again in a few minutes.");
    static final BinanceError SHUTTING_DOWN = new BinanceError(503, -1016, "This service is no longer available.");
    static final BinanceError UNSUPPORTED_OPERATION = badRequest(-1020, "This operation is not supported.");
    static final BinanceError TIMESTAMP_OLD =
            badRequest(-1021, "Timestamp for this request is outside of the recvWindow.");
    static final BinanceError TIMESTAMP_AHEAD =
            badRequest(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    static final BinanceError BAD_SIGNATURE = badRequest(-1022, "Signature for this request is not valid.");

    // 11xx: the request

    static final BinanceError ILLEGAL_CHARACTERS = badRequest(-1100, "Illegal characters found in a parameter.");
    static final BinanceError TOO_MANY_PARAMETERS = badRequest(-1101, "Too many parameters sent for this endpoint.");
    static final BinanceError DUPLICATE_VALUES = badRequest(-1101, "Duplicate values for a parameter detected.");
    static final BinanceError INVALID_TIME_IN_FORCE = badRequest(-1115, "Invalid timeInForce.");
    static final BinanceError INVALID_ORDER_TYPE = badRequest(-1116, "Invalid orderType.");
    static final BinanceError INVALID_SIDE = badRequest(-1117, "Invalid side.");
    static final BinanceError INVALID_INTERVAL = badRequest(-1120, "Invalid interval.");
    static final BinanceError INVALID_SYMBOL = badRequest(-1121, "Invalid symbol.");
    static final BinanceError BAD_COMBINATION = badRequest(-1128, "Combination of optional parameters invalid.");
    static final BinanceError RECEIVE_WINDOW_TOO_LONG = badRequest(-1131, "recvWindow must be less than 60000");
    static final BinanceError INVALID_CANCEL_RESTRICTIONS =
            badRequest(-1145, "`cancelRestrictions` has to be either `ONLY_NEW` or `ONLY_PARTIALLY_FILLED`.");
    static final BinanceError INVALID_QUANTITY = badRequest(-1013, "Invalid quantity.");
    static final BinanceError INVALID_PRICE = badRequest(-1013, "Invalid price.");

    // 20xx: the order, the key

    static final BinanceError DUPLICATE_ORDER = rejected("Duplicate order sent.");
    static final BinanceError INSUFFICIENT_BALANCE = rejected("Account has insufficient balance for requested action.");
    static final BinanceError WOULD_TAKE = rejected("Order would immediately match and take.");
    static final BinanceError WOULD_TRIGGER = rejected("Stop price would trigger immediately.");
    static final BinanceError PRICES_OUT_OF_ORDER =
            rejected("The relationship of the prices for the orders is not correct.");
    static final BinanceError NO_ICEBERGS = rejected("Iceberg orders are not supported for this symbol.");
    static final BinanceError NO_LIQUIDITY = rejected("Order book liquidity is less than symbol minimum quantity.");
    static final BinanceError UNKNOWN_ORDER = badRequest(-2011, "Unknown order sent.");
    static final BinanceError NO_SUCH_ORDER = badRequest(-2013, "Order does not exist.");
    static final BinanceError KEY_FORMAT = new BinanceError(401, -2014, "API-key format invalid.");
    static final BinanceError UNKNOWN_KEY =
            new BinanceError(401, -2015, "Invalid API-key, IP, or permissions for action.");

    static BinanceError tooMuchWeight(int limit) {
        return new BinanceError(
                429,
                -1003,
                "Too much request weight used; current limit is " + limit + " request weight per 1 MINUTE."
                        + " Please use WebSocket Streams for live updates to avoid polling the API.");
    }

    static BinanceError banned(long untilMillis) {
        return new BinanceError(
                418,
                -1003,
                "Way too much request weight used; IP banned until " + untilMillis
                        + ". Please use WebSocket Streams for live updates to avoid bans.");
    }

    static BinanceError tooManyOrders(int limit, String interval) {
        return new BinanceError(
                429, -1015, "Too many new orders; current limit is " + limit + " orders per " + interval + ".");
    }

    static BinanceError illegal(String parameter, String range) {
        return badRequest(
                -1100, "Illegal characters found in parameter '" + parameter + "'; legal range is '" + range + "'.");
    }

    static BinanceError tooMany(int expected, int received) {
        return badRequest(-1101, "Too many parameters; expected '" + expected + "' and received '" + received + "'.");
    }

    static BinanceError missing(String parameter) {
        return badRequest(-1102, "Mandatory parameter '" + parameter + "' was not sent, was empty/null, or malformed.");
    }

    static BinanceError missing(String one, String other) {
        return badRequest(-1102, "Param '" + one + "' or '" + other + "' must be sent, but both were empty/null!");
    }

    static BinanceError unread(int read, int sent) {
        return badRequest(
                -1104,
                "Not all sent parameters were read; read '" + read + "' parameter(s) but was sent '" + sent + "'.");
    }

    static BinanceError empty(String parameter) {
        return badRequest(-1105, "Parameter '" + parameter + "' was empty.");
    }

    static BinanceError notRequired(String parameter) {
        return badRequest(-1106, "Parameter '" + parameter + "' sent when not required.");
    }

    static BinanceError tooPrecise(String parameter) {
        return badRequest(-1111, "Parameter '" + parameter + "' has too much precision.");
    }

    static BinanceError invalid(String parameter) {
        return badRequest(-1130, "Data sent for parameter '" + parameter + "' is not valid.");
    }

    static BinanceError filter(String name) {
        return badRequest(-1013, "Filter failure: " + name);
    }

    static BinanceError rejected(String message) {
        return badRequest(-2010, message);
    }

    private static BinanceError badRequest(int code, String message) {
        return new BinanceError(400, code, message);
    }

    BinanceException exception() {
        return new BinanceException(this);
    }

    /** {@code {"code":-1121,"msg":"Invalid symbol."}}. */
    String toJson() {
        return "{\"code\":" + code + ",\"msg\":\""
                + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    Response toResponse() {
        return Response.of(status, BinanceRest.JSON, toJson().getBytes(StandardCharsets.UTF_8));
    }
}
