package dev.tandem.sim.oracle;

import dev.tandem.model.Exit;
import dev.tandem.model.Liquidity;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.Times;
import dev.tandem.sim.oracle.Outcome.FillEvent;
import dev.tandem.sim.oracle.Outcome.OrderEnd;
import dev.tandem.sim.oracle.ReferenceOrder.Protection;
import dev.tandem.sim.oracle.ReferenceOrder.Released;
import dev.tandem.sim.oracle.Scenario.Account;
import dev.tandem.sim.oracle.Scenario.Action;
import dev.tandem.sim.oracle.Scenario.BracketStart;
import dev.tandem.sim.oracle.Scenario.Cancel;
import dev.tandem.sim.oracle.Scenario.ClosePosition;
import dev.tandem.sim.oracle.Scenario.FillMode;
import dev.tandem.sim.oracle.Scenario.PriceBar;
import dev.tandem.sim.oracle.Scenario.Submit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays a {@link Scenario} bar by bar, slowly and by the letter of the design's execution semantics.
 *
 * <p>A bar goes through {@link #expireBeforeOpen}, {@link #openPass}, {@link #expireImmediate}, {@link #stopsInside},
 * {@link #limitsInside} and {@link #close}, each of which visits the orders in the order of their submission.
 *
 * <p>Where the rules are silent, the most natural reading was taken:
 *
 * <ol>
 *   <li>Exits protect a quantity, not a certain fill: they are too many when together they cover more than the
 *       position, and then the oldest are given up. So the same exits are left whether a part of the position was
 *       closed by a market or by a limit order. For a market order, the position that counts is the one that will be
 *       left once it and the other pending market orders against the position have filled.
 *   <li>A market order that made room by canceling exits and then ends without a fill gives them back, in full: from
 *       the next bar on if it was canceled at a close, from the open before which it expired otherwise.
 *   <li>Exits that are re-placed are new orders: last in the order of submission, and a target that is marketable at
 *       the open at which it was re-placed takes (they keep name and age).
 *   <li>A take-profit needs a trade through its price in pessimistic mode even at its first open; whether it takes or
 *       makes goes by its first open like any limit, which for an entry filled inside bar e is the open of e+1.
 *   <li>A stop-limit that has been triggered and rests is a passive limit from then on, also for its liquidity.
 *   <li>A market order whose date has passed expires like any other.
 *   <li>A stop that the market is already beyond when it arises inside a bar, which happens only with slippage or with a
 *       stop on the wrong side of the entry, fills at the price of that moment and not at its level.
 *   <li>With exits from the next bar on, they are sent at the close of the entry's bar, behind what was sent in it.
 *   <li>{@code bothLegsTouched} counts when the stop leg is looked at; in optimistic mode another order may still close
 *       the position before the target is reached in the pass of limits.
 *   <li>The check of funds at submission uses the taker rate, that at a fill the rate of the fill. Every
 *       product of price and quantity in a check is rounded as it would be when booked.
 *   <li>A stop-limit's reference price for funds is its limit, a trailing order's its level. An order that only closes
 *       sets nothing aside.
 *   <li>An order that fills in part and ends ends as its rest did (CANCELED, EXPIRED), with the quantity that it
 *       filled.
 *   <li>The gate looks for capability, then reduce-only, then the spot account's ban on shorts, then funds. A
 *       reduce-only order sells no more than the position by itself, so a spot account denies no rest of it. A sale that
 *       a spot account cuts down to the position is reduce-only from then on.
 *   <li>Closing a position closes the quantity that it has at submission. Closing none is denied like any other
 *       reduce-only order.
 *   <li>A cancel reaches orders of the script, never an exit.
 * </ol>
 */
public final class ReferenceRun {
    private final Scenario scenario;
    private final BigDecimal tick;
    private final ReferenceAccount account;
    private final List<ReferenceOrder> orders = new ArrayList<>();
    private final List<OrderEnd> extraEnds = new ArrayList<>();
    private final List<Protection> protections = new ArrayList<>();
    private final List<FillEvent> fills = new ArrayList<>();
    private final List<BigDecimal> equity = new ArrayList<>();
    private List<ReferenceOrder> working = new ArrayList<>();
    private int bothLegsTouched;
    private long openings;

    private int bar = -1;
    private PriceBar now = new PriceBar(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    private boolean atOpen;
    private BigDecimal marketNow = BigDecimal.ZERO;

    ReferenceRun(Scenario scenario) {
        this.scenario = scenario;
        this.tick = scenario.tick();
        this.account = new ReferenceAccount(scenario.startingCash(), scenario.takerFee());
    }

    /** Plays all of it. */
    public static Outcome run(Scenario scenario) {
        ReferenceRun run = new ReferenceRun(scenario);
        for (int i = 0; i < scenario.bars().size(); i++) {
            run.nextBar();
            scenario.script().get(i).forEach(run::act);
        }
        return run.outcome();
    }

    /** The market goes on by one bar, up to its close. */
    void nextBar() {
        bar++;
        now = scenario.bars().get(bar);
        expireBeforeOpen();
        openPass();
        expireImmediate();
        stopsInside();
        limitsInside();
        close();
        working = new ArrayList<>(working.stream().filter(ReferenceOrder::open).toList());
        equity.add(account.equity(now.close()));
    }

    // The life of a bar

    private void expireBeforeOpen() {
        atOpen = true;
        for (ReferenceOrder order : List.copyOf(working)) {
            if (!order.open()) {
                continue;
            }
            boolean over = switch (order.timeInForce) {
                case TimeInForce.Day ignored ->
                    Times.startOfDay(now.openNanos())
                            != Times.startOfDay(
                                    scenario.bars().get(order.worksFrom).openNanos());
                case TimeInForce.GoodTillDate(long expiry) -> now.openNanos() >= expiry;
                case TimeInForce.GoodTillCanceled ignored -> false;
                case TimeInForce.ImmediateOrCancel ignored -> false;
                case TimeInForce.FillOrKill ignored -> false;
                case TimeInForce.GoodForBars ignored -> false;
            };
            if (over) {
                order.end(OrderStatus.EXPIRED, "time-in-force");
                replaceReleased(order, false);
                giveUpExcessExits();
            }
        }
    }

    /** Everything marketable at the open, exits that arise on the way included. */
    private void openPass() {
        atOpen = true;
        for (int i = 0; i < working.size(); i++) {
            ReferenceOrder order = working.get(i);
            if (!order.open() || order.worksFrom > bar || order.firstOpen > bar) {
                continue;
            }
            if (order.market) {
                fill(order, slipped(order.side, now.open()), Liquidity.TAKER);
            } else if (order.awaitsStop()) {
                stopAtOpen(order);
            } else {
                limitAtOpen(order);
            }
        }
        atOpen = false;
    }

    private void stopAtOpen(ReferenceOrder order) {
        if (!reached(order.side, now.open(), order.level())) {
            return;
        }
        if (order.limit == null) {
            fill(order, slipped(order.side, now.open()), Liquidity.TAKER);
            return;
        }
        order.triggered = true;
        order.restsFrom = bar;
        if (acceptable(order.side, now.open(), order.limit)) {
            fill(order, now.open(), Liquidity.TAKER);
        }
    }

    private void limitAtOpen(ReferenceOrder order) {
        BigDecimal limit = priceOf(order.limit);
        boolean first = order.firstOpen == bar && !order.triggered;
        boolean passive = !first || order.isTarget();
        if (!(passive ? reachesPassive(order.side, now.open(), limit) : acceptable(order.side, now.open(), limit))) {
            return;
        }
        if (first && order.postOnly) {
            order.end(OrderStatus.REJECTED, "post-only");
            return;
        }
        fill(order, now.open(), first ? Liquidity.TAKER : Liquidity.MAKER);
    }

    private void expireImmediate() {
        for (ReferenceOrder order : working) {
            if (order.open() && order.isImmediate()) {
                order.end(OrderStatus.EXPIRED, "time-in-force");
            }
        }
    }

    /** Stops touched after the open, those that arise on the way included. */
    private void stopsInside() {
        for (int i = 0; i < working.size(); i++) {
            ReferenceOrder order = working.get(i);
            if (order.open() && order.worksFrom <= bar && order.awaitsStop()) {
                stopInside(order);
            }
        }
    }

    private void stopInside(ReferenceOrder order) {
        BigDecimal level = order.level();
        if (!reached(order.side, order.side == Side.SELL ? now.low() : now.high(), level)) {
            return;
        }
        if (order.limit != null) {
            order.triggered = true;
            order.restsFrom = bar + 1;
            if (acceptable(order.side, level, order.limit)) {
                marketNow = level;
                fill(order, level, Liquidity.TAKER);
            }
            return;
        }
        if (targetIsTouchedToo(order)) {
            bothLegsTouched++;
            if (scenario.fills() == FillMode.OPTIMISTIC) {
                return; // the target follows among the limits
            }
        }
        // A protective stop that the market was beyond when it arose goes at the price of that moment.
        BigDecimal arose = order.aroseInBar == bar ? order.aroseAt : null;
        BigDecimal price = arose != null && reached(order.side, arose, level) ? arose : level;
        marketNow = price;
        fill(order, slipped(order.side, price), Liquidity.TAKER);
    }

    private boolean targetIsTouchedToo(ReferenceOrder stop) {
        return stop.protection != null
                && stop.protection.legs.stream()
                        .anyMatch(leg -> leg.isTarget() && leg.open() && leg.worksFrom <= bar && touchedInside(leg));
    }

    /** Limits touched after the open; a stop that arises from such a fill is looked at at once. */
    private void limitsInside() {
        for (int i = 0; i < working.size(); i++) {
            ReferenceOrder order = working.get(i);
            if (!order.open() || !order.isLimit() || order.worksFrom > bar || order.restsFrom > bar) {
                continue;
            }
            if (touchedInside(order)) {
                marketNow = priceOf(order.limit);
                Protection arisen = fill(order, priceOf(order.limit), Liquidity.MAKER);
                if (arisen != null) {
                    arisen.legs.stream()
                            .filter(leg -> !leg.isTarget() && leg.worksFrom <= bar)
                            .forEach(this::stopInside);
                }
            }
        }
    }

    private boolean touchedInside(ReferenceOrder order) {
        return reachesPassive(order.side, order.side == Side.BUY ? now.low() : now.high(), priceOf(order.limit));
    }

    /** What the close itself does, before the strategy acts on it. */
    private void close() {
        if (scenario.bracketFrom() == BracketStart.NEXT_BAR) {
            // Exits that wait for the close are sent at the close: behind what was sent during the bar.
            List<ReferenceOrder> late =
                    working.stream().filter(order -> order.sentAtClose).toList();
            late.forEach(order -> order.sentAtClose = false);
            working.removeAll(late);
            working.addAll(late);
        }
        for (ReferenceOrder order : working) {
            if (order.open()
                    && order.timeInForce instanceof TimeInForce.GoodForBars(int bars)
                    && bar >= order.submittedAt + bars) {
                order.end(OrderStatus.CANCELED, "time-in-force");
            }
        }
        for (ReferenceOrder order : working) {
            if (order.open() && order.trailDistance != null) {
                trail(order, now.close());
            }
        }
    }

    /** A trailing level follows this price, and never goes back. */
    private void trail(ReferenceOrder order, BigDecimal price) {
        BigDecimal candidate = stopAtDistance(order.side.opposite(), price, priceOf(order.trailDistance));
        BigDecimal level = order.trailLevel;
        if (level == null) {
            order.trailLevel = candidate;
        } else {
            order.trailLevel = order.side == Side.SELL ? level.max(candidate) : level.min(candidate);
        }
    }

    // Prices

    /** A stop's condition: a sell stop waits for the price to fall to it, a buy stop for it to rise to it. */
    private static boolean reached(Side side, BigDecimal price, BigDecimal stop) {
        return side == Side.SELL ? price.compareTo(stop) <= 0 : price.compareTo(stop) >= 0;
    }

    /** A limit's condition: its price or better. */
    private static boolean acceptable(Side side, BigDecimal price, BigDecimal limit) {
        return side == Side.BUY ? price.compareTo(limit) <= 0 : price.compareTo(limit) >= 0;
    }

    /** The condition of a limit that rests: in pessimistic mode the market must trade through it by one tick. */
    private boolean reachesPassive(Side side, BigDecimal price, BigDecimal limit) {
        if (scenario.fills() != FillMode.PESSIMISTIC) {
            return acceptable(side, price, limit);
        }
        return acceptable(side, price, side == Side.BUY ? limit.subtract(tick) : limit.add(tick));
    }

    private BigDecimal slipped(Side side, BigDecimal price) {
        BigDecimal factor = side == Side.BUY
                ? BigDecimal.ONE.add(scenario.slippage())
                : BigDecimal.ONE.subtract(scenario.slippage());
        return onTick(price.multiply(factor), side == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR);
    }

    private BigDecimal onTick(BigDecimal price, RoundingMode rounding) {
        return price.divide(tick, 0, rounding).multiply(tick);
    }

    /** So far on the losing side of an entry, rounded to the tick towards it. */
    private BigDecimal stopAtDistance(Side entry, BigDecimal from, BigDecimal distance) {
        return entry == Side.BUY
                ? onTick(from.multiply(BigDecimal.ONE.subtract(distance)), RoundingMode.CEILING)
                : onTick(from.multiply(BigDecimal.ONE.add(distance)), RoundingMode.FLOOR);
    }

    /** So far on the winning side of an entry, rounded to the tick towards it. */
    private BigDecimal targetAtDistance(Side entry, BigDecimal from, BigDecimal distance) {
        return entry == Side.BUY
                ? onTick(from.multiply(BigDecimal.ONE.add(distance)), RoundingMode.FLOOR)
                : onTick(from.multiply(BigDecimal.ONE.subtract(distance)), RoundingMode.CEILING);
    }

    private static BigDecimal priceOf(@Nullable BigDecimal price) {
        if (price == null) {
            throw new IllegalStateException("the order has no such price");
        }
        return price;
    }

    // Fills

    /** An order trades at this price, as far as it may. Returns the exits that it has brought to life. */
    private @Nullable Protection fill(ReferenceOrder order, BigDecimal price, Liquidity liquidity) {
        BigDecimal wanted = order.quantity;
        BigDecimal closing = account.closingPart(order.side, wanted);
        BigDecimal quantity = wanted;
        OrderStatus restStatus = OrderStatus.FILLED;
        String restReason = "";
        if (order.reduceOnly && closing.compareTo(quantity) < 0) {
            quantity = closing;
            restStatus = OrderStatus.CANCELED;
            restReason = "reduce-only";
        }
        if (scenario.account() == Account.SPOT && order.side == Side.SELL && closing.compareTo(quantity) < 0) {
            quantity = closing;
            restStatus = OrderStatus.EXPIRED;
            restReason = "insufficient-balance";
        }
        BigDecimal rate = liquidity == Liquidity.TAKER ? scenario.takerFee() : scenario.makerFee();
        if (!account.affords(order.side, quantity, price, rate, reservedByOthers(order))) {
            quantity = closing;
            restStatus = OrderStatus.EXPIRED;
            restReason = "insufficient-balance";
        }
        order.end(restStatus, restReason);
        order.filled = quantity;
        if (quantity.signum() == 0) {
            replaceReleased(order, false);
            return null;
        }
        BigDecimal opening = quantity.subtract(closing.min(quantity));
        BigDecimal fee = ReferenceAccount.money(rate.multiply(price).multiply(quantity));
        fills.add(new FillEvent(bar, order.name(), order.side, price, quantity, fee, liquidity));
        account.book(order.side, quantity, price, fee);
        if (order.protection != null) {
            order.protection.cancel("oco");
            protections.remove(order.protection);
        }
        replaceReleased(order, true);
        giveUpExcessExits();
        return opening.signum() > 0 ? protect(order, opening, price) : null;
    }

    private BigDecimal reservedByOthers(@Nullable ReferenceOrder but) {
        return working.stream()
                .filter(order -> order.open() && order != but)
                .map(order -> order.reserved)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    // Exits

    /** The exits that an entry brings, for the part of it that opened something. */
    private @Nullable Protection protect(ReferenceOrder entry, BigDecimal quantity, BigDecimal price) {
        OrderRequest request = entry.request;
        if (request == null || !request.hasBracket()) {
            return null;
        }
        boolean nextBar = scenario.bracketFrom() == BracketStart.NEXT_BAR;
        boolean farSideCounts = atOpen || scenario.fills() == FillMode.OPTIMISTIC;
        int firstOpen = atOpen && !nextBar ? bar : bar + 1;
        Protection protection = new Protection(openings++, 1, entry.side, quantity);
        Exit stopLoss = request.stopLoss();
        Exit takeProfit = request.takeProfit();
        if (stopLoss != null || request.trailingStop() != null) {
            ReferenceOrder stop = exit(entry, quantity, firstOpen);
            stop.worksFrom = nextBar ? bar + 1 : bar;
            if (stopLoss != null) {
                stop.stop = switch (stopLoss) {
                    case Exit.At(BigDecimal at) -> at;
                    case Exit.FromFill(var distance) -> stopAtDistance(entry.side, price, distance.toDecimal());
                };
            }
            if (request.trailingStop() != null) {
                stop.trailDistance = request.trailingStop().toDecimal();
                if (!nextBar) {
                    trail(stop, price);
                }
            }
            protection.add(stop);
        }
        if (takeProfit != null) {
            ReferenceOrder target = exit(entry, quantity, firstOpen);
            target.worksFrom = nextBar || !farSideCounts ? bar + 1 : bar;
            target.limit = switch (takeProfit) {
                case Exit.At(BigDecimal at) -> at;
                case Exit.FromFill(var distance) -> targetAtDistance(entry.side, price, distance.toDecimal());
            };
            protection.add(target);
        }
        place(protection);
        return protection;
    }

    private ReferenceOrder exit(ReferenceOrder entry, BigDecimal quantity, int firstOpen) {
        ReferenceOrder exit = new ReferenceOrder(entry.key, entry.side.opposite(), quantity);
        exit.reduceOnly = true;
        exit.submittedAt = bar;
        exit.firstOpen = firstOpen;
        exit.sentAtClose = true;
        if (!atOpen) {
            exit.aroseInBar = bar;
            exit.aroseAt = marketNow;
        }
        return exit;
    }

    private void place(Protection protection) {
        protections.add(protection);
        protections.sort(Comparator.comparingLong(p -> p.opened));
        working.addAll(protection.legs);
        orders.addAll(protection.legs);
    }

    private BigDecimal covered() {
        return protections.stream().map(p -> p.quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** After a fill: exits of the other side, and more than the position, oldest first. */
    private void giveUpExcessExits() {
        for (Protection protection : List.copyOf(protections)) {
            if (protection.entry.sign() != account.position.signum()) {
                protection.cancel("position-closed");
                protections.remove(protection);
            }
        }
        BigDecimal excess = covered().subtract(account.position.abs());
        for (Protection protection : List.copyOf(protections)) {
            if (excess.signum() <= 0) {
                return;
            }
            BigDecimal given = excess.min(protection.quantity);
            excess = excess.subtract(given);
            if (given.compareTo(protection.quantity) == 0) {
                protection.cancel("position-closed");
                protections.remove(protection);
            } else {
                protection.resize(protection.quantity.subtract(given));
            }
        }
    }

    /** Before a market order against the position: the exits that would be too many once it has filled. */
    private void releaseExits(ReferenceOrder order) {
        BigDecimal closing = working.stream()
                .filter(other -> other.open() && other.market)
                .map(other -> other.closing)
                .reduce(order.closing, BigDecimal::add);
        BigDecimal left = account.position.abs().subtract(closing).max(BigDecimal.ZERO);
        BigDecimal excess = covered().subtract(left);
        for (Protection protection : List.copyOf(protections)) {
            if (excess.signum() <= 0) {
                return;
            }
            BigDecimal given = excess.min(protection.quantity);
            excess = excess.subtract(given);
            order.released.add(new Released(protection, protection.quantity.subtract(given)));
            protection.cancel("market-exit");
            protections.remove(protection);
        }
    }

    /** The market order is over: what it made room by comes back, the rest after a fill, all of it without one. */
    private void replaceReleased(ReferenceOrder order, boolean hasFilled) {
        for (Released released : order.released) {
            Protection old = released.protection();
            BigDecimal quantity = hasFilled ? released.rest() : old.quantity;
            if (quantity.signum() == 0 || old.entry.sign() != account.position.signum()) {
                continue;
            }
            Protection again = new Protection(old.opened, old.number, old.entry, quantity);
            int from = atOpen ? bar : bar + 1;
            for (ReferenceOrder leg : old.legs) {
                ReferenceOrder copy = leg.again(quantity);
                copy.submittedAt = bar;
                copy.worksFrom = Math.max(leg.worksFrom, from);
                copy.firstOpen = from;
                again.add(copy);
            }
            orders.removeAll(old.legs);
            place(again);
        }
        order.released.clear();
    }

    // What the strategy does at the close

    void act(Action action) {
        switch (action) {
            case Submit(String key, OrderRequest request) -> {
                if (request.isSizedByRun()) {
                    throw new IllegalArgumentException("order " + key + " needs an explicit quantity");
                }
                submit(key, request, scenario.lot().multiply(BigDecimal.valueOf(request.lots())));
            }
            case ClosePosition(String key) -> {
                Side side = account.position.signum() < 0 ? Side.BUY : Side.SELL;
                OrderRequest all = OrderRequest.of(scenario.instrument(), side)
                        .reduceOnly()
                        .build();
                submit(key, all, account.position.abs());
            }
            case Cancel(String key) ->
                working.stream()
                        .filter(order -> order.open() && order.protection == null && order.key.equals(key))
                        .toList()
                        .forEach(order -> {
                            order.end(OrderStatus.CANCELED, "requested");
                            replaceReleased(order, false);
                            giveUpExcessExits();
                        });
        }
    }

    private void submit(String key, OrderRequest request, BigDecimal quantity) {
        if (orders.stream().anyMatch(order -> order.protection == null && order.key.equals(key))) {
            throw new IllegalArgumentException("there is an order " + key + " already");
        }
        ReferenceOrder order = new ReferenceOrder(key, request.side(), quantity);
        orders.add(order);
        order.request = request;
        order.takeType(request, tick);
        order.timeInForce = request.timeInForce();
        order.reduceOnly = request.reduceOnly();
        order.postOnly = request.postOnly();
        order.submittedAt = bar;
        order.worksFrom = bar + 1;
        order.firstOpen = bar + 1;
        BigDecimal closing = account.closingPart(order.side, quantity);
        if (request.defect() != null) {
            order.end(OrderStatus.DENIED, "invalid");
            return;
        }
        if (order.postOnly && !(request.type() instanceof OrderType.Limit)) {
            order.end(OrderStatus.DENIED, "capability");
            return;
        }
        if (order.reduceOnly && closing.signum() == 0) {
            order.end(OrderStatus.DENIED, "reduce-only");
            return;
        }
        boolean sellsShort = order.side == Side.SELL && !order.reduceOnly && closing.compareTo(quantity) < 0;
        if (scenario.account() == Account.SPOT && sellsShort) {
            if (closing.signum() == 0) {
                order.end(OrderStatus.DENIED, "capability");
                return;
            }
            extraEnds.add(new OrderEnd(key + "/rest", OrderStatus.DENIED, "capability", BigDecimal.ZERO));
            order.quantity = closing;
            order.reduceOnly = true;
        }
        if (order.trailDistance != null) {
            trail(order, now.close());
        }
        if (!fund(order, closing)) {
            order.end(OrderStatus.REJECTED, "insufficient-balance");
            return;
        }
        order.closing = closing;
        if (order.market && closing.signum() > 0) {
            releaseExits(order);
        }
        working.add(order);
    }

    /** Sets money aside for what an order would open; false if there is not enough and it closes nothing either. */
    private boolean fund(ReferenceOrder order, BigDecimal closing) {
        if (order.reduceOnly) {
            return true;
        }
        BigDecimal reference = order.limit != null ? order.limit : order.awaitsStop() ? order.level() : now.close();
        if (closing.signum() == 0
                && !account.affords(
                        order.side, order.quantity, reference, scenario.takerFee(), reservedByOthers(order))) {
            return false;
        }
        BigDecimal opening = order.quantity.subtract(closing);
        if (opening.signum() == 0) {
            return true;
        }
        order.reserved =
                ReferenceAccount.money(opening.multiply(reference)).add(account.takerFee(reference, order.quantity));
        return true;
    }

    // What came of it

    BigDecimal position() {
        return account.position;
    }

    /** Whether an order of the script is still open. */
    boolean isOpen(String key) {
        return working.stream().anyMatch(order -> order.open() && order.key.equals(key) && order.protection == null);
    }

    Outcome outcome() {
        List<OrderEnd> ends = new ArrayList<>();
        for (ReferenceOrder order : orders) {
            ends.add(new OrderEnd(order.name(), order.status, order.reason, order.filled));
        }
        ends.addAll(extraEnds);
        return new Outcome(fills, ends, account.cash, account.position, account.fees, equity, bothLegsTouched);
    }
}
