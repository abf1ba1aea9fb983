package dev.tandem.xchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.client.ExchangeRestProxyBuilder;
import si.mazi.rescu.serialization.jackson.DefaultJacksonObjectMapperFactory;

/** Reads what venues answer: exact numbers, no key twice, and a missing field is named instead of being zero. */
final class VenueJson {
    private static final ObjectMapper STREAMS = new StrictMapper().createInstance();

    private VenueJson() {}

    /** Calls to a venue through XChange's transport, read strictly. */
    static <T> T calls(Class<T> api, ExchangeSpecification specification) {
        return ExchangeRestProxyBuilder.forInterface(api, specification)
                .clientConfigCustomizer(config -> config.setJacksonObjectMapperFactory(new StrictMapper()))
                .build();
    }

    /** Reads one message of a stream, as strictly. */
    static JsonNode read(String text) throws IOException {
        JsonNode message = STREAMS.readTree(text);
        if (message == null || message.isMissingNode()) {
            throw new UnexpectedAnswerException("an empty message", text);
        }
        return message;
    }

    private static final class StrictMapper extends DefaultJacksonObjectMapperFactory {
        @Override
        protected ObjectMapper createInstance() {
            ObjectMapper mapper = JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
            mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            mapper.getFactory()
                    .setStreamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(100)
                            .maxNestingDepth(50)
                            .maxStringLength(1_000_000)
                            .build());
            return mapper;
        }
    }

    static String text(JsonNode node, String field) throws UnexpectedAnswerException {
        JsonNode value = field(node, field);
        if (!value.isValueNode() || value.isNull()) {
            throw missing(node, field);
        }
        return value.asText();
    }

    static long number(JsonNode node, String field) throws UnexpectedAnswerException {
        JsonNode value = field(node, field);
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
            throw missing(node, field);
        }
        return value.longValue();
    }

    static BigDecimal decimal(JsonNode node, String field) throws UnexpectedAnswerException {
        return decimal(node, field(node, field), field);
    }

    static BigDecimal decimal(JsonNode whole, JsonNode value, String what) throws UnexpectedAnswerException {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        try {
            return Decimals.parse(value.isTextual() ? value.textValue() : "");
        } catch (NumberFormatException e) {
            throw missing(whole, what);
        }
    }

    /** A price on the instrument's grid; to the nearest tick, as everywhere. */
    static long ticks(Instrument grid, JsonNode whole, JsonNode value) throws UnexpectedAnswerException {
        return grid.roundedTicks(decimal(whole, value, "price"), RoundingMode.HALF_EVEN);
    }

    static JsonNode array(JsonNode node, String field) throws UnexpectedAnswerException {
        JsonNode value = field(node, field);
        if (!value.isArray()) {
            throw missing(node, field);
        }
        return value;
    }

    static JsonNode object(JsonNode node, String field) throws UnexpectedAnswerException {
        JsonNode value = field(node, field);
        if (!value.isObject()) {
            throw missing(node, field);
        }
        return value;
    }

    private static JsonNode field(JsonNode node, String field) throws UnexpectedAnswerException {
        if (node == null || node.get(field) == null) {
            throw missing(node, field);
        }
        return node.get(field);
    }

    private static UnexpectedAnswerException missing(JsonNode node, String field) {
        String raw = String.valueOf(node);
        return new UnexpectedAnswerException(
                "the answer has no usable '" + field + "': " + raw.substring(0, Math.min(200, raw.length())), raw);
    }
}
