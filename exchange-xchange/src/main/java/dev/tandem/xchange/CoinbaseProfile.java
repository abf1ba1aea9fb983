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
 * Coinbase Advanced Trade, spot: prices, bars and a stream of trades, asked for at its own addresses. XChange's module speaks an
 * interface that Coinbase has taken away and has no orders with a limit, so none is sent.
 *
 * <ul>
 *   <li>What everybody may see needs no key: {@code /api/v3/brokerage/market/products}, {@code …/candles}, {@code …/ticker}.
 *   <li>An error is {@code {"error":"NOT_FOUND","error_details":"valid product_id is required","message":"valid product_id is
 *       required"}} with a status that fits.
 *   <li>Where nobody trades there is no candle. The latest comes first, with the one in progress; 350 at most.
 *   <li>10 public requests per second and address.
 * </ul>
 *
 * @see <a href="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/rest-api">Coinbase: Advanced Trade REST API</a>
 */
final class CoinbaseProfile extends GenericProfile {
    private static final ErrorTable ERRORS = new ErrorTable(
            List.of(
                    Row.code("NOT_FOUND", NOT_ACCEPTED, ErrorKind.UNKNOWN_INSTRUMENT),
                    Row.code("INVALID_ARGUMENT", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                    Row.code("PERMISSION_DENIED", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("UNAUTHENTICATED", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.code("RESOURCE_EXHAUSTED", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.code("INTERNAL", UNKNOWN, ErrorKind.UNCLEAR),
                    Row.code("UNAVAILABLE", UNKNOWN, ErrorKind.UNAVAILABLE),
                    Row.status(401, 401, NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                    Row.status(429, 429, NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                    Row.status(500, 599, UNKNOWN, ErrorKind.UNAVAILABLE)),
            CoinbaseProfile::words);

    CoinbaseProfile(List<String> missing) {
        super("coinbase", missing);
    }

    private static ErrorTable.Words words(JsonNode body) {
        return new ErrorTable.Words(
                body.path("error").asText(""),
                body.path("message").asText(body.path("error_details").asText("")));
    }

    @Override
    String description() {
        return noTrading() + "; bars by a stream of trades, and by polling while it is down";
    }

    /** Whatever XChange's module may be able to: it is another interface than this one. */
    @Override
    Capabilities capabilities() {
        return Capabilities.of(EnumSet.of(Capability.HISTORY, Capability.MARKET_DATA_STREAM));
    }

    @Override
    ErrorTable errors() {
        return ERRORS;
    }

    @Override
    List<RateBudget.Limit> limits() {
        return List.of(new RateBudget.Limit("requests", 10, Duration.ofSeconds(1), false));
    }

    @Override
    Venue open(Access access) {
        return new CoinbaseVenue(access);
    }
}
