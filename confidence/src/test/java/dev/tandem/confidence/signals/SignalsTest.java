package dev.tandem.confidence.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.confidence.csv.PlaceException;
import dev.tandem.confidence.forecast.Coverage;
import dev.tandem.confidence.forecast.Shrinkage;
import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final Map<String, Instrument> TRADABLE = Map.of("BTC/USD", BTC);
    private static final long NOW = 1_706_702_405 * Times.SECOND;

    @Test
    void aSignalIsReadAsItStands() {
        assertThat(SignalJson.read("""
                        {"schema": "tandem.signal/1", "id": "lark-17", "agent": "lark", "instrument": "BTC/USD",
                         "direction": "short", "confidence": 0.65, "made": "2024-01-31T12:00:00Z", "horizon": "4h",
                         "target": "0.02", "stop": 0.01, "note": "momentum"}""", TRADABLE, NOW))
                .isEqualTo(new Signal(
                        "lark-17",
                        "lark",
                        BTC,
                        Side.SELL,
                        Confidence.of(0.65),
                        1_706_702_400 * Times.SECOND,
                        4 * 3600 * Times.SECOND,
                        Rate.parse("0.02"),
                        Rate.parse("0.01"),
                        "momentum",
                        null));
        assertThat(SignalJson.read(signal("0.5"), TRADABLE, NOW).madeNanos()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7.5 | confidence: 7.5 is on another scale; it must be a number from 0 to 1, such as 0.65",
                "78 | confidence: 78 is on another scale; it must be a number from 0 to 1, such as 0.65",
                "-0.1 | confidence: -0.1 is on another scale; it must be a number from 0 to 1, such as 0.65",
                "1.0000001 | confidence: 1.0000001 is on another scale; it must be a number from 0 to 1, such as 0.65",
                "null | confidence: missing; for example 0.65",
                "\"0.5\" | confidence: bad value \"0.5\": it must be a number, such as 0.65",
                "true | confidence: bad value true: it must be a number, such as 0.65",
                "[0.5] | confidence: bad value [0.5]: it must be a number, such as 0.65",
            })
    void aConfidenceThatCannotBeIsRefusedAndNeverScaledIntoOne(String value, String message) {
        assertThat(refusal(signal(value))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "+0.5",
                ".5",
                "0.5,\"confidence\":0.9",
                "1e400",
                "0x1p-1",
                "٠.٥",
                "",
                "0.5}{",
                "0.5 x"
            })
    void whatIsNoJsonIsRefused(String value) {
        String json = signal(value);
        BadMessageException refused =
                catchThrowableOfType(BadMessageException.class, () -> SignalJson.read(json, TRADABLE, NOW));
        assertThat(refused).as(json).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"agnt\":\"a\"} | agnt: unknown field; the fields are agent, arrived, confidence, direction, horizon, id,"
                        + " instrument, made, note, schema, stop, target",
                "{} | agent: missing; for example \"lark\"",
                "{\"agent\":\"\"} | agent: must not be empty",
                "{\"agent\":5} | agent: bad value 5: it must be a text",
                "{\"agent\":\"a\",\"instrument\":\"ETH/USD\"} | instrument: 'ETH/USD' is not traded here; what is: BTC/USD",
                "{\"agent\":\"a\",\"instrument\":\"BTC/USD\",\"direction\":\"flat\"} | direction: bad value \"flat\": it must"
                        + " be \"long\" or \"short\"",
                "{\"schema\":\"tandem.signal/2\"} | schema: bad value \"tandem.signal/2\": it must be \"tandem.signal/1\"",
                "[] | a JSON object is needed, such as {\"agent\": …}",
            })
    void theFieldThatIsWrongIsNamed(String json, String message) {
        assertThat(refusal(json)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "horizon,0s",
        "horizon,soon",
        "horizon,-4h",
        "target,0",
        "target,-0.02",
        "target,two",
        "stop,0.0000000001",
        "made,yesterday",
        "made,2024-13-01"
    })
    void aLengthATimeOrADistanceThatCannotBeIsRefused(String field, String value) {
        String json = signal("0.5").replace("}", ",\"" + field + "\":\"" + value + "\"}");
        assertThat(refusal(json)).startsWith(field + ": bad value \"" + value + "\"");
    }

    @Test
    void aNameCannotBreakTheTerminal() {
        assertThat(refusal(signal("0.5").replace("lark", "\\u001b[31m")))
                .isEqualTo("agent: must not have a control character in it");
    }

    /** Whatever comes in, there is a signal or a refusal in words. */
    @Test
    void randomBytesNeverBreakTheReader() {
        String good = signal("0.65").replace("}", ",\"horizon\":\"4h\",\"target\":\"0.02\"}");
        SplittableRandom random = new SplittableRandom(3);
        int read = 0;
        for (int i = 0; i < 5000; i++) {
            StringBuilder json = new StringBuilder(good);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(json.length());
                switch (random.nextInt(3)) {
                    case 0 -> json.setCharAt(at, (char) random.nextInt(0x2100));
                    case 1 -> json.deleteCharAt(at);
                    default -> json.insert(at, "\"{}[],:\\0e-".charAt(random.nextInt(11)));
                }
            }
            try {
                Signal signal = SignalJson.read(json.toString(), TRADABLE, NOW);
                assertThat(signal.confidence().value()).isBetween(0.0, 1.0);
                read++;
            } catch (BadMessageException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(read).isLessThan(4000);
    }

    // Forecasts

    @Test
    void aForecastOfPricesBecomesTheDirectionThatIsMoreLikelyToPay() {
        ForecastJson.Read read = ForecastJson.read("""
                {"schema": "tandem.forecast/1", "agent": "timecopilot", "instrument": "BTC/USD",
                 "made": "2024-01-31T12:00:00Z", "horizon": "PT4H", "price": 100,
                 "quantiles": {"0.9": 104, "0.1": 99, "0.5": 102}}""", TRADABLE, NOW);
        Signal signal = read.signal(Rate.parse("0.005"), Shrinkage.OFF, new Coverage(0.8, 10), NOW);
        assertThat(signal.side()).isEqualTo(Side.BUY);
        assertThat(signal.confidence().value()).isCloseTo(0.9 - 0.4 * 1.5 / 3, within(1e-9));
        assertThat(signal.madeNanos()).isEqualTo(1_706_702_400 * Times.SECOND);
        assertThat(signal.horizonNanos()).isEqualTo(4 * 3600 * Times.SECOND);
        Signal old = read.signal(
                Rate.parse("0.005"),
                new Shrinkage(5 * Times.SECOND, false),
                new Coverage(0.8, 10),
                1_706_702_405 * Times.SECOND);
        assertThat(old.confidence().value()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void pathsWithATargetAndAStopSayWhichIsReachedFirst() {
        Signal signal =
                ForecastJson.read("""
                        {"agent": "lag-llama", "instrument": "BTC/USD", "horizon": "3h", "price": 100,
                         "paths": [[101, 97, 90], [102, 103, 104], [99, 98, 97], [96, 95, 110]],
                         "target": "0.03", "stop": "0.02"}""", TRADABLE, NOW).signal(Rate.ZERO, Shrinkage.OFF, new Coverage(0.8, 10), NOW);
        assertThat(signal.side()).isEqualTo(Side.SELL);
        assertThat(signal.confidence().value())
                .as("two of four fall by 3 % before they rise by 2 %, and one more")
                .isEqualTo(0.75);
        assertThat(signal.target()).isEqualTo(Rate.parse("0.03"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantiles\":{\"0.1\":1,\"0.5\":0.5} | quantiles: quantiles must be finite and must not cross, are [1.0, 0.5]",
                "\"quantiles\":{\"0.1\":1,\"1.5\":2} | quantiles: levels must rise and lie between 0 and 1, are [0.1, 1.5]",
                "\"quantiles\":{\"q10\":1,\"0.5\":2} | quantiles: 'q10' is no level between 0 and 1, such as 0.1",
                "\"quantiles\":{\"0.1\":1,\"0.10\":2} | quantiles: level 0.1 is there twice",
                "\"paths\":[[1,2],[1]] | paths: sample paths must have equally many steps, have 2 and 1",
                "\"paths\":[[1,2],[1,null]] | paths: bad value null: it must be a number, such as 0.65",
                "\"paths\":[[1]],\"quantiles\":{\"0.1\":1,\"0.5\":2} | quantiles, paths: a forecast has one of them, this has both",
                "\"price\":1 | quantiles, paths: a forecast has one of them, this has none",
                "\"price\":0,\"paths\":[[1],[2]] | price: bad value 0: it must be the price that the forecast starts from,"
                        + " above 0; leave it out for returns",
            })
    void aForecastThatCannotBeIsRefused(String fields, String message) {
        String json = "{\"agent\":\"a\",\"instrument\":\"BTC/USD\",\"horizon\":\"1h\"," + fields + "}";
        BadMessageException refused =
                catchThrowableOfType(BadMessageException.class, () -> ForecastJson.read(json, TRADABLE, NOW));
        assertThat(refused.getMessage()).isEqualTo(message);
    }

    // Files

    @Test
    void aFileIsReadInTheOrderOfArrivalAndABadConfidenceIsKeptAsItsDefect() throws IOException {
        SignalFile file = SignalFile.read(new StringReader("""
                timestamp,agent,instrument,direction,confidence,arrived,horizon,id
                1700000000,late,BTC/USD,long,0.7,1700000090,4h,a
                1700000010,lark,BTC/USD,short,7.5,,,b
                1700000020,owl,BTC/USD,long,,,,
                1700000030,owl,ETH/USD,long,0.5,,,
                """), "s.csv", BTC, Rate.ZERO);
        assertThat(file.elsewhere()).isEqualTo(1);
        assertThat(file.signals())
                .extracting(s -> s.receivedNanos() / Times.SECOND)
                .containsExactly(1_700_000_010L, 1_700_000_020L, 1_700_000_090L);
        assertThat(file.signals())
                .extracting(s -> s.signal().defect())
                .containsExactly("confidence must be a number from 0 to 1, was 7.5", null, null);
        assertThat(file.signals().get(1).signal().confidence()).isEqualTo(Confidence.UNSTATED);
        assertThat(file.signals().get(2).signal().madeNanos()).isEqualTo(1_700_000_000 * Times.SECOND);
        assertThat(file.signals().get(2).signal().horizonNanos()).isEqualTo(4 * 3600 * Times.SECOND);
    }

    @Test
    void signalsAndForecastsStandInOneFileOfLines() throws IOException {
        SignalFile file = SignalFile.read(new StringReader("""
                {"agent":"lark","instrument":"BTC/USD","direction":"long","confidence":0.7,"made":"2024-01-31T12:00:00Z"}

                {"agent":"llama","instrument":"BTC/USD","made":"2024-01-31T12:00:00Z","arrived":"2024-01-31T12:00:09Z",\
                "horizon":"1h","quantiles":{"0.1":-0.01,"0.5":0.01,"0.9":0.03}}
                {"agent":"x","instrument":"BTC/USD","direction":"long","confidence":78,"made":"2024-01-31T11:00:00Z"}
                {"agent":"x","instrument":"ETH/USD","direction":"long","confidence":0.8,"made":"2024-01-31T11:00:00Z"}
                """), "s.jsonl", BTC, Rate.ZERO);
        assertThat(file.forecasts()).isEqualTo(1);
        assertThat(file.elsewhere()).isEqualTo(1);
        assertThat(file.signals()).extracting(s -> s.signal().agent()).containsExactly("x", "lark", "llama");
        assertThat(file.signals().getFirst().signal().defect()).contains("78 is on another scale");
        assertThat(file.signals().get(2).signal().confidence().value()).isCloseTo(0.7, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s.csv | timestamp,agent,instrument,direction,confidence,horizon\\n1,a,BTC/USD,long,0.5,soon | s.csv:2:22:"
                        + " horizon 'soon' is no length of time, such as 4h, 90s or PT4H",
                "s.csv | timestamp,agent | s.csv:1:1: the header has no column 'instrument'; it must have"
                        + " timestamp,agent,instrument,direction,confidence",
                "s.jsonl | {\"agent\":\"a\" | s.jsonl:1:13: is not JSON that can be read: Unexpected end-of-input: expected close"
                        + " marker for Object",
                "s.jsonl | {\"agent\":\"a\",\"instrument\":\"BTC/USD\",\"direction\":\"long\",\"confidence\":0.5} | s.jsonl:1:1:"
                        + " made: missing; for example \"2024-01-31T12:00:00Z\"",
            })
    void whatIsWrongInAFileIsNamedWithItsPlace(String file, String text, String message) {
        PlaceException problem = catchThrowableOfType(
                PlaceException.class,
                () -> SignalFile.read(new StringReader(text.replace("\\n", "\n")), file, BTC, Rate.ZERO));
        assertThat(problem.place() + ": " + problem.getMessage()).startsWith(message);
    }

    // Documents

    @Test
    void theSchemasKnowTheFieldsThatTheReadersKnow() throws IOException {
        for (String name : List.of("signal", "forecast")) {
            JsonNode schema = new ObjectMapper()
                    .readTree(Files.readString(
                            Path.of(System.getProperty("tandem.root"), "docs/schema/tandem." + name + ".1.json")));
            TreeSet<String> fields = new TreeSet<>();
            schema.get("properties").fieldNames().forEachRemaining(fields::add);
            String unknown = name.equals("signal")
                    ? refusal("{\"?\":1}")
                    : catchThrowableOfType(
                                    BadMessageException.class, () -> ForecastJson.read("{\"?\":1}", TRADABLE, NOW))
                            .getMessage();
            assertThat(unknown).isEqualTo("?: unknown field; the fields are " + String.join(", ", fields));
            assertThat(schema.get("additionalProperties").asBoolean()).isFalse();
        }
    }

    private static String signal(String confidence) {
        return "{\"agent\":\"lark\",\"instrument\":\"BTC/USD\",\"direction\":\"long\",\"confidence\":" + confidence
                + "}";
    }

    private static String refusal(String json) {
        return String.valueOf(
                catchThrowableOfType(BadMessageException.class, () -> SignalJson.read(json, TRADABLE, NOW))
                        .getMessage());
    }
}
