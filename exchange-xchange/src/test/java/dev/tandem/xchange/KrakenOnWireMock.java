package dev.tandem.xchange;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.tck.Lever;
import dev.tandem.tck.VenueUnderTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** XChange's Kraken module at WireMock, behind which a {@link KrakenDesk} keeps the accounts. Clocks are moved by hand. */
final class KrakenOnWireMock implements VenueUnderTest {
    static final Instrument BTC =
            Instrument.of("BTC/USD", new BigDecimal("0.1"), new BigDecimal("0.00000001"), 50_000_000L);
    private static final String KEY = "the-kraken-key";
    private static final String SECRET =
            Base64.getEncoder().encodeToString("the kraken secret".getBytes(StandardCharsets.UTF_8));

    private static final Switchboard SWITCHBOARD = new Switchboard();
    /** One for all cards: it takes longer to start than most cards to play. */
    private static final WireMockServer SERVER = serve(SWITCHBOARD);

    private final HandClock clock = new HandClock();
    private final KrakenDesk desk = new KrakenDesk(clock, "60000.0", "12000");

    KrakenOnWireMock() {
        desk.strangers("nobody");
        SWITCHBOARD.desk = desk;
    }

    /** Puts everybody through to the desk of the card that is played. */
    private static final class Switchboard implements ResponseDefinitionTransformerV2 {
        private volatile @Nullable KrakenDesk desk;

        @Override
        public String getName() {
            return "switchboard";
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return Objects.requireNonNull(desk, "no card is played").transform(event);
        }
    }

    static WireMockServer serve(ResponseDefinitionTransformerV2 desk) {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .extensions(desk));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(ok()));
        return server;
    }

    @Override
    public String name() {
        return "xchange:kraken";
    }

    @Override
    public String description() {
        return "XChange's Kraken module at WireMock, behind which a desk keeps orders, fills and balances and answers in the"
                + " form of Kraken's recorded answers.";
    }

    @Override
    public Instrument instrument() {
        return BTC;
    }

    @Override
    public long startTicks() {
        return 600_000;
    }

    @Override
    public long quantityLots() {
        return 2_000_000;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public ExecutionPlugin connect() {
        return connect(KEY);
    }

    @Override
    public ExecutionPlugin connectWithWrongCredentials() {
        return connect("nobody-has-this-key");
    }

    private ExecutionPlugin connect(String key) {
        // Nonces are times: nobody starts twice in a millisecond.
        clock.advance(Duration.ofMillis(1));
        return new XChangeProvider(clock.surroundings())
                .open(new PluginConfig(
                        "xchange:kraken",
                        "default",
                        Map.of(
                                "url",
                                SERVER.baseUrl(),
                                "key",
                                key,
                                "secret",
                                SECRET,
                                "turn-timeout",
                                "60m",
                                "read-timeout",
                                "60s")));
    }

    /** Time enough for what Kraken allows a key, in which the plugin looks after its orders once. */
    @Override
    public void advance() {
        clock.advance(Duration.ofSeconds(30));
        clock.beat();
    }

    @Override
    public Duration pollInterval() {
        return new KrakenProfile().pollInterval();
    }

    /** Longer than the settle time. */
    @Override
    public int quietAfter() {
        return 4;
    }

    @Override
    public long ordersReceived() {
        return desk.received();
    }

    @Override
    public Set<Lever> levers() {
        return EnumSet.complementOf(
                EnumSet.of(Lever.REPORT_TWICE, Lever.REPORT_BACKWARDS, Lever.COMPLETE_BARS, Lever.SKEW_CLOCK));
    }

    @Override
    public void moveTo(long ticks) {
        desk.moveTo(BTC.price(ticks).toPlainString());
        // A target that is held by the plugin is executed when it looks at the price.
        clock.beat();
    }

    @Override
    public void fillPartly(ClientOrderId order, long lots) {
        desk.fillPartly(KEY, order.toString(), BTC.quantity(lots));
    }

    @Override
    public void pull(Lever lever) {
        switch (lever) {
            case LOSE_ANSWER_AFTER_ACCEPTANCE -> desk.next(KrakenDesk.Trouble.LOSE_AFTER);
            case LOSE_ANSWER_BEFORE_ACCEPTANCE -> desk.next(KrakenDesk.Trouble.LOSE_BEFORE);
            case RATE_LIMIT -> desk.next(KrakenDesk.Trouble.TOO_MANY);
            case HOLD_ANSWER -> desk.next(KrakenDesk.Trouble.HOLD);
            case DISCONNECT -> desk.down(true);
            default -> throw new IllegalArgumentException("no such lever here: " + lever);
        }
    }

    @Override
    public void release(Lever lever) {
        switch (lever) {
            case HOLD_ANSWER -> desk.letGo();
            case DISCONNECT -> desk.down(false);
            default -> throw new IllegalArgumentException("nothing to release: " + lever);
        }
    }

    @Override
    public List<String> secrets() {
        return List.of(KEY, SECRET);
    }

    @Override
    public void close() {
        desk.letGo();
        if (!desk.complaints().isEmpty()) {
            throw new AssertionError(String.join("; ", desk.complaints()));
        }
    }
}
