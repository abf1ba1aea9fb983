package dev.tandem.sim.oracle;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Times;
import dev.tandem.sim.oracle.Scenario.Account;
import dev.tandem.sim.oracle.Scenario.Action;
import dev.tandem.sim.oracle.Scenario.BracketStart;
import dev.tandem.sim.oracle.Scenario.Cancel;
import dev.tandem.sim.oracle.Scenario.ClosePosition;
import dev.tandem.sim.oracle.Scenario.FillMode;
import dev.tandem.sim.oracle.Scenario.PriceBar;
import dev.tandem.sim.oracle.Scenario.Submit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells a scenario in a few lines. Unless said otherwise: four-hour bars from midnight on, prices and quantities in
 * whole units, plenty of cash, no fees, no slippage.
 */
final class Story {
    static final Instrument BTC = Instrument.of(Scenario.SYMBOL, "1", "1");
    static final long MIDNIGHT = Times.nanos(Instant.parse("2026-01-05T00:00:00Z"));
    static final long FOUR_HOURS = 4 * 3_600L * Times.SECOND;

    private final List<PriceBar> bars = new ArrayList<>();
    private final List<List<Action>> script = new ArrayList<>();
    private BigDecimal cash = new BigDecimal("1000000");
    private BigDecimal maker = BigDecimal.ZERO;
    private BigDecimal taker = BigDecimal.ZERO;
    private BigDecimal slippage = BigDecimal.ZERO;
    private FillMode fills = FillMode.REALISTIC;
    private BracketStart bracketFrom = BracketStart.FILL;
    private Account account = Account.MARGIN;

    private Story() {}

    /** Bars as {@code "open high low close"}. */
    static Story bars(String... texts) {
        Story story = new Story();
        for (String text : texts) {
            BigDecimal[] p = Arrays.stream(text.split(" ")).map(BigDecimal::new).toArray(BigDecimal[]::new);
            long opens = MIDNIGHT + story.bars.size() * FOUR_HOURS;
            story.bars.add(new PriceBar(opens, p[0], p[1], p[2], p[3]));
            story.script.add(new ArrayList<>());
        }
        return story;
    }

    static OrderRequest.Builder buy(String quantity) {
        return OrderRequest.buy(BTC).quantity(quantity);
    }

    static OrderRequest.Builder sell(String quantity) {
        return OrderRequest.sell(BTC).quantity(quantity);
    }

    /** At the close of that bar. */
    Story submit(int bar, String key, OrderRequest.Builder order) {
        script.get(bar).add(new Submit(key, order.build()));
        return this;
    }

    Story cancel(int bar, String key) {
        script.get(bar).add(new Cancel(key));
        return this;
    }

    Story closePosition(int bar, String key) {
        script.get(bar).add(new ClosePosition(key));
        return this;
    }

    Story cash(String amount) {
        cash = new BigDecimal(amount);
        return this;
    }

    Story fees(String makerRate, String takerRate) {
        maker = new BigDecimal(makerRate);
        taker = new BigDecimal(takerRate);
        return this;
    }

    Story slippage(String fraction) {
        slippage = new BigDecimal(fraction);
        return this;
    }

    Story pessimistic() {
        fills = FillMode.PESSIMISTIC;
        return this;
    }

    Story optimistic() {
        fills = FillMode.OPTIMISTIC;
        return this;
    }

    Story bracketsFromNextBar() {
        bracketFrom = BracketStart.NEXT_BAR;
        return this;
    }

    Story spot() {
        account = Account.SPOT;
        return this;
    }

    Outcome run() {
        return ReferenceRun.run(new Scenario(
                bars,
                FOUR_HOURS,
                BTC.tickSize(),
                BTC.lotSize(),
                cash,
                maker,
                taker,
                slippage,
                fills,
                bracketFrom,
                account,
                script));
    }

    /** The fills as {@code "bar order side quantity@price liquidity"}. */
    static List<String> fills(Outcome outcome) {
        return outcome.fills().stream()
                .map(fill -> fill.bar() + " " + fill.order() + " " + fill.side() + " " + Decimals.text(fill.quantity())
                        + "@" + Decimals.text(fill.price()) + " " + fill.liquidity())
                .toList();
    }

    /** How an order ended, as {@code "EXPIRED time-in-force"}. */
    static String end(Outcome outcome, String order) {
        Outcome.OrderEnd end = outcome.order(order);
        return (end.status() + " " + end.reason()).trim();
    }
}
