package dev.tandem.bench;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.BoundlessAccount;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * Measures how long an exchange takes to answer, through its plugin: an order is placed far below the market, where nobody
 * fills it, asked for and canceled, at a fixed pace. Beside it, the price and the balances are asked for.
 *
 * <p>These are real orders at that exchange. Whoever calls this has seen to it that it is one to try things at.
 */
public final class PluginBench {
    /** Orders per second: what every exchange allows. */
    public static final long PER_SECOND = 5;

    private static final int WARM_UP = 5;

    private final ExecutionPlugin plugin;
    private final Instrument instrument;
    private final long priceTicks;
    private final String session;
    private final Gate gate = new Gate(ConfidencePolicy.minimum(0), RiskLimits.NONE, Sizing.one());
    private final Map<String, Histogram> calls = new LinkedHashMap<>();
    private long number;

    /**
     * @param plugin initialized
     * @param priceTicks about what the instrument costs
     * @param session what client order ids begin with; new each time
     */
    public PluginBench(ExecutionPlugin plugin, Instrument instrument, long priceTicks, String session) {
        this.plugin = plugin;
        this.instrument = instrument;
        this.priceTicks = priceTicks;
        this.session = session;
    }

    /**
     * Measures.
     *
     * @return a row per call, in the order in which they are made
     * @throws PluginException if an order is not accepted or cannot be canceled
     */
    public Map<String, LatencyRow> measure(int rounds, LongConsumer progress) {
        for (int i = 0; i < WARM_UP; i++) {
            round();
        }
        calls.clear();
        LatencyRow paced = new FixedRate(PER_SECOND, rounds).run(i -> {
            round();
            progress.accept(i + 1);
        });
        Map<String, LatencyRow> rows = new LinkedHashMap<>();
        calls.forEach((name, histogram) -> rows.put(name, new LatencyRow(PER_SECOND, paced.reached(), histogram)));
        return rows;
    }

    private void round() {
        ApprovedOrder.Single order = order();
        ExecutionResult placed = timed("place an order", () -> plugin.executeOrder(order));
        if (!placed.success()) {
            throw new PluginException("an order to bench with was not accepted: " + placed.error());
        }
        timed("ask for it", () -> plugin.fetchOrder(order.id()));
        CancelResult canceled = timed("cancel it", () -> plugin.cancelOrder(order.id()));
        if (!(canceled instanceof CancelResult.Canceled)) {
            throw new PluginException("an order to bench with was not canceled; look after it: " + canceled);
        }
        timed("ask for the price", () -> plugin.fetchData(instrument));
        timed("ask for the balances", plugin::fetchBalance);
    }

    private interface Question<T> {
        T ask();
    }

    private <T> T timed(String name, Question<T> question) {
        long before = System.nanoTime();
        T answer = question.ask();
        long nanos = System.nanoTime() - before;
        calls.computeIfAbsent(name, any -> new Histogram(60_000_000_000L, 3)).recordValue(nanos);
        return answer;
    }

    /** To buy for half the price, the least that is worth something. */
    private ApprovedOrder.Single order() {
        long ticks = Math.max(1, priceTicks / 2);
        long least = Math.max(1, 2 * instrument.minNotional());
        long lots = Math.max(1, instrument.lotsFor(Math.max(least, Money.ONE / 1_000), ticks) + 1);
        OrderRequest request = OrderRequest.of(instrument, Side.BUY)
                .limitTicks(ticks)
                .lots(lots)
                .build();
        GateDecision decision = gate.decide(
                request, new ClientOrderId(session, ++number), new BoundlessAccount(plugin.capabilities(), priceTicks));
        return switch (decision) {
            case GateDecision.Approved approved -> approved.order();
            case GateDecision.Denied denied ->
                throw new PluginException("an order to bench with is not possible: " + denied.denial());
        };
    }
}
