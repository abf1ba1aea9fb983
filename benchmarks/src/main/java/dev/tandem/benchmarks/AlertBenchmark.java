package dev.tandem.benchmarks;

import dev.tandem.model.Instrument;
import dev.tandem.webhook.alert.AlertReader;
import dev.tandem.webhook.alert.AlertRules;
import dev.tandem.webhook.alert.Message;
import dev.tandem.webhook.alert.SymbolTable;
import dev.tandem.webhook.alert.Verdict;
import dev.tandem.webhook.auth.Doorman;
import dev.tandem.webhook.auth.Secret;
import dev.tandem.webhook.auth.WebhookSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A signed alert of about 300 bytes, as TradingView's strategies send it: is it ours, and what does it say? Per alert. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AlertBenchmark {
    static final byte[] BODY =
            ("{\"ticker\":\"BTCUSDT\",\"action\":\"sell\",\"contracts\":\"0.0772\",\"market_position\":\"short\","
                            + "\"market_position_size\":\"0.0386\",\"prev_market_position\":\"long\","
                            + "\"prev_market_position_size\":\"0.0386\",\"price\":\"2588.2000000000003\","
                            + "\"confidence\":0.78,\"timenow\":\"2026-03-01T12:00:00Z\",\"id\":\"Short-2026-03-01T12:00:00Z\"}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private final Instant now = Instant.parse("2026-03-01T12:00:01Z");
    private final String timestamp = Long.toString(now.getEpochSecond());
    private final Secret secret = Secret.of("the benchmark's secret", KEY, 16);
    private final String signature = WebhookSignature.sign(secret, ID, now.getEpochSecond(), BODY);
    private final Doorman doorman = new Doorman(new Doorman.Config(List.of(secret), null, null, false, false));
    private final AlertReader reader =
            new AlertReader(AlertRules.standard(SymbolTable.of(Map.of("BTCUSDT", "BTC/USDT"), Instrument::of)));
    private final FloorAlert floor;

    public AlertBenchmark() {
        try {
            floor = new FloorAlert(Base64.getDecoder().decode(KEY));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    @Benchmark
    public FloorAlert.Alert floor() throws IOException {
        if (!floor.isSigned(ID, timestamp, signature, BODY)) {
            throw new AssertionError("it is signed");
        }
        return floor.read(BODY);
    }

    /** The sender is known, and the message is names and values: limits, double names and broken characters were looked for. */
    @Benchmark
    public Message parse() {
        return verified();
    }

    /** And what it means: a reversal, of this instrument, in these steps, fresh, sure enough. */
    @Benchmark
    public Verdict read() {
        Verdict verdict = reader.judge(verified(), now, false);
        if (verdict.status() != Verdict.Status.ACCEPTED) {
            throw new AssertionError(verdict.reason());
        }
        return verdict;
    }

    private Message verified() {
        Message message = reader.parse(BODY);
        Doorman.Answer answer = doorman.ask(
                new Doorman.Credentials(null, ID, timestamp, signature, null, null, false),
                BODY,
                message.secrets(),
                now);
        if (answer != Doorman.Answer.SIGNED) {
            throw new AssertionError(answer);
        }
        return message;
    }
}
