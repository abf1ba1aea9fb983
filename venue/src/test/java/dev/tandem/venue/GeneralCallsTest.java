package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GeneralCallsTest {
    private static final RestClient CLIENT = new RestClient();

    @AfterAll
    static void stop() {
        CLIENT.close();
    }

    @Test
    void theVenueAnswersAndTellsItsTime() throws Exception {
        assertThat(CLIENT.get("/api/v3/ping").body()).isEqualTo("{}");
        HttpResponse<String> time = CLIENT.get("/api/v3/time");
        assertThat(time.body()).isEqualTo("{\"serverTime\":1499827319559}");
        assertThat(time.headers().firstValue("content-type")).contains("application/json;charset=UTF-8");
        assertThat(CLIENT.get("/api/v3/time?x=1").body())
                .isEqualTo("{\"code\":-1101,\"msg\":\"Too many parameters; expected '0' and received '1'.\"}");
    }

    @Test
    void exchangeInfoNamesEverySymbolWithItsFilters() throws Exception {
        String info = CLIENT.get("/api/v3/exchangeInfo").body();
        assertThat(info)
                .startsWith("{\"timezone\":\"UTC\",\"serverTime\":1499827319559,\"rateLimits\":["
                        + "{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":6000},"
                        + "{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",\"intervalNum\":10,\"limit\":100},"
                        + "{\"rateLimitType\":\"ORDERS\",\"interval\":\"DAY\",\"intervalNum\":1,\"limit\":200000}],"
                        + "\"exchangeFilters\":[],\"symbols\":[{\"symbol\":\"BTCUSDT\",\"status\":\"TRADING\",\"baseAsset\":\"BTC\","
                        + "\"baseAssetPrecision\":8,\"quoteAsset\":\"USDT\",\"quotePrecision\":8,")
                .contains(
                        "{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"0.01000000\",\"maxPrice\":\"1000000.00000000\",\"tickSize\":\"0.01000000\"}")
                .contains(
                        "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.00001000\",\"maxQty\":\"9000.00000000\",\"stepSize\":\"0.00001000\"}")
                .contains(
                        "{\"filterType\":\"MARKET_LOT_SIZE\",\"minQty\":\"0.00000000\",\"maxQty\":\"9000.00000000\",\"stepSize\":\"0.00000000\"}")
                .contains(
                        "{\"filterType\":\"NOTIONAL\",\"minNotional\":\"5.00000000\",\"applyMinToMarket\":true,\"maxNotional\":\"9000000.00000000\",\"applyMaxToMarket\":false,\"avgPriceMins\":5}")
                .contains("{\"symbol\":\"LTCBTC\"")
                .endsWith("}]}");
    }

    @Test
    void exchangeInfoCanBeAskedForSomeSymbols() throws Exception {
        assertThat(CLIENT.get("/api/v3/exchangeInfo?symbol=LTCBTC").body())
                .contains("\"LTCBTC\"")
                .doesNotContain("\"BTCUSDT\"");
        assertThat(CLIENT.get("/api/v3/exchangeInfo?symbols=%5B%22LTCBTC%22,%22BTCUSDT%22%5D")
                        .body())
                .contains("\"LTCBTC\"")
                .contains("\"BTCUSDT\"");
        assertThat(CLIENT.get("/api/v3/exchangeInfo?symbol=XYZ").body())
                .isEqualTo("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
        assertThat(CLIENT.get("/api/v3/exchangeInfo?symbols=%5B%22LTCBTC%22,%22LTCBTC%22%5D")
                        .body())
                .isEqualTo("{\"code\":-1151,\"msg\":\"Symbol is present multiple times in the list.\"}");
        assertThat(CLIENT.get("/api/v3/exchangeInfo?symbols=LTCBTC").body()).contains("-1100");
        assertThat(CLIENT.get("/api/v3/exchangeInfo?colour=red").body())
                .isEqualTo(
                        "{\"code\":-1104,\"msg\":\"Not all sent parameters were read; read '0' parameter(s) but was sent '1'.\"}");
    }

    @Test
    void whatIsNotThereIsAPageThatSaysSo() throws Exception {
        HttpResponse<String> answer = CLIENT.get("/api/v3/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("<html><body><h2>404 Not found</h2></body></html>");
        assertThat(CLIENT.send("DELETE", "/api/v3/time", "", null).statusCode()).isEqualTo(405);
        assertThat(CLIENT.send("POST", "/api/v3/order/test", "x".repeat(65_537), null)
                        .statusCode())
                .isEqualTo(413);
    }
}
