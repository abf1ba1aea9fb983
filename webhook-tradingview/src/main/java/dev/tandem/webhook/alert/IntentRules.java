package dev.tandem.webhook.alert;

import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Works out what an alert is meant to do: from its action, from what the strategy on the chart held and holds, and from the
 * sizes. TradingView sends the quantity of the order: a reversal's is what closes and what opens, together.
 */
final class IntentRules {
    private final AlertDraft draft;
    private final Fields fields;
    private final AlertRules rules;

    IntentRules(AlertDraft draft, AlertRules rules) {
        this.draft = draft;
        this.fields = draft.fields;
        this.rules = rules;
    }

    void read() {
        Word word = action();
        Positions positions = Positions.read(fields);
        Quantities quantity = new Quantities(fields, rules);
        draft.quantity = quantity.units;
        boolean saysExit = word.isExit() || saysExit(positions);
        boolean reduceOnly = reduceOnly();
        if (positions.now() == Stance.FLAT) {
            exitToFlat(word, positions, quantity);
        } else if (saysExit) {
            exit(word, positions, quantity);
        } else if (positions.now() != null) {
            change(side(word), positions.now(), positions, quantity);
        } else if (reduceOnly) {
            close(Intent.EXIT, side(word), quantity.closing());
        } else {
            open(Intent.ENTRY, side(word), quantity.opening());
        }
        if (reduceOnly && draft.opening != null) {
            throw AlertRefusal.of("contradiction", "it may only reduce a position, and would open one");
        }
        total();
    }

    // What it says

    private Word action() {
        List<Field> said = fields.said(Aliases.SIDE);
        if (said.isEmpty()) {
            throw AlertRefusal.of("missing-fields", "there is no action: 'action' says buy, sell or exit");
        }
        Word word = Agreement.of("action", unlessDirectionOfAnExit(said), IntentRules::word, (a, b) -> a == b);
        if (word == Word.CANCEL) {
            throw AlertRefusal.of("action", "to cancel orders is not something that an alert can do here");
        }
        return said.size() > 1 && word == Word.EXIT ? exitOf(said) : word;
    }

    /** {@code action: exit, direction: long}: the two do not disagree. */
    private static List<Field> unlessDirectionOfAnExit(List<Field> said) {
        if (said.size() == 1 || said.stream().noneMatch(field -> Word.parse(field.text()) == Word.EXIT)) {
            return said;
        }
        List<Field> left = new ArrayList<>(said);
        left.removeIf(field -> Stance.parse(field.text()) != null && Stance.parse(field.text()) != Stance.FLAT);
        return left;
    }

    private static Word exitOf(List<Field> said) {
        Word exit = Word.EXIT;
        for (Field field : said) {
            Stance stance = Stance.parse(field.text());
            Word of = stance == Stance.LONG ? Word.EXIT_LONG : stance == Stance.SHORT ? Word.EXIT_SHORT : Word.EXIT;
            if (of != Word.EXIT && exit != Word.EXIT && of != exit) {
                throw AlertRefusal.of("aliases", "'" + field.name() + "' names another position to leave");
            }
            exit = of == Word.EXIT ? exit : of;
        }
        return exit;
    }

    private static Word word(Field field) {
        Word word = Word.parse(field.text());
        if (word == null) {
            throw AlertRefusal.of(
                    "action",
                    "'" + field.name() + "' must be buy, sell or exit, was '" + Agreement.shorten(field.text()) + "'");
        }
        return word;
    }

    /** {@code message: exit} beside {@code action: sell}; and TradingView's own comment where nothing else says it. */
    private boolean saysExit(Positions positions) {
        for (Field field : fields.said(Aliases.MESSAGE)) {
            Word word = Word.parse(field.text());
            if (word != null && word.isExit()) {
                return true;
            }
        }
        Field type = fields.first("type");
        if (type != null && (Word.parse(type.text()) instanceof Word word) && word.isExit()) {
            return true;
        }
        if (positions.now() != null) {
            return false;
        }
        for (Field field : fields.said(Aliases.COMMENT)) {
            String comment = field.text().toLowerCase(Locale.ROOT);
            if (comment.startsWith("close entry(s) order") || comment.startsWith("close position order")) {
                return true;
            }
        }
        return false;
    }

