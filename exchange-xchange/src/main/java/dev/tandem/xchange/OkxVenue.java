package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Liquidity;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Side;
import dev.tandem.model.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchange.dto.Order;

/**
 * An account at OKX. XChange tells what was filled of an order as one trade with the order's own id, and asks for orders that were
 * filled wholly only: what was filled of one that was canceled is in no history. So the order itself is asked once it is
 * over, and answers with the same id.
 *
 * <pre>{@code
 * {"ordId":"312269865356374016","side":"buy","sz":"0.01","px":"60000","accFillSz":"0.004","avgPx":"60000","state":"canceled",
 *  "fee":"-0.000004","feeCcy":"BTC", …}
 * }</pre>
 */
final class OkxVenue extends GenericVenue {
    private static final int PAGE = 100;
    /** Further back is told elsewhere. */
    private static final int LATEST = 1_400;
    /** Those of six hours and more begin at midnight in Hong Kong, unless their name says otherwise. */
    private static final Candles CANDLES = new Candles(
            "OKX",
            Map.ofEntries(
                    Map.entry(1L, "1s"),
                    Map.entry(60L, "1m"),
                    Map.entry(180L, "3m"),
                    Map.entry(300L, "5m"),
                    Map.entry(900L, "15m"),
                    Map.entry(1_800L, "30m"),
                    Map.entry(3_600L, "1H"),
                    Map.entry(7_200L, "2H"),
                    Map.entry(14_400L, "4H"),
                    Map.entry(21_600L, "6Hutc"),
                    Map.entry(43_200L, "12Hutc"),
                    Map.entry(86_400L, "1Dutc")));

    private final OkxCalls calls;
    private final VenueClock clock;
    private final String streams;

    OkxVenue(VenueProfile.Access access) {
        super(access, false, true);
        this.calls = VenueJson.calls(OkxCalls.class, specification());
        this.clock = access.clock();
        this.streams = access.settings().socket(OkxStream.ADDRESS, OkxStream.SANDBOX);
    }

    private static String symbol(VenueInstrument instrument) {
        return instrument.instrument().base() + "-" + instrument.instrument().quote();
    }

    @Override
    public List<BarRecord> bars(VenueInstrument instrument, Duration bar, long fromMillis, long toMillis)
            throws IOException {
        String length = CANDLES.name(bar);
        // Newer than and older than, both exclusive, and the latest first: so no more is asked for than comes.
        long newer = fromMillis - 1;
        long older = Math.min(toMillis, fromMillis + PAGE * bar.toMillis());
        boolean latest = fromMillis > clock.marketMillis() - LATEST * bar.toMillis();
        JsonNode answer = latest
                ? calls.candles(symbol(instrument), length, newer, older, PAGE)
                : calls.pastCandles(symbol(instrument), length, newer, older, PAGE);
        if (answer != null && !answer.path("code").asText("0").equals("0")) {
            throw new VenueFault(answer);
        }
        List<BarRecord> bars = new ArrayList<>();
        for (JsonNode row : VenueJson.array(answer, "data")) {
            if (row.path(8).asText().equals("1")) {
                bars.add(Candles.bar(instrument, Candles.number(row, row.path(0)), bar.toMillis(), row));
            }
        }
        return Candles.page(bars, fromMillis, toMillis, clock.marketMillis());
    }

    @Override
    public StreamDialect marketStream(VenueInstrument instrument, Duration bar) {
        return new OkxStream(streams, instrument, symbol(instrument), CANDLES.name(bar), bar.toMillis());
    }

    @Override
    public List<VenueFill> fills(Reference order) throws IOException {
        for (Order found : trading().getOrder(new AnyOrder(pair(order.instrument()), order.orderId()))) {
            if (found != null && order.orderId().equals(found.getId())) {
                return fills(found, order);
            }
        }
        return List.of();
    }

    private List<VenueFill> fills(Order found, Reference order) {
        BigDecimal executed = found.getCumulativeAmount() == null ? BigDecimal.ZERO : found.getCumulativeAmount();
        OrderStatus status = status(found, executed);
        if (!status.isTerminal() || executed.signum() == 0 || found.getAveragePrice() == null) {
            return List.of();
        }
        Side side = side(found.getType());
        return List.of(new VenueFill(
                TradeId.of(found.getId()),
                orderId(found.getId()),
                side,
                found.getAveragePrice(),
                executed,
                fee(found.getFee()),
                // OKX charges what is received.
                side == Side.BUY
                        ? order.instrument().instrument().base()
                        : order.instrument().instrument().quote(),
                Liquidity.TAKER,
                nanos(found.getTimestamp())));
    }
}
