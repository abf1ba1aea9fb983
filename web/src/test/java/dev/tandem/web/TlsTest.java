package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with a certificate that the JDK's keytool makes for the test. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before the first test.
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // makeCertificate sets it before the first test.
    private static Path pkcs12;

    @SuppressWarnings("NullAway.Init") // makeCertificate sets it before the first test.
    private static KeyStore keyStore;

    @BeforeAll
    static void makeCertificate() throws Exception {
        pkcs12 = folder.resolve("tandem.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        pkcs12.toString(),
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
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(pkcs12)) {
            keyStore.load(in, PASSWORD);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }

    private static void answersOverTls(Tls tls) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate certificate = keyStore.getCertificate("t");
        trusted.setCertificateEntry("t", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (WebServer server = WebServer.builder()
                        .tls(tls)
                        .route("GET", "/", request -> Response.text(200, "secure " + request.secure()))
                        .start();
                HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            assertThat(server.uri().getScheme()).isEqualTo("https");
            URI uri = URI.create("https://localhost:" + server.address().getPort() + "/");
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.body()).isEqualTo("secure true");
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            }
            assertThat(RawClient.ask(server, "GET / HTTP/1.1\r\nHost: h\r\n\r\n"))
                    .as("plain HTTP on the secure port")
                    .doesNotContain("secure");
        }
    }

    @Test
    void aHandshakeThatNeverComesIsCutOff() {
        try (WebServer server = WebServer.builder()
                .tls(Tls.pkcs12(pkcs12, PASSWORD))
                .limits(WebLimits.defaults().withHeaderTime(Duration.ofMillis(300)))
                .start()) {
            assertThat(RawClient.ask(server, "")).isEqualTo("<reset>");
            assertThat(server.stats().slowHeaders()).isEqualTo(1);
        }
    }

    @Test
    void aPkcs12FileIsServed() throws Exception {
        answersOverTls(Tls.pkcs12(pkcs12, PASSWORD));
    }

    @Test
    void aPairOfPemFilesIsServed() throws Exception {
        Path chain = Files.writeString(
                folder.resolve("chain.pem"),
                pem("CERTIFICATE", keyStore.getCertificate("t").getEncoded()));
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                pem("PRIVATE KEY", keyStore.getKey("t", PASSWORD).getEncoded()));
        answersOverTls(Tls.pem(chain, key));
        Path old = Files.writeString(folder.resolve("old.pem"), pem("EC PRIVATE KEY", new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> Tls.pem(chain, old))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("EC PRIVATE KEY")
                .hasMessageContaining("openssl pkcs8 -topk8");
        assertThatThrownBy(() -> Tls.pem(key, chain))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("are not a certificate and its private key");
    }

    @Test
    void aPairThatIsNoneIsSaidAtTheStart() throws Exception {
        Path chain = Files.writeString(
                folder.resolve("chain.pem"),
                pem("CERTIFICATE", keyStore.getCertificate("t").getEncoded()));
        String algorithm = keyStore.getKey("t", PASSWORD).getAlgorithm();
        Path other = Files.writeString(
                folder.resolve("other.pem"),
                pem(
                        "PRIVATE KEY",
                        KeyPairGenerator.getInstance(algorithm)
                                .generateKeyPair()
                                .getPrivate()
                                .getEncoded()));
        assertThatThrownBy(() -> Tls.pem(chain, other))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("the key is not that of the first certificate");
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> Tls.pem(chain, damaged))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("damaged.pem is damaged");
        assertThatThrownBy(() -> Tls.pem(chain, folder.resolve("nowhere.pem")))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("nowhere.pem");
    }

    @Test
    void aWrongPasswordIsSaidAtTheStart() {
        assertThatThrownBy(() -> Tls.pkcs12(pkcs12, "wrong".toCharArray()))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("tandem.p12")
                .hasMessageContaining("password is wrong");
    }
}