    private boolean reduceOnly() {
        Field field = fields.first(Aliases.REDUCE_ONLY);
        return field != null && Agreement.truth(field);
    }

    private static Side side(Word word) {
        return word == Word.BUY || word == Word.EXIT_SHORT ? Side.BUY : Side.SELL;
    }

    // What follows

    private void exitToFlat(Word word, Positions positions, Quantities quantity) {
        Stance before = positions.before();
        if (before == Stance.FLAT) {
            draft.intent = Intent.IGNORE;
            draft.side = word == Word.EXIT ? null : side(word);
            return;
        }
        Side side = word == Word.EXIT ? before == null ? null : before.closesBy() : side(word);
        if (before != null && side != before.closesBy()) {
            throw contradiction(side, before, Stance.FLAT);
        }
        if (quantity.ofEquity != null) {
            throw AlertRefusal.of("quantity", "an exit of a percentage of the account is not understood");
        }
        // Flat is flat: what is held is closed, whatever the strategy on the chart had.
        close(Intent.EXIT, side, new Size.Everything());
    }

    private void exit(Word word, Positions positions, Quantities quantity) {
        Stance stays = positions.now();
        Stance before = positions.before() == Stance.FLAT ? null : positions.before();
        Side side = word == Word.EXIT ? before == null ? null : before.closesBy() : side(word);
        if (stays != null) {
            if (side != null && side != stays.closesBy()) {
                throw AlertRefusal.of(
                        "contradiction", "it is to leave a position, and 'market_position' says that it opens one");
            }
            close(Intent.PARTIAL_EXIT, stays.closesBy(), partial(positions, quantity));
            return;
        }
        if (before != null && side != before.closesBy()) {
            throw AlertRefusal.of("contradiction", "the position that it is to leave was not held before");
        }
        Size closing = quantity.closing();
        close(closing instanceof Size.ShareOfPosition ? Intent.PARTIAL_EXIT : Intent.EXIT, side, closing);
    }

    /** The strategy on the chart holds something now. */
    private void change(Side side, Stance now, Positions positions, Quantities quantity) {
        Stance before = positions.before() == null ? guessBefore(side, now, positions, quantity) : positions.before();
        if (before == Stance.FLAT || before == now) {
            if (side == now.opensBy()) {
                if (before == now && unchanged(positions)) {
                    throw AlertRefusal.of("contradiction", "it buys or sells, and the position's size does not change");
                }
                boolean grows = before == now;
                if (grows && shrinks(positions)) {
                    throw contradiction(side, before, now);
                }
                BigDecimal units =
                        quantity.units != null ? quantity.units : grows ? difference(positions) : positions.size();
                open(grows ? Intent.ADD : Intent.ENTRY, side, quantity.opening(units));
                return;
            }
            if (before == Stance.FLAT || grew(positions) || unchanged(positions)) {
                throw contradiction(side, before, now);
            }
            close(Intent.PARTIAL_EXIT, side, partial(positions, quantity));
            return;
        }
        if (side != now.opensBy()) {
            throw contradiction(side, before, now);
        }
        reverse(side, positions, quantity);
    }

    /** Without the previous position the sizes say it: an order that is bigger than what is held afterwards turned around. */
    private static Stance guessBefore(Side side, Stance now, Positions positions, Quantities quantity) {
        if (side != now.opensBy()) {
            return now;
        }
        BigDecimal size = positions.size();
        if (size == null || quantity.units == null) {
            return Stance.FLAT;
        }
        int order = quantity.units.compareTo(size);
        return order == 0 ? Stance.FLAT : order < 0 ? now : now == Stance.LONG ? Stance.SHORT : Stance.LONG;
    }

