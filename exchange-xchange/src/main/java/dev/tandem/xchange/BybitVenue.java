package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bybit, spot. What is peculiar about it stands in {@link BybitProfile}. */
final class BybitVenue extends GenericVenue {
    private static final int PAGE = 1_000;
    private static final Candles CANDLES = new Candles(
            "Bybit",
            Map.ofEntries(
                    Map.entry(60L, "1"),
                    Map.entry(180L, "3"),
                    Map.entry(300L, "5"),
                    Map.entry(900L, "15"),
                    Map.entry(1_800L, "30"),
                    Map.entry(3_600L, "60"),
                    Map.entry(7_200L, "120"),
                    Map.entry(14_400L, "240"),
                    Map.entry(21_600L, "360"),
                    Map.entry(43_200L, "720"),
                    Map.entry(86_400L, "D")));

    private final BybitCalls calls;
    private final VenueClock clock;
    private final String streams;

    BybitVenue(VenueProfile.Access access) {
        super(access, false);
        this.calls = VenueJson.calls(BybitCalls.class, specification());
        this.clock = access.clock();
        this.streams = access.settings().socket(BybitStream.ADDRESS, BybitStream.SANDBOX);
    }

    private static String symbol(VenueInstrument instrument) {
        return instrument.instrument().base() + instrument.instrument().quote();
    }

    /** The result of an answer; one that says no is thrown, whole. */
    private static JsonNode result(@Nullable JsonNode answer) throws IOException {
        if (answer == null || !answer.path("retCode").isInt()) {
            throw new UnexpectedAnswerException("the answer is not Bybit's: " + answer, String.valueOf(answer));
        }
        if (answer.path("retCode").asInt() != 0) {
            throw new VenueFault(answer);
        }
        return answer.path("result");
    }

    @Override
    public Optional<Long> time() throws IOException {
        JsonNode answer = calls.time();
        result(answer);
        return Optional.of(VenueJson.number(answer, "time"));
    }

    @Override
    public List<BarRecord> bars(VenueInstrument instrument, Duration bar, long fromMillis, long toMillis)
            throws IOException {
        // The latest of a time that is asked for come first: so no more is asked for than comes.
        long end = Math.min(toMillis - 1, fromMillis + PAGE * bar.toMillis() - 1);
        JsonNode answer = result(calls.candles("spot", symbol(instrument), CANDLES.name(bar), fromMillis, end, PAGE));
        List<BarRecord> bars = new ArrayList<>();
        for (JsonNode row : VenueJson.array(answer, "list")) {
            bars.add(Candles.bar(instrument, Candles.number(row, row.path(0)), bar.toMillis(), row));
        }
        return Candles.page(bars, fromMillis, toMillis, clock.marketMillis());
    }

    @Override
    public StreamDialect marketStream(VenueInstrument instrument, Duration bar) {
        return new BybitStream(streams, instrument, symbol(instrument), CANDLES.name(bar), bar.toMillis());
    }
}
