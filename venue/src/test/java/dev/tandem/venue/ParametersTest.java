package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms as clients get them wrong, and Binance's words for it. */
class ParametersTest {
    private static final RestClient CLIENT = new RestClient();
    private static final String LIMIT = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=60000";

    @AfterAll
    static void stop() {
        CLIENT.close();
    }

    private static String error(int code, String message) {
        return "400 {\"code\":" + code + ",\"msg\":\"" + message + "\"}";
    }

    @Test
    void anOrderOfEachTypeIsAccepted() throws Exception {
        for (String form : new String[] {
            LIMIT,
            LIMIT
                    + "&newClientOrderId=my-id_1.2:3/4&newOrderRespType=FULL&recvWindow=10000&selfTradePreventionMode=NONE",
            "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.001",
            "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=100",
            "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.001&stopPrice=50000",
            "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.001&trailingDelta=100",
            "symbol=BTCUSDT&side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.001&price=49000&stopPrice=50000",
            "symbol=BTCUSDT&side=SELL&type=TAKE_PROFIT&quantity=0.001&stopPrice=70000&trailingDelta=2000",
            "symbol=BTCUSDT&side=SELL&type=TAKE_PROFIT_LIMIT&timeInForce=IOC&quantity=0.001&price=70000&stopPrice=70000",
            "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.001&price=59999.99",
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=FOK&quantity=0.00100000&price=60000.00000000&icebergQty=0",
        }) {
            assertThat(CLIENT.test(form)).as(form).isEqualTo("200 {}");
        }
    }

