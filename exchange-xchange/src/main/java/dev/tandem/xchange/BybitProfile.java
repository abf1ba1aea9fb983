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
import java.util.Set;
import java.util.stream.Stream;
import org.knowm.xchange.bybit.service.BybitException;

/**
 * Bybit, spot: prices, bars and their stream. XChange's module cannot cancel an order by its id and tells neither open orders
 * nor fills, so an order that was sent could not be looked after: none is sent.
 *
 * <ul>
 *   <li>An error is a 200 with {@code {"retCode":10001,"retMsg":"params error: …","result":{},"time":…}}; 0 is none.
 *   <li>The candle in progress comes with those that are complete, and the latest comes first.
 *   <li>600 requests in 5 seconds per address; more is a 403 "access too frequent" for ten minutes.
 *   <li>The sandbox is {@code api-testnet.bybit.com}, which XChange sets.
 * </ul>
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/error">Bybit: Error Codes</a>
 */
final class BybitProfile extends GenericProfile {
    private static final ErrorTable ERRORS = ErrorTable.of(
            Stream.concat(
                            Stream.of(
                                    Row.code("10000", UNKNOWN, ErrorKind.UNAVAILABLE),
                                    Row.code("10001", "symbol", NOT_ACCEPTED, ErrorKind.UNKNOWN_INSTRUMENT),
                                    Row.code("10001", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                                    Row.code("10002", NOT_ACCEPTED, ErrorKind.CLOCK_SKEW),
                                    Row.code("10003", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.code("10004", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.code("10005", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.code("10006", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                                    Row.code("10010", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.code("10016", UNKNOWN, ErrorKind.UNCLEAR),
                                    Row.code("10018", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                                    Row.status(403, 403, NOT_ACCEPTED, ErrorKind.RATE_LIMITED)),
                            XCHANGE.stream())
                    .toList(),
            BybitProfile::words,
            BybitProfile::words);

    BybitProfile(List<String> missing) {
        super("bybit", missing);
    }

    private static ErrorTable.Words words(JsonNode body) {
        return new ErrorTable.Words(
                body.path("retCode").asText(""), body.path("retMsg").asText(""));
    }

    private static ErrorTable.Words words(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BybitException bybit) {
                return new ErrorTable.Words(Integer.toString(bybit.getRetCode()), String.valueOf(bybit.getRetMsg()));
            }
        }
        return new ErrorTable.Words("", ErrorTable.words(failure));
    }

    @Override
    String description() {
        return canTrade() ? super.description() : noTrading() + "; bars by a stream, and by polling while it is down";
    }

    @Override
    Capabilities capabilities() {
        EnumSet<Capability> all = EnumSet.of(Capability.HISTORY, Capability.MARKET_DATA_STREAM);
        all.addAll(canTrade() ? Set.of(Capability.LIMIT_ORDER) : Set.of());
        return Capabilities.of(all);
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
    List<RateBudget.Limit> limits() {
        return List.of(new RateBudget.Limit("requests", 600, Duration.ofSeconds(5), false));
    }

    @Override
    Venue open(Access access) {
        return new BybitVenue(access);
    }
}
