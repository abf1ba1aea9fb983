package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dotless i and Arabic digits are for people, not for protocols. */
class LocaleTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab", "th-TH-u-nu-thai"})
    void whereTheMachineStandsDoesNotMatter(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        try (WebServer server = WebServer.builder()
                .hosts("LIMIT.example")
                .route(
                        "POST",
                        "/limit/{ID}",
                        request -> Response.json(
                                200,
                                "{\"id\":\"" + request.pathParameter("ID") + "\",\"type\":\""
                                        + request.header("content-type") + "\",\"length\":" + request.body().length
                                        + "}"))
                .start()) {
            assertThat(RawClient.ask(
                            server,
                            "POST /limit/I HTTP/1.1\r\nHOST: limit.EXAMPLE\r\nCONNECTION: CLOSE\r\nCONTENT-TYPE: X/I\r\n"
                                    + "CONTENT-LENGTH: 12\r\n\r\nhello, world"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Content-Length: 35\r\n")
                    .endsWith("{\"id\":\"I\",\"type\":\"X/I\",\"length\":12}");
            assertThat(RawClient.ask(
                            server, "POST /LIMIT/I HTTP/1.1\r\nHost: limit.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("{\"error\":\"not-found\"");
            assertThat(server.uri().toString()).matches("http://127\\.0\\.0\\.1:[0-9]+");
        }
    }
}
