package dev.tandem.xchange;

import static dev.tandem.xchange.Outcome.ACCEPTED;
import static dev.tandem.xchange.Outcome.NOT_ACCEPTED;
import static dev.tandem.xchange.Outcome.UNKNOWN;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.xchange.ErrorTable.Row;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchange.okex.dto.OkexException;

/**
 * OKX, which XChange calls okex, through XChange's own services.
 *
 * <ul>
 *   <li>XChange tells fills order by order, and only when the order is over: a partial fill shows late.
 *   <li>The code of an error is in the exception, and nowhere in its message.
 *   <li>Keys have a passphrase (setting {@code passphrase}). The sandbox is a header, which XChange sets.
 *   <li>A market order's {@code sz} is an amount of the quote asset when it buys, unless {@code tgtCcy} says otherwise, which XChange's
 *       {@code OkexOrderRequest} does not have; and one that is asked for has {@code "px":""}, on which XChange stumbles. So there are
 *       no market orders here: they would buy another quantity than was asked for.
 *   <li>A fee that was charged is negative: {@code "fee":"-0.0482"}.
 *   <li>Balances are of the trading account; what is in the funding account has to be moved first.
 *   <li>60 orders in 2 seconds.
 * </ul>
 */
final class OkxProfile extends GenericProfile {
    private static final ErrorTable ERRORS = ErrorTable.of(
            Stream.concat(
                            Stream.of(
                                    Row.code("50001", UNKNOWN, ErrorKind.UNAVAILABLE),
                                    Row.code("50004", UNKNOWN, ErrorKind.UNCLEAR),
                                    Row.code("50011", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                                    Row.code("50013", UNKNOWN, ErrorKind.UNAVAILABLE),
                                    Row.code("50026", UNKNOWN, ErrorKind.UNAVAILABLE),
                                    Row.code("50061", NOT_ACCEPTED, ErrorKind.RATE_LIMITED),
                                    Row.code("50102", NOT_ACCEPTED, ErrorKind.CLOCK_SKEW),
                                    Row.code("50105", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.code("50111", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.code("50113", NOT_ACCEPTED, ErrorKind.BAD_CREDENTIALS),
                                    Row.code("51000", NOT_ACCEPTED, ErrorKind.INVALID_ORDER),
                                    Row.code("51001", NOT_ACCEPTED, ErrorKind.UNKNOWN_INSTRUMENT),
                                    Row.code("51008", NOT_ACCEPTED, ErrorKind.INSUFFICIENT_BALANCE),
                                    Row.code("51016", ACCEPTED, ErrorKind.DUPLICATE_ORDER),
                                    Row.code("51020", NOT_ACCEPTED, ErrorKind.MIN_NOTIONAL),
                                    Row.code("51121", NOT_ACCEPTED, ErrorKind.OFF_GRID),
                                    Row.code("51400", NOT_ACCEPTED, ErrorKind.UNKNOWN_ORDER),
                                    Row.code("51603", NOT_ACCEPTED, ErrorKind.UNKNOWN_ORDER)),
                            XCHANGE.stream())
                    .toList(),
            body -> new ErrorTable.Words(
                    body.path("code").asText(""), body.path("msg").asText("")),
            OkxProfile::words);

    OkxProfile(List<String> missing) {
        super("okex", missing);
    }

    /** {@code toString} is the only place where XChange's exception shows its code: {@code 51008:Insufficient balance}. */
    private static ErrorTable.Words words(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof OkexException okx) {
                String text = okx.toString();
                int colon = text.indexOf(':');
                return new ErrorTable.Words(text.substring(0, colon), text.substring(colon + 1));
            }
        }
        return new ErrorTable.Words("", ErrorTable.words(failure));
    }

    @Override
    String description() {
        return canTrade()
                ? "OKX through XChange: limit orders, fills by polling and only once an order is over; bars by a stream"
                : noTrading();
    }

    @Override
    Capabilities capabilities() {
        EnumSet<Capability> all = EnumSet.of(Capability.HISTORY, Capability.MARKET_DATA_STREAM);
        all.addAll(super.capabilities().asSet());
        return Capabilities.of(all);
    }

    @Override
    Venue open(Access access) {
        return new OkxVenue(access);
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
        return List.of(
                new RateBudget.Limit("orders", 60, Duration.ofSeconds(2), true),
                new RateBudget.Limit("requests", 20, Duration.ofSeconds(2), false));
    }
}