    private void reverse(Side side, Positions positions, Quantities quantity) {
        BigDecimal ordered = quantity.units;
        BigDecimal size = positions.size();
        BigDecimal before = positions.sizeBefore();
        if (ordered != null
                && size != null
                && before != null
                && !near(ordered, size.add(before))
                && !near(ordered, size)) {
            throw AlertRefusal.of(
                    "contradiction",
                    "the quantity is neither what is held now nor that and what was held before, together");
        }
        BigDecimal opens = size;
        if (opens == null && ordered != null && before != null) {
            opens = ordered.subtract(before);
            if (opens.signum() <= 0) {
                throw AlertRefusal.of("contradiction", "the quantity does not come to more than what was held before");
            }
        }
        if (opens == null && ordered != null && rules.sizing() == null) {
            throw AlertRefusal.of(
                    "quantity",
                    "of a reversal 'market_position_size' has to say how much is held afterwards: the quantity is that and"
                            + " what was held before, together");
        }
        BigDecimal closes = before;
        if (closes == null && ordered != null && size != null && ordered.compareTo(size) > 0) {
            closes = ordered.subtract(size);
        }
        draft.intent = Intent.REVERSAL;
        draft.side = side;
        draft.closing = closes == null || rules.sizing() != null ? new Size.Everything() : new Size.Units(closes);
        draft.opening = quantity.opening(opens);
    }

    private Size partial(Positions positions, Quantities quantity) {
        BigDecimal size = positions.size();
        BigDecimal before = positions.sizeBefore();
        if (quantity.ofPosition != null) {
            return quantity.closing();
        }
        if (rules.sizing() != null) {
            // The account does not have what the chart has: the same share of it is sold.
            BigDecimal sold = quantity.units != null ? quantity.units : difference(positions);
            BigDecimal from = before != null ? before : size != null && sold != null ? size.add(sold) : null;
            if (sold == null || from == null || sold.signum() == 0 || from.compareTo(sold) <= 0) {
                throw AlertRefusal.of(
                        "quantity",
                        "a partial exit needs 'market_position_size' and 'prev_market_position_size' where 'sizing' does not"
                                + " leave the quantity to the alert");
            }
            return new Size.ShareOfPosition(Rate.of(sold.divide(from, 8, RoundingMode.HALF_EVEN)));
        }
        if (!quantity.isEmpty()) {
            return quantity.closing();
        }
        BigDecimal sold = difference(positions);
        if (sold == null || sold.signum() == 0) {
            throw AlertRefusal.of("quantity", "a partial exit needs a quantity");
        }
        return new Size.Units(sold);
    }

    private static @Nullable BigDecimal difference(Positions positions) {
        BigDecimal size = positions.size();
        BigDecimal before = positions.sizeBefore();
        return size == null || before == null ? null : size.subtract(before).abs();
    }

    private static boolean unchanged(Positions positions) {
        BigDecimal difference = difference(positions);
        return difference != null && difference.signum() == 0;
    }

    private static boolean grew(Positions positions) {
        BigDecimal size = positions.size();
        BigDecimal before = positions.sizeBefore();
        return size != null && before != null && size.compareTo(before) > 0;
    }

    private static boolean shrinks(Positions positions) {
        BigDecimal size = positions.size();
        BigDecimal before = positions.sizeBefore();
        return size != null && before != null && size.compareTo(before) < 0;
    }

    /** Equal but for the noise of TradingView's arithmetic. */
    private static boolean near(BigDecimal a, BigDecimal b) {
        return a.subtract(b).abs().compareTo(b.abs().movePointLeft(6)) <= 0;
    }

    private void close(Intent intent, @Nullable Side side, Size closing) {
        draft.intent = intent;
        draft.side = side;
        draft.closing = closing;
        draft.reduceOnly = true;
    }

    private void open(Intent intent, Side side, Size opening) {
        draft.intent = intent;
        draft.side = side;
        draft.opening = opening;
    }

    /** How much in all: for an exit what the alert says, even if all is closed. */
    private void total() {
        BigDecimal closes = draft.closing == null ? null : draft.closing.units();
        BigDecimal opens = draft.opening == null ? null : draft.opening.units();
        if (closes != null && opens != null) {
            draft.quantity = closes.add(opens);
        } else if (draft.opening != null) {
            draft.quantity = opens;
        } else if (closes != null) {
            draft.quantity = closes;
        } else if (draft.quantity != null && draft.quantity.signum() == 0) {
            draft.quantity = null;
        }
    }

    private static AlertRefusal contradiction(@Nullable Side side, Stance before, Stance now) {
        return AlertRefusal.of(
                "contradiction",
                (side == null ? "an exit" : side == Side.BUY ? "a buy" : "a sell") + " cannot lead from "
                        + before.name().toLowerCase(Locale.ROOT) + " to "
                        + now.name().toLowerCase(Locale.ROOT));
    }
}
