package dev.tandem.sim.oracle;

import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small and nasty markets with small and nasty scripts: prices on a coarse grid, so that exact touches, flat bars, gaps
 * onto a level, and bars that touch both legs of a bracket are common; every order type, time in force, bracket and
 * mode; sometimes hardly any cash. The same seed gives the same scenario.
 *
 * <p>Exits at a fixed price are on the right side of the prices that their entry names (an entry by trailing stop, which
 * names none, has exits by distance only); the market may still gap beyond them.
 */
public final class RandomScenario {
    private static final int START_PRICE = 100;
    private static final int LOWEST = 60;
    private static final int HIGHEST = 140;
    private static final List<String> TICKS = List.of("1", "1", "0.5", "0.01", "0.00000001");
    private static final List<String> PERCENTS = List.of("1", "2", "3", "5", "1.7");
    private static final List<String> FEES = List.of("0", "0.001", "0.00075", "0.00012345", "0.01");
    private static final List<String> SLIPPAGES = List.of("0", "0", "0", "0.001", "0.01");
    private static final List<Long> INTERVALS = List.of(60L, 3_600L, 4 * 3_600L, 7 * 3_600L, 86_400L);

    private final SplittableRandom random;
    private final BigDecimal tick;
    private final BigDecimal lot;
    private final Instrument instrument;
    private final List<PriceBar> bars = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    private RandomScenario(long seed) {
        random = new SplittableRandom(seed);
        tick = new BigDecimal(one(TICKS));
        lot = new BigDecimal(tick.scale() == 8 ? "0.00000001" : one(List.of("1", "0.1")));
        instrument = Instrument.of(Scenario.SYMBOL, tick, lot, 0L);
    }

    /** The scenario with this number. */
    public static Scenario of(long seed) {
        return new RandomScenario(seed).scenario();
    }

    private Scenario scenario() {
        long interval = one(INTERVALS) * Times.SECOND;
        market(random.nextInt(5, 61), interval);
        int eagerness = random.nextInt(15, 70);
        List<List<Action>> script = new ArrayList<>();
        for (PriceBar bar : bars) {
            List<Action> actions = new ArrayList<>();
            while (actions.size() < 4 && percent(eagerness)) {
                Action action = action(bar);
                // An order that is canceled in the callback that sent it may never leave: the engine's own tests say
                // so.
                if (actions.stream().noneMatch(earlier -> earlier.key().equals(action.key()))) {
                    actions.add(action);
                }
            }
            // Cancels first: one that comes behind a market exit reaches the venue before what waits for that exit.
            actions.sort(Comparator.comparing(action -> !(action instanceof Cancel)));
            script.add(actions);
        }
        return new Scenario(
                bars,
                interval,
                tick,
                lot,
                new BigDecimal(one(List.of("1000000", "1000000", "1000", "500", "250", "101.3"))),
                new BigDecimal(one(FEES)),
                new BigDecimal(one(FEES)),
                new BigDecimal(one(SLIPPAGES)),
                one(List.of(FillMode.REALISTIC, FillMode.REALISTIC, FillMode.PESSIMISTIC, FillMode.OPTIMISTIC)),
                percent(75) ? BracketStart.FILL : BracketStart.NEXT_BAR,
                percent(70) ? Account.MARGIN : Account.SPOT,
                script);
    }

    // The market: whole (with a tick of 0.5, sometimes half) units around 100

    private void market(int count, long interval) {
        long opens = Times.DAY * random.nextInt(-400, 20_000) + random.nextInt(24) * 3_600L * Times.SECOND;
        int wildness = random.nextInt(1, 6);
        int price = START_PRICE;
        for (int i = 0; i < count; i++) {
            int open = within(percent(55) ? price : price + random.nextInt(-2 * wildness, 2 * wildness + 1));
            if (percent(15)) {
                price = open;
                bars.add(bar(opens, open, open, open, open));
            } else {
                int close = within(open + random.nextInt(-wildness, wildness + 1));
                int high = within(Math.max(open, close) + random.nextInt(wildness));
                int low = within(Math.min(open, close) - random.nextInt(wildness));
                price = close;
                bars.add(bar(opens, open, high, low, close));
            }
            opens += interval * (percent(90) ? 1 : random.nextInt(1, 4));
        }
    }

    private static int within(int price) {
        return Math.clamp(price, LOWEST, HIGHEST);
    }

    private static PriceBar bar(long opens, int open, int high, int low, int close) {
        return new PriceBar(
                opens,
                BigDecimal.valueOf(open),
                BigDecimal.valueOf(high),
                BigDecimal.valueOf(low),
                BigDecimal.valueOf(close));
    }

    // The script

