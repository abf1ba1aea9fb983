package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An account at Bitstamp: XChange's services, and the bars that Bitstamp tells everybody.
 *
 * <pre>{@code
 * {"data":{"pair":"BTC/USD","ohlc":[{"timestamp":"1675949940","open":"22560","high":"22575","low":"22551","close":"22570",
 *  "volume":"1.03510000"}]}}
 * }</pre>
 */
final class BitstampVenue extends GenericVenue {
    private static final int PAGE = 1_000;
    private static final Candles CANDLES = new Candles(
            "Bitstamp",
            Map.ofEntries(
                    Map.entry(60L, "60"),
                    Map.entry(180L, "180"),
                    Map.entry(300L, "300"),
                    Map.entry(900L, "900"),
                    Map.entry(1_800L, "1800"),
                    Map.entry(3_600L, "3600"),
                    Map.entry(7_200L, "7200"),
                    Map.entry(14_400L, "14400"),
                    Map.entry(21_600L, "21600"),
                    Map.entry(43_200L, "43200"),
                    Map.entry(86_400L, "86400")));

    private final BitstampCalls calls;
    private final VenueClock clock;
    private final String streams;

    BitstampVenue(VenueProfile.Access access) {
        super(access, false);
        this.calls = VenueJson.calls(BitstampCalls.class, specification());
        this.clock = access.clock();
        this.streams = access.settings().socket(BitstampStream.ADDRESS, BitstampStream.ADDRESS);
    }

    private static String symbol(VenueInstrument instrument) {
        return (instrument.instrument().base() + instrument.instrument().quote()).toLowerCase(Locale.ROOT);
    }

    @Override
    public List<BarRecord> bars(VenueInstrument instrument, Duration bar, long fromMillis, long toMillis)
            throws IOException {
        String step = CANDLES.name(bar);
        // Where beginning and end are given the end counts: so exactly as many are asked for as lie between them.
        long from = Math.ceilDiv(fromMillis, bar.toMillis()) * bar.toMillis();
        int count = (int) Math.min(PAGE, Math.ceilDiv(toMillis - from, bar.toMillis()));
        if (count <= 0) {
            return List.of();
        }
        long end = from / 1_000 + count * bar.toSeconds() - 1;
        JsonNode answer = calls.candles(symbol(instrument), step, count, from / 1_000, end);
        List<BarRecord> bars = new ArrayList<>();
        for (JsonNode row : VenueJson.array(VenueJson.object(answer, "data"), "ohlc")) {
            bars.add(Candles.bar(
                    instrument,
                    Candles.number(row, row.path("timestamp")) * 1_000,
                    bar.toMillis(),
                    row,
                    row.path("open"),
                    row.path("high"),
                    row.path("low"),
                    row.path("close"),
                    row.path("volume")));
        }
        return Candles.page(bars, fromMillis, toMillis, clock.marketMillis());
    }

    @Override
    public StreamDialect marketStream(VenueInstrument instrument, Duration bar) {
        CANDLES.name(bar);
        return new BitstampStream(streams, instrument, symbol(instrument), bar.toMillis());
    }
}
