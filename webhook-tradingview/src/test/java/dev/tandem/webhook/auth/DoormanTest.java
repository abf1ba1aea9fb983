package dev.tandem.webhook.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.webhook.auth.Doorman.Answer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoormanTest {
    private static final Secret OLD = Secret.of("x", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 16);
    private static final Secret NEW = Secret.of("x", "a newer one, longer than that", 16);
    private static final Secret TOKEN = Secret.of("x", "the-token-in-the-path", 16);
    private static final Secret INSIDE = Secret.of("x", "the secret inside", 16);
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private static Answer ask(
            Doorman.Config config, @Nullable String token, @Nullable String signature, List<List<String>> inside) {
        return new Doorman(config)
                .ask(
                        new Doorman.Credentials(token, "m1", "1700000000", signature, null, null, false),
                        BODY,
                        inside,
                        NOW);
    }

    private static String signed(Secret secret) {
        return WebhookSignature.sign(secret, "m1", 1_700_000_000, BODY);
    }

    private static Doorman.Config all(boolean required) {
        return new Doorman.Config(List.of(OLD, NEW), TOKEN, INSIDE, required, false);
    }

    @Test
    void eachSecretOpensAndBothSigningOnesDoWhileTheyAreRotated() {
        assertThat(ask(all(false), null, signed(OLD), List.of())).isEqualTo(Answer.SIGNED);
        assertThat(ask(all(false), null, signed(NEW), List.of())).isEqualTo(Answer.SIGNED);
        assertThat(ask(all(false), "the-token-in-the-path", null, List.of())).isEqualTo(Answer.KNOWN);
        assertThat(ask(all(false), null, null, List.of(List.of("the secret inside"))))
                .isEqualTo(Answer.KNOWN);
    }

    @Test
    void withoutOrWithAWrongOneNobodyGetsIn() {
        assertThat(ask(all(false), null, null, List.of())).isEqualTo(Answer.UNKNOWN);
        assertThat(ask(all(false), "the-token-in-the-pati", null, List.of())).isEqualTo(Answer.UNKNOWN);
        assertThat(ask(all(false), null, "v1,AAAA", List.of())).isEqualTo(Answer.UNKNOWN);
        assertThat(ask(all(false), null, null, List.of(List.of("wrong")))).isEqualTo(Answer.UNKNOWN);
        assertThat(ask(all(false), "the-token-in-the-path", "v1,AAAA", List.of()))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(ask(all(false), "wrong", signed(OLD), List.of())).isEqualTo(Answer.UNKNOWN);
        assertThat(ask(all(false), null, null, List.of(List.of("the secret inside"), List.of())))
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void aTokenThatNobodyConfiguredIsWrong() {
        Doorman.Config signing = new Doorman.Config(List.of(OLD), null, null, false, false);
        assertThat(ask(signing, "anything", signed(OLD), List.of())).isEqualTo(Answer.UNKNOWN);
        assertThat(ask(signing, null, signed(OLD), List.of())).isEqualTo(Answer.SIGNED);
    }

    @Test
    void whereAllAreAskedForOneIsNotEnough() {
        assertThat(ask(all(true), "the-token-in-the-path", null, List.of())).isEqualTo(Answer.UNKNOWN);
        assertThat(ask(all(true), "the-token-in-the-path", signed(OLD), List.of(List.of("the secret inside"))))
                .isEqualTo(Answer.SIGNED);
    }

    @Test
    void headersThatWereSentTwiceAreRefused() {
        assertThat(new Doorman(all(false))
                        .ask(
                                new Doorman.Credentials(null, "m1", "1700000000", signed(OLD), null, null, true),
                                BODY,
                                List.of(),
                                NOW))
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void trustedProxiesAreCountedFromTheRight() throws Exception {
        AddressList proxies = AddressList.of(List.of("10.0.0.0/8", "::1"));
        InetAddress proxy = InetAddress.getByName("10.1.2.3");
        InetAddress stranger = InetAddress.getByName("203.0.113.7");
        assertThat(AddressList.sender(stranger, proxies, List.of("52.89.214.238")))
                .isEqualTo(stranger);
        assertThat(AddressList.sender(proxy, proxies, List.of("52.89.214.238, 198.51.100.1")))
                .isEqualTo(InetAddress.getByName("198.51.100.1"));
        assertThat(AddressList.sender(proxy, proxies, List.of("52.89.214.238", "10.9.9.9")))
                .isEqualTo(InetAddress.getByName("52.89.214.238"));
        assertThat(AddressList.sender(proxy, proxies, List.of("::ffff:52.89.214.238")))
                .isEqualTo(InetAddress.getByName("52.89.214.238"));
        assertThat(AddressList.sender(proxy, proxies, List.of("localhost"))).isNull();
        assertThat(AddressList.sender(proxy, proxies, List.of())).isEqualTo(proxy);
    }

    @Test
    void addressesAreNamedByNetworkOrByTradingView() throws Exception {
        AddressList list = AddressList.of(List.of("tradingview", "192.168.4.0/23", "2001:db8::/32"));
        for (String inside : List.of("52.32.178.7", "192.168.5.255", "2001:db8:1::1")) {
            assertThat(list.contains(InetAddress.getByName(inside))).as(inside).isTrue();
        }
        for (String outside : List.of("52.32.178.8", "192.168.6.0", "2001:db9::1", "127.0.0.1")) {
            assertThat(list.contains(InetAddress.getByName(outside)))
                    .as(outside)
                    .isFalse();
        }
        assertThatThrownBy(() -> AddressList.of(List.of("example.com"))).hasMessageContaining("'example.com'");
        assertThatThrownBy(() -> AddressList.of(List.of("10.0.0.0/33"))).hasMessageContaining("'10.0.0.0/33'");
    }

    @Test
    void aBudgetComesBackWithTimeAndStrangersAreForgotten() {
        AtomicLong nanos = new AtomicLong();
        Budgets budgets = new Budgets(2, 1, nanos::get);
        assertThat(budgets.take("a")).isTrue();
        assertThat(budgets.take("a")).isTrue();
        assertThat(budgets.take("a")).isFalse();
        assertThat(budgets.take("b")).isTrue();
        nanos.set(1_000_000_000L);
        assertThat(budgets.take("a")).isTrue();
        for (int i = 0; i < 10_000; i++) {
            budgets.take("stranger " + i);
        }
        assertThat(budgets.names()).isEqualTo(4096);
    }
}
