package dev.tandem.runtime.session;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.strategy.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The setup of a session, read back from what its journal says of it. */
public final class RecordedSetup {
    private final Map<String, String> words;

    private RecordedSetup(Map<String, String> words) {
        this.words = words;
    }

    /**
     * @param words what {@link SessionSetup#words()} wrote
     * @param strategy makes the strategy, which no journal can
     * @param strategySha256 of the code that it makes it from
     * @throws IllegalArgumentException naming the word that is missing or cannot be read
     */
    public static SessionSetup read(
            Map<String, String> words,
            Map<String, String> parameters,
            String strategySha256,
            Supplier<? extends Strategy> strategy) {
        return new RecordedSetup(words).setup(parameters, strategySha256, strategy);
    }

    /** The parameters of the strategy that are recorded. */
    public static Map<String, String> parameters(Map<String, String> words) {
        Map<String, String> parameters = new LinkedHashMap<>();
        words.forEach((name, value) -> {
            if (name.startsWith("p.")) {
                parameters.put(name.substring(2), value);
            }
        });
        return parameters;
    }

    private SessionSetup setup(
            Map<String, String> parameters, String strategySha256, Supplier<? extends Strategy> strategy) {
        return new SessionSetup(
                word("exchange"),
                word("strategy"),
                parameters,
                strategySha256,
                strategy,
                instruments(),
                Duration.parse(word("bar")),
                Money.parse(word("cash")),
                sizing(word("size")),
                Double.parseDouble(word("minConfidence")),
                limits(),
                rate("stopLoss"),
                rate("takeProfit"),
                rate("trailingStop"),
                Boolean.parseBoolean(word("signalExits")),
                BracketStart.valueOf(word("bracketFrom")),
                Rate.parse(word("takerFee")),
                capabilities(),
                Boolean.parseBoolean(word("numbersBars")));
    }

    private String word(String name) {
        String value = words.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the journal does not say '" + name
                    + "' of its session: it was written by another version of Tandem, or not by tandem live or paper");
        }
        return value;
    }

    private @Nullable Rate rate(String name) {
        String value = word(name);
        return value.equals("null") ? null : Rate.parse(value);
    }

    private List<Instrument> instruments() {
        List<Instrument> instruments = new ArrayList<>();
        for (int i = 1; words.containsKey("instrument." + i); i++) {
            String[] parts = word("instrument." + i).split(" ", -1);
            if (parts.length != 4) {
                throw new IllegalArgumentException(
                        "instrument." + i + " of the journal is '" + word("instrument." + i) + "'");
            }
            instruments.add(
                    Instrument.of(parts[0], new BigDecimal(parts[1]), new BigDecimal(parts[2]), Money.parse(parts[3])));
        }
        return instruments;
    }

    private static Sizing sizing(String text) {
        String[] parts = text.split(" ", -1);
        return switch (parts[0]) {
            case "quantity" -> new Sizing.Fixed(new BigDecimal(parts[1]));
            case "equity" -> new Sizing.PercentOfEquity(Rate.parse(parts[1]));
            case "risk" -> new Sizing.PercentAtRisk(Rate.parse(parts[1]));
            case "kelly" -> new Sizing.Kelly(Rate.parse(parts[1]), Rate.parse(parts[4]), Rate.parse(parts[6]));
            default -> throw new IllegalArgumentException("size of the journal is '" + text + "'");
        };
    }

    private RiskLimits limits() {
        String[] rate = word("maxOrders").split(" in ", -1);
        return RiskLimits.NONE
                .withOrderNotional(amount("maxOrderNotional"))
                .withPositionNotional(amount("maxPositionNotional"))
                .withOpenOrders(count(word("maxOpenOrders")))
                .withOrderRate(count(rate[0]), Duration.parse(rate[1]))
                .withDailyLoss(amount("maxDailyLoss"));
    }

    private long amount(String name) {
        String value = word(name);
        return value.equals("off") ? RiskLimits.OFF : Money.parse(value);
    }

    private static long count(String text) {
        return text.equals("off") ? RiskLimits.OFF : Long.parseLong(text);
    }

    private Capabilities capabilities() {
        Set<String> named = Set.copyOf(Arrays.asList(word("capabilities").split(", ", -1)));
        EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
        for (Capability capability : Capability.values()) {
            if (named.contains(capability.text())) {
                set.add(capability);
            }
        }
        return Capabilities.of(set);
    }
}
