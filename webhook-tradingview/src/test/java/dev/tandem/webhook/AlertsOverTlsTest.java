package dev.tandem.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.web.Tls;
import dev.tandem.webhook.auth.WebhookSignature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts over HTTPS, with a certificate in PEM as users have it. */
class AlertsOverTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private KeyStore keyStore() throws Exception {
        Path file = folder.resolve("tandem.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-alias",
                        "t",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost,IP:127.0.0.1",
                        "-validity",
                        "2"))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("t", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void aSignedAlertIsTakenOverTlsAndNothingIsTakenInTheClear() throws Exception {
        KeyStore keys = keyStore();
        Certificate certificate = keys.getCertificate("t");
        Path chain = Files.writeString(folder.resolve("chain.pem"), pem("CERTIFICATE", certificate.getEncoded()));
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                pem("PRIVATE KEY", keys.getKey("t", PASSWORD).getEncoded()));
        try (TestServer test =
                        new TestServer(folder.resolve("journal"), options -> options.withTls(Tls.pem(chain, key)));
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(trusting(certificate))
                        .build()) {
            assertThat(test.server.uri().getScheme()).isEqualTo("https");
            byte[] body = test.alert("\"action\":\"buy\",\"quantity\":\"0.5\"").getBytes(StandardCharsets.UTF_8);
            long seconds = test.now.get().getEpochSecond();
            HttpRequest alert = HttpRequest.newBuilder(URI.create(
                            "https://localhost:" + test.server.address().getPort() + AlertServer.PATH))
                    .header("webhook-id", "m1")
                    .header("webhook-timestamp", Long.toString(seconds))
                    .header("webhook-signature", WebhookSignature.sign(TestServer.SECRET, "m1", seconds, body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<String> answer = client.send(alert, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (test.market.executed.get() == 0 && System.nanoTime() < until) {
                Thread.sleep(5);
            }
            assertThat(test.market.executed).hasValue(1);

            String plain = "POST " + AlertServer.PATH + "/" + TestServer.TOKEN + " HTTP/1.1\r\nHost: x\r\n"
                    + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
            assertThat(inTheClear(test, plain + new String(body, StandardCharsets.UTF_8)))
                    .doesNotContain(" 200 ", "accepted");
            assertThat(test.market.executed).hasValue(1);
        }
    }

    private static String inTheClear(TestServer test, String request) {
        try (Socket socket = new Socket("127.0.0.1", test.server.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException cutOff) {
            return "";
        }
    }
}