    @ParameterizedTest(name = "without {0}")
    @CsvSource({"symbol", "side", "type", "timeInForce", "quantity", "price"})
    void aLimitOrderNeedsEachOfItsParameters(String name) throws Exception {
        String without = LIMIT.replaceAll("(^|&)" + name + "=[^&]*", "").replaceAll("^&", "");
        assertThat(CLIENT.test(without))
                .isEqualTo(
                        error(-1102, "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed."));
        String empty = LIMIT.replaceAll(name + "=[^&]*", name + "=");
        assertThat(CLIENT.test(empty)).isEqualTo(error(-1105, "Parameter '" + name + "' was empty."));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "&colour=red | -1104 | Not all sent parameters were read; read '8' parameter(s) but was sent '9'.",
                "&side=BUY | -1101 | Duplicate values for a parameter detected.",
                "&stopPrice=1 | -1106 | Parameter 'stopPrice' sent when not required.",
                "&trailingDelta=10 | -1106 | Parameter 'trailingDelta' sent when not required.",
                "&quoteOrderQty=1 | -1106 | Parameter 'quoteOrderQty' sent when not required.",
                "&icebergQty=0.0001 | -2010 | Iceberg orders are not supported for this symbol.",
                "&newClientOrderId=a%20b | -1100 | Illegal characters found in parameter 'newClientOrderId'; legal range is '^[\\\\.A-Z\\\\:/a-z0-9_-]{1,36}$'.",
                "&newClientOrderId=1234567890123456789012345678901234567 | -1100 | Illegal characters found in parameter 'newClientOrderId'; legal range is '^[\\\\.A-Z\\\\:/a-z0-9_-]{1,36}$'.",
                "&newOrderRespType=ALL | -1130 | Data sent for parameter 'newOrderRespType' is not valid.",
                "&x=%zz | -1100 | Illegal characters found in a parameter.",
                "&x=%c3%28 | -1100 | Illegal characters found in a parameter.",
                "&strategyId=9999999999999999999 | -1108 | Parameter 'strategyId' overflowed.",
            })
    void whatDoesNotBelongOnALimitOrderIsRefused(String more, int code, String message) throws Exception {
        assertThat(CLIENT.test(LIMIT + more)).isEqualTo(error(code, message));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "symbol=btcusdt | symbol=BTCUSDT | -1100 | Illegal characters found in parameter 'symbol'; legal range is '^[A-Z0-9-_.]{1,20}$'.",
                "symbol=BTCEUR | symbol=BTCUSDT | -1121 | Invalid symbol.",
                "side=buy | side=BUY | -1117 | Invalid side.",
                "type=ICEBERG | type=LIMIT | -1116 | Invalid orderType.",
                "timeInForce=GTX | timeInForce=GTC | -1115 | Invalid timeInForce.",
                "quantity=-1 | quantity=0.001 | -1100 | Illegal characters found in parameter 'quantity'; legal range is '^([0-9]{1,20})(\\\\.[0-9]{1,20})?$'.",
                "quantity=1e-3 | quantity=0.001 | -1100 | Illegal characters found in parameter 'quantity'; legal range is '^([0-9]{1,20})(\\\\.[0-9]{1,20})?$'.",
                "quantity=NaN | quantity=0.001 | -1100 | Illegal characters found in parameter 'quantity'; legal range is '^([0-9]{1,20})(\\\\.[0-9]{1,20})?$'.",
                "quantity=0 | quantity=0.001 | -1013 | Invalid quantity.",
                "price=0.00 | price=60000 | -1013 | Invalid price.",
                "price=60000.000000001 | price=60000 | -1111 | Parameter 'price' has too much precision.",
                "quantity=0.0010000001 | quantity=0.001 | -1111 | Parameter 'quantity' has too much precision.",
                "price=60000.001 | price=60000 | -1013 | Filter failure: PRICE_FILTER",
                "price=1000000.01 | price=60000 | -1013 | Filter failure: PRICE_FILTER",
                "quantity=0.001001 | quantity=0.001 | -1013 | Filter failure: LOT_SIZE",
                "quantity=9000.00001 | quantity=0.001 | -1013 | Filter failure: LOT_SIZE",
                "quantity=0.00008 | quantity=0.001 | -1013 | Filter failure: NOTIONAL",
                "quantity=200 | quantity=0.001 | -1013 | Filter failure: NOTIONAL",
                "price=300000.01 | price=60000 | -1013 | Filter failure: PERCENT_PRICE_BY_SIDE",
                "price=11999.99 | price=60000 | -1013 | Filter failure: PERCENT_PRICE_BY_SIDE",
            })
    void aWrongValueHasItsError(String wrong, String right, int code, String message) throws Exception {
        assertThat(CLIENT.test(LIMIT.replace(right, wrong))).isEqualTo(error(code, message));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "type=MARKET | -1102 | Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!",
                "type=MARKET&quantity=1&quoteOrderQty=1 | -1128 | Combination of optional parameters invalid.",
                "type=MARKET&quantity=1&price=1 | -1106 | Parameter 'price' sent when not required.",
                "type=MARKET&quantity=1&timeInForce=GTC | -1106 | Parameter 'timeInForce' sent when not required.",
                "type=MARKET&quantity=0.00008 | -1013 | Filter failure: NOTIONAL",
                "type=MARKET&quoteOrderQty=4.99 | -1013 | Filter failure: NOTIONAL",
                "type=LIMIT_MAKER&quantity=1&price=60000&timeInForce=GTC | -1106 | Parameter 'timeInForce' sent when not required.",
                "type=STOP_LOSS&quantity=1 | -1102 | Param 'stopPrice' or 'trailingDelta' must be sent, but both were empty/null!",
                "type=STOP_LOSS&quantity=1&stopPrice=50000.005 | -1013 | Filter failure: PRICE_FILTER",
                "type=STOP_LOSS&quantity=1&stopPrice=0 | -1013 | Filter failure: PRICE_FILTER",
                "type=STOP_LOSS&quantity=1&trailingDelta=9 | -1013 | Filter failure: TRAILING_DELTA",
                "type=STOP_LOSS&quantity=1&trailingDelta=2001 | -1013 | Filter failure: TRAILING_DELTA",
                "type=STOP_LOSS&quantity=1&trailingDelta=0 | -1013 | Filter failure: TRAILING_DELTA",
            })
    void eachTypeHasItsOwnNeeds(String form, int code, String message) throws Exception {
        assertThat(CLIENT.test("symbol=BTCUSDT&side=SELL&" + form)).isEqualTo(error(code, message));
    }

    @Test
    void theLargestMarketOrderIsBoundedByItsQuantityOnly() throws Exception {
        assertThat(CLIENT.test("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=9000"))
                .isEqualTo("200 {}");
    }

    @Test
    void beforeTheFirstTradeAPriceIsFarFromNothing() throws Exception {
        try (RestClient fresh = new RestClient()) {
            fresh.averagePrice = null;
            assertThat(fresh.test(LIMIT.replace("60000", "999999"))).isEqualTo("200 {}");
            assertThat(fresh.test("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.00001"))
                    .isEqualTo("200 {}");
        }
    }

    @Test
    void theQueryWinsOverTheBody() throws Exception {
        String query = "price=60000.001";
        String body = LIMIT + "&timestamp=" + RestClient.NOW.toEpochMilli();
        String signature = RestClient.sign(RestClient.SECRET, query + body);
        assertThat(CLIENT.send("POST", "/api/v3/order/test?" + query, body + "&signature=" + signature, RestClient.KEY)
                        .body())
                .contains("PRICE_FILTER");
    }

    @Test
    void aFloodOfParametersIsRefused() throws Exception {
        StringBuilder form = new StringBuilder("a=1");
        for (int i = 0; i < 5_000; i++) {
            form.append("&p").append(i).append("=1");
        }
        assertThat(CLIENT.test(form.toString())).isEqualTo(error(-1101, "Too many parameters sent for this endpoint."));
    }

    @Test
    void whereTheVenueStandsDoesNotMatter() throws Exception {
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"tr-TR", "ar-EG-u-nu-arab"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(CLIENT.test(LIMIT)).isEqualTo("200 {}");
                assertThat(CLIENT.test(LIMIT.replace("0.001", "%D9%A1")))
                        .as("Arabic digits")
                        .contains("-1100");
                assertThat(CLIENT.get("/api/v3/time").body()).isEqualTo("{\"serverTime\":1499827319559}");
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