    private Action action(PriceBar bar) {
        int kind = random.nextInt(100);
        if (kind < 8) {
            return new ClosePosition(newKey());
        }
        if (kind < 20 && !keys.isEmpty()) {
            return new Cancel(keys.get(
                    percent(70) ? Math.max(0, keys.size() - 1 - random.nextInt(3)) : random.nextInt(keys.size())));
        }
        return new Submit(newKey(), order(bar));
    }

    private String newKey() {
        String key = "o" + (keys.size() + 1);
        keys.add(key);
        return key;
    }

    private OrderRequest order(PriceBar bar) {
        Side side = percent(55) ? Side.BUY : Side.SELL;
        int sign = side.sign();
        int close = bar.close().intValueExact();
        // Mostly where it would rest; sometimes marketable at once.
        int better = within(close - sign * random.nextInt(-1, 5));
        int worse = within(close + sign * random.nextInt(-1, 5));
        OrderRequest.Builder order = OrderRequest.of(instrument, side).quantity(quantity());
        int lowestEntry = close;
        int highestEntry = close;
        int fixedExits = 40;
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> order.type(OrderType.Market.INSTANCE);
            case 3, 4, 5 -> {
                order.limit(price(better));
                lowestEntry = better;
                highestEntry = better;
            }
            case 6, 7 -> {
                order.stop(price(worse));
                lowestEntry = worse;
                highestEntry = worse;
            }
            case 8 -> {
                int limit = within(worse + sign * random.nextInt(-2, 3));
                order.stop(price(worse)).limit(price(limit));
                lowestEntry = Math.min(worse, limit);
                highestEntry = Math.max(worse, limit);
            }
            default -> {
                order.type(new OrderType.TrailingStop(distance()));
                fixedExits = 0;
            }
        }
        order.timeInForce(timeInForce(bar));
        if (percent(15)) {
            order.reduceOnly();
        }
        if (percent(12)) {
            order.postOnly();
        }
        if (percent(60)) {
            bracket(order, side, lowestEntry, highestEntry, fixedExits);
        }
        return order.build();
    }

    // At least two units away: either price may still be moved by a step of the grid, which is at most one unit.
    private void bracket(OrderRequest.Builder order, Side side, int lowestEntry, int highestEntry, int fixedExits) {
        int kinds = random.nextInt(1, 8);
        if ((kinds & 1) != 0) {
            order.stopLoss(
                    !percent(fixedExits)
                            ? Exit.percentFromFill(one(PERCENTS))
                            : Exit.at(price(
                                    side == Side.BUY
                                            ? lowestEntry - random.nextInt(2, 6)
                                            : highestEntry + random.nextInt(2, 6))));
        }
        if ((kinds & 2) != 0) {
            order.takeProfit(
                    !percent(fixedExits)
                            ? Exit.percentFromFill(one(PERCENTS))
                            : Exit.at(price(
                                    side == Side.BUY
                                            ? highestEntry + random.nextInt(2, 7)
                                            : lowestEntry - random.nextInt(2, 7))));
        }
        if ((kinds & 4) != 0) {
            order.trailingStop(distance());
        }
    }

    private Rate distance() {
        return Rate.ofPercent(new BigDecimal(one(PERCENTS)));
    }

    private TimeInForce timeInForce(PriceBar bar) {
        return switch (random.nextInt(12)) {
            case 0 -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case 1 -> TimeInForce.FILL_OR_KILL;
            case 2, 3 -> TimeInForce.DAY;
            case 4 ->
                new TimeInForce.GoodTillDate(
                        bars.get(random.nextInt(bars.size())).openNanos() + random.nextInt(-1, 2));
            case 5 -> new TimeInForce.GoodTillDate(bar.openNanos() + random.nextInt(1, 5) * 3_600L * Times.SECOND);
            case 6, 7 -> new TimeInForce.GoodForBars(random.nextInt(1, 5));
            default -> TimeInForce.GOOD_TILL_CANCELED;
        };
    }

    private BigDecimal quantity() {
        if (lot.scale() == 8 && percent(40)) {
            return BigDecimal.valueOf(random.nextLong(1, 500_000_000L), 8);
        }
        if (lot.scale() > 0 && percent(30)) {
            return BigDecimal.valueOf(random.nextInt(1, 40), 1);
        }
        return BigDecimal.valueOf(percent(50) ? 1 : random.nextInt(1, 4));
    }

    /** That price, or now and then one a step of the grid away from it. */
    private BigDecimal price(int whole) {
        BigDecimal exact = BigDecimal.valueOf(whole);
        return percent(85) ? exact : percent(50) ? exact.add(tick) : exact.subtract(tick);
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
