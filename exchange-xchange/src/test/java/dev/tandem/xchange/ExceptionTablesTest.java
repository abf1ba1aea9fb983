package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchange.bitstamp.dto.BitstampException;
import org.knowm.xchange.exceptions.CurrencyPairNotValidException;
import org.knowm.xchange.exceptions.ExchangeException;
import org.knowm.xchange.exceptions.ExchangeSecurityException;
import org.knowm.xchange.exceptions.FrequencyLimitExceededException;
import org.knowm.xchange.exceptions.FundsExceededException;
import org.knowm.xchange.exceptions.InstrumentNotValidException;
import org.knowm.xchange.exceptions.MarketSuspendedException;
import org.knowm.xchange.exceptions.NonceException;
import org.knowm.xchange.exceptions.NotAvailableFromExchangeException;
import org.knowm.xchange.exceptions.NotYetImplementedForExchangeException;
import org.knowm.xchange.exceptions.OrderAmountUnderMinimumException;
import org.knowm.xchange.exceptions.OrderNotValidException;
import org.knowm.xchange.exceptions.RateLimitExceededException;
import org.knowm.xchange.okex.dto.OkexException;

/** The tables of venues that are reached through XChange's own services: what its exceptions mean, row by row. */
class ExceptionTablesTest {
    private record Case(VenueProfile profile, Exception thrown, Outcome outcome, ErrorKind kind, String code) {
        @Override
        public String toString() {
            return profile.id() + " " + thrown + " is " + outcome + ", " + kind.text();
        }
    }

    private static final VenueProfile OKX = new OkxProfile(List.of());
    private static final VenueProfile BITSTAMP = new BitstampProfile(List.of());
    private static final VenueProfile ANY = new GenericProfile("any", List.of());

    private static Case okx(int code, String message, Outcome outcome, ErrorKind kind) {
        return new Case(OKX, new OkexException(message, code), outcome, kind, Integer.toString(code));
    }

    private static Case bitstamp(String words, Outcome outcome, ErrorKind kind) {
        return new Case(
                BITSTAMP,
                new ExchangeException(new BitstampException(null, Map.of("__all__", List.of(words)))),
                outcome,
                kind,
                "");
    }

    private static Case any(Exception thrown, Outcome outcome, ErrorKind kind) {
        return new Case(ANY, thrown, outcome, kind, "");
    }

