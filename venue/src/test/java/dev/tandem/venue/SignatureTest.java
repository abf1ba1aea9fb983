package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
    private static final RestClient CLIENT = new RestClient();
    private static final String QUERY = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC";
    private static final String REST = "quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";
    private static final String PATH = "/api/v3/order/test";

    @AfterAll
    static void stop() {
        CLIENT.close();
    }

    private static String post(String query, String body, @Nullable String key) throws Exception {
        HttpResponse<String> answer = CLIENT.send("POST", query.isEmpty() ? PATH : PATH + "?" + query, body, key);
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void theThreeExamplesOfBinancesDocumentationAreAccepted() throws Exception {
        String one = "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";
        assertThat(post("", QUERY + "&" + REST + "&signature=" + one, RestClient.KEY))
                .isEqualTo("200 {}");
        assertThat(post(QUERY + "&" + REST + "&signature=" + one, "", RestClient.KEY))
                .isEqualTo("200 {}");
        String mixed = "0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77";
        assertThat(post(QUERY, REST + "&signature=" + mixed, RestClient.KEY)).isEqualTo("200 {}");
    }

    @Test
    void aSignatureInTheQueryOverAFormInTheBodyIsAccepted() throws Exception {
        // XChange sends it so.
        String signature = RestClient.sign(RestClient.SECRET, QUERY + "&" + REST);
        assertThat(post("signature=" + signature, QUERY + "&" + REST, RestClient.KEY))
                .isEqualTo("200 {}");
        assertThat(post(
                        "signature=" + signature.toUpperCase(java.util.Locale.ROOT),
                        QUERY + "&" + REST,
                        RestClient.KEY))
                .isEqualTo("200 {}");
        assertThat(post("signature=" + signature + "&" + QUERY, "&" + REST, RestClient.KEY))
                .isEqualTo("200 {}");
    }

    @Test
    void theSignatureIsOverTheBytesAsTheyCame() throws Exception {
        String form = QUERY.replace("LTC", "%4CTC") + "&newClientOrderId=a%2Db&" + REST;
        assertThat(post("", form + "&signature=" + RestClient.sign(RestClient.SECRET, form), RestClient.KEY))
                .isEqualTo("200 {}");
    }

    @Test
    void anythingChangedAfterSigningIsRefused() throws Exception {
        String signature = RestClient.sign(RestClient.SECRET, QUERY + "&" + REST);
        String refused = "400 {\"code\":-1022,\"msg\":\"Signature for this request is not valid.\"}";
        assertThat(post(
                        "",
                        QUERY + "&" + REST.replace("quantity=1", "quantity=2") + "&signature=" + signature,
                        RestClient.KEY))
                .isEqualTo(refused);
        assertThat(post("", REST + "&" + QUERY + "&signature=" + signature, RestClient.KEY))
                .isEqualTo(refused);
        assertThat(post("", QUERY + "&" + REST + "&signature=" + signature, "bob-key"))
                .isEqualTo(refused);
        String otherSecret = RestClient.sign("other", QUERY + "&" + REST);
        assertThat(post("", QUERY + "&" + REST + "&signature=" + otherSecret, RestClient.KEY))
                .isEqualTo(refused);
    }

    @Test
    void aKeyThatIsMissingMalformedOrUnknownIsRefused() throws Exception {
        String signed = QUERY + "&" + REST + "&signature=" + "0".repeat(64);
        assertThat(post("", signed, null)).isEqualTo("401 {\"code\":-2014,\"msg\":\"API-key format invalid.\"}");
        assertThat(post("", signed, "not a key")).isEqualTo("401 {\"code\":-2014,\"msg\":\"API-key format invalid.\"}");
        assertThat(post("", signed, "unknown-key"))
                .isEqualTo("401 {\"code\":-2015,\"msg\":\"Invalid API-key, IP, or permissions for action.\"}");
    }

    @Test
    void timestampAndSignatureAreMandatory() throws Exception {
        assertThat(post("", QUERY, RestClient.KEY))
                .isEqualTo(
                        "400 {\"code\":-1102,\"msg\":\"Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.\"}");
        assertThat(post("", QUERY + "&" + REST, RestClient.KEY))
                .isEqualTo(
                        "400 {\"code\":-1102,\"msg\":\"Mandatory parameter 'signature' was not sent, was empty/null, or malformed.\"}");
        assertThat(post("", QUERY + "&" + REST + "&signature=abc", RestClient.KEY))
                .isEqualTo(
                        "400 {\"code\":-1100,\"msg\":\"Illegal characters found in parameter 'signature'; legal range is '^[A-Fa-f0-9]{64}$'.\"}");
    }

    /** Timestamps relative to the venue's clock, in milliseconds. */
    @ParameterizedTest(name = "sent {0} ms from now with a window of {1}: {2}")
    @CsvSource({
        "0, , 200",
        "999, , 200",
        "1000, , 1000ms ahead",
        "-5000, , 200",
        "-5001, , outside",
        "-5001, 6000, 200",
        "-60000, 60000, 200",
        "-60001, 60000, outside",
        "0, 60001, must be less than 60000",
        "-1, 0.5, outside",
        "0, 0.5, 200",
        "-2, 2.000, 200",
        "0, -1, Illegal characters found in parameter 'recvWindow'",
        "0, 1e3, Illegal characters found in parameter 'recvWindow'",
    })
    void aRequestIsFreshWithinItsWindow(long offset, @Nullable String window, String expected) throws Exception {
        String form = QUERY + "&quantity=1&price=0.1" + (window == null ? "" : "&recvWindow=" + window) + "&timestamp="
                + (RestClient.NOW.toEpochMilli() + offset);
        assertThat(post("", form + "&signature=" + RestClient.sign(RestClient.SECRET, form), RestClient.KEY))
                .contains(expected);
    }

    @Test
    void aTimestampMayBeInMicroseconds() throws Exception {
        for (String timestamp : new String[] {"1499827319559000", "1499827314559000"}) {
            String form = QUERY + "&quantity=1&price=0.1&timestamp=" + timestamp;
            assertThat(post("", form + "&signature=" + RestClient.sign(RestClient.SECRET, form), RestClient.KEY))
                    .isEqualTo("200 {}");
        }
        for (String timestamp : new String[] {"1499827314558999", "99999999999999999999", "9223372036854775807"}) {
            String form = QUERY + "&quantity=1&price=0.1&timestamp=" + timestamp;
            assertThat(post("", form + "&signature=" + RestClient.sign(RestClient.SECRET, form), RestClient.KEY))
                    .as(timestamp)
                    .startsWith("400 {\"code\":-1");
        }
    }

    @Test
    void anApiKeyNeverShowsItsSecret() {
        assertThat(new ApiKeys.Key("k", "hidden", "alice").toString()).isEqualTo("k of alice");
        assertThatThrownBy(() -> new ApiKeys.Key("k", "", "alice")).hasMessage("the secret of the API key k is empty");
    }
}