    static Stream<Case> cases() {
        Outcome no = Outcome.NOT_ACCEPTED;
        Outcome unknown = Outcome.UNKNOWN;
        return Stream.of(
                okx(50001, "Service temporarily unavailable", unknown, ErrorKind.UNAVAILABLE),
                okx(50004, "Endpoint request timeout", unknown, ErrorKind.UNCLEAR),
                okx(50011, "Too Many Requests", no, ErrorKind.RATE_LIMITED),
                okx(50013, "System is busy, please try again later", unknown, ErrorKind.UNAVAILABLE),
                okx(50026, "System error, please try again later", unknown, ErrorKind.UNAVAILABLE),
                okx(50061, "Order rate limit reached", no, ErrorKind.RATE_LIMITED),
                okx(50102, "Timestamp request expired", no, ErrorKind.CLOCK_SKEW),
                okx(50105, "Request header OK-ACCESS-PASSPHRASE incorrect", no, ErrorKind.BAD_CREDENTIALS),
                okx(50111, "Invalid OK-ACCESS-KEY", no, ErrorKind.BAD_CREDENTIALS),
                okx(50113, "Invalid signature", no, ErrorKind.BAD_CREDENTIALS),
                okx(51000, "Parameter sz error", no, ErrorKind.INVALID_ORDER),
                okx(51001, "Instrument ID does not exist", no, ErrorKind.UNKNOWN_INSTRUMENT),
                okx(51008, "Order placement failed due to insufficient balance", no, ErrorKind.INSUFFICIENT_BALANCE),
                okx(51016, "Duplicated client order ID", Outcome.ACCEPTED, ErrorKind.DUPLICATE_ORDER),
                okx(51020, "Order amount should be greater than the min available amount", no, ErrorKind.MIN_NOTIONAL),
                okx(51121, "Order quantity must be a multiple of the lot size", no, ErrorKind.OFF_GRID),
                okx(51400, "Cancellation failed as the order does not exist", no, ErrorKind.UNKNOWN_ORDER),
                okx(51603, "Order does not exist", no, ErrorKind.UNKNOWN_ORDER),
                okx(59999, "Something new", unknown, ErrorKind.UNCLEAR),
                bitstamp(
                        "You need 61.00 USD to open that order. You have only 3.00 USD available.",
                        no,
                        ErrorKind.INSUFFICIENT_BALANCE),
                bitstamp("You have only 0.1 BTC available. Check your account.", no, ErrorKind.INSUFFICIENT_BALANCE),
                bitstamp("You can only buy 0.2 BTC. Check your account.", no, ErrorKind.INSUFFICIENT_BALANCE),
                bitstamp("Minimum order size is 10.00 USD.", no, ErrorKind.MIN_NOTIONAL),
                bitstamp("Ensure that there are no more than 8 decimal places.", no, ErrorKind.OFF_GRID),
                bitstamp("Invalid signature", no, ErrorKind.BAD_CREDENTIALS),
                bitstamp("API key not found", no, ErrorKind.BAD_CREDENTIALS),
                bitstamp("Missing key, signature and nonce parameters", no, ErrorKind.BAD_CREDENTIALS),
                bitstamp("Invalid nonce", no, ErrorKind.NONCE),
                bitstamp("Order not found", no, ErrorKind.UNKNOWN_ORDER),
                bitstamp("Request rate limit exceeded.", no, ErrorKind.RATE_LIMITED),
                bitstamp("Internal server error", unknown, ErrorKind.UNCLEAR),
                bitstamp("Something new", unknown, ErrorKind.UNCLEAR),
                any(new FundsExceededException("no money"), no, ErrorKind.INSUFFICIENT_BALANCE),
                any(new OrderAmountUnderMinimumException("too small"), no, ErrorKind.MIN_NOTIONAL),
                any(new OrderNotValidException("off"), no, ErrorKind.INVALID_ORDER),
                any(new CurrencyPairNotValidException("what"), no, ErrorKind.UNKNOWN_INSTRUMENT),
                any(new InstrumentNotValidException("what"), no, ErrorKind.UNKNOWN_INSTRUMENT),
                any(new ExchangeSecurityException("key"), no, ErrorKind.BAD_CREDENTIALS),
                any(new NonceException("nonce"), no, ErrorKind.NONCE),
                any(new RateLimitExceededException("slow"), no, ErrorKind.RATE_LIMITED),
                any(new FrequencyLimitExceededException("slow"), no, ErrorKind.RATE_LIMITED),
                any(new MarketSuspendedException("closed"), no, ErrorKind.MARKET_CLOSED),
                any(new NotAvailableFromExchangeException("x"), no, ErrorKind.INVALID_ORDER),
                any(new NotYetImplementedForExchangeException("x"), no, ErrorKind.INVALID_ORDER),
                any(new ExchangeException("may be anything"), unknown, ErrorKind.UNCLEAR),
                any(new IOException("reset"), unknown, ErrorKind.UNCLEAR));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anExceptionDecidesWhatBecomesOfTheOrder(Case error) {
        VenueError classified = error.profile.errors().classify(error.thrown);

        assertThat(classified.outcome()).isEqualTo(error.outcome);
        assertThat(classified.kind()).isEqualTo(error.kind);
        assertThat(classified.code()).isEqualTo(error.code);
    }

    @Test
    void noRowOfAVenuesOwnIsWithoutItsCase() {
        for (VenueProfile profile : List.of(OKX, BITSTAMP)) {
            List<ErrorTable.Row> own = profile.errors().rows().stream()
                    .filter(row -> !GenericProfile.XCHANGE.contains(row))
                    .toList();
            Set<ErrorTable.Row> met = new HashSet<>();
            cases().filter(error -> error.profile.equals(profile)).forEach(error -> {
                VenueError classified = profile.errors().classify(error.thrown);
                own.stream()
                        .filter(row -> row.code().isEmpty()
                                ? classified
                                        .message()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains(row.words())
                                : row.code().equals(classified.code()))
                        .findFirst()
                        .ifPresent(met::add);
            });
            assertThat(own).isNotEmpty().allSatisfy(row -> assertThat(met).contains(row));
        }
    }
}
