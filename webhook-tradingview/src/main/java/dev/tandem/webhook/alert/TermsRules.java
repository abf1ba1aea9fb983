package dev.tandem.webhook.alert;

import dev.tandem.model.Exit;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads prices, exits and how long an order stays. */
final class TermsRules {
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%");

    private enum Type {
        UNSAID,
        MARKET,
        LIMIT,
        STOP,
        STOP_LIMIT
    }

    private final AlertDraft draft;
    private final Fields fields;

    private TermsRules(AlertDraft draft) {
        this.draft = draft;
        this.fields = draft.fields;
    }

    static void read(AlertDraft draft) {
        new TermsRules(draft).read();
    }

    private void read() {
        Type type = type();
        draft.price = price();
        BigDecimal limit = positive("price", Aliases.LIMIT);
        BigDecimal stopPrice = positive("price", Aliases.STOP);
        boolean stops = type == Type.STOP || type == Type.STOP_LIMIT;
        if (type == Type.LIMIT && limit == null) {
            limit = draft.price;
        }
        BigDecimal stop = null;
        if (stops) {
            stop = stopPrice == null ? draft.price : stopPrice;
        }
        if ((type == Type.LIMIT || type == Type.STOP_LIMIT) && limit == null) {
            throw AlertRefusal.of("price", "a limit order needs a price");
        }
        if (stops && stop == null) {
            throw AlertRefusal.of("price", "a stop order needs a price");
        }
        if ((type == Type.MARKET || type == Type.STOP) && limit != null) {
            throw AlertRefusal.of("price", "a market order cannot have a limit price");
        }
        Exit stopLoss = exit("stop-loss", Aliases.STOP_LOSS, Aliases.STOP_LOSS_PERCENT);
        if (stopPrice != null && !stops) {
            if (stopLoss != null) {
                throw AlertRefusal.of("exits", "there are two stop-losses");
            }
            stopLoss = Exit.at(stopPrice);
        }
        Exit takeProfit = exit("take-profit", Aliases.TAKE_PROFIT, Aliases.TAKE_PROFIT_PERCENT);
        Side side = draft.side;
        if (side != null && draft.opening != null) {
            boolean buys = side == Side.BUY;
            stopLoss =
                    either(stopLoss, exit("stop-loss", buys ? Aliases.LONG_STOP_LOSS : Aliases.SHORT_STOP_LOSS, null));
            takeProfit = either(
                    takeProfit, exit("take-profit", buys ? Aliases.LONG_TAKE_PROFIT : Aliases.SHORT_TAKE_PROFIT, null));
        }
        fields.said(Aliases.EXIT_TYPE).forEach(TermsRules::exitType);
        draft.terms = new Terms(limit, stop, timeInForce(), postOnly(limit), stopLoss, takeProfit, trailing());
        checkSides(side, limit != null ? limit : stop != null ? stop : draft.price);
    }

    private static @Nullable Exit either(@Nullable Exit one, @Nullable Exit other) {
        if (one != null && other != null) {
            throw AlertRefusal.of("exits", "there are two of the same exit");
        }
        return one == null ? other : one;
    }

    private Type type() {
        Type type = Type.UNSAID;
        for (Field field : fields.said(Aliases.ORDER_TYPE)) {
            Type said = type(field);
            if (said == Type.UNSAID) {
                continue;
            }
            if (type != Type.UNSAID && type != said) {
                throw AlertRefusal.of("aliases", "'" + field.name() + "' says another type of order");
            }
            type = said;
        }
        return type;
    }

    private static Type type(Field field) {
        String word = field.text().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        return switch (word) {
            case "market", "mkt" -> Type.MARKET;
            case "limit", "lmt" -> Type.LIMIT;
            case "stop", "stopmarket", "stopentry" -> Type.STOP;
            case "stoplimit" -> Type.STOP_LIMIT;
            default -> {
                // A 'type' may be anything; one that limits something is not passed over.
                boolean limits = word.contains("stop") || word.contains("limit") || word.contains("trail");
                if (limits || !field.key().equals("type")) {
                    throw AlertRefusal.of(
                            "field",
                            "'" + field.name() + "' is a type of order that is not understood: '"
                                    + Agreement.shorten(field.text()) + "'");
                }
                yield Type.UNSAID;
            }
        };
    }

    /** The price that the alert mentions. A close beside a bar's other prices is the bar's. */
    private @Nullable BigDecimal price() {
        List<Field> said = fields.said(Aliases.PRICE);
        if (fields.has(Aliases.BAR)) {
            said = new ArrayList<>(said);
            said.removeIf(field -> field.key().equals("close"));
        }
        if (said.isEmpty()) {
            return null;
        }
        BigDecimal price = Agreement.number("price", said);
        if (price.signum() < 0) {
            throw AlertRefusal.of("price", "'" + said.getFirst().name() + "' must not be negative");
        }
        return price.signum() == 0 ? null : price;
    }

    private @Nullable BigDecimal positive(String what, Alias alias) {
        List<Field> said = fields.said(alias);
        if (said.isEmpty()) {
            return null;
        }
        BigDecimal value = Agreement.number(what, said);
        if (value.signum() < 0) {
            throw AlertRefusal.of(what, "'" + said.getFirst().name() + "' must not be negative");
        }
        return value.signum() == 0 ? null : value;
    }

    /** Zero is how templates say that there is none. */
    private @Nullable Exit exit(String what, Alias prices, @Nullable Alias percents) {
        List<Field> priced = fields.said(prices);
        List<Field> inPercent = percents == null ? List.of() : fields.said(percents);
        Exit exit = null;
        if (!priced.isEmpty()) {
            var percent = PERCENT.matcher(priced.getFirst().text().strip());
            if (percent.matches()) {
                Agreement.of(what, priced, Field::text, String::equals);
                exit = percent(what, new BigDecimal(percent.group(1)));
            } else {
                BigDecimal price = Agreement.number("exits", priced);
                if (price.signum() < 0) {
                    throw AlertRefusal.of("exits", "'" + priced.getFirst().name() + "' must not be negative");
                }
                exit = price.signum() == 0 ? null : Exit.at(price);
            }
        }
        if (!inPercent.isEmpty()) {
            exit = either(exit, percent(what, Agreement.number("exits", inPercent)));
        }
        return exit;
    }

    private static @Nullable Exit percent(String what, BigDecimal percent) {
        if (percent.signum() == 0) {
            return null;
        }
        return Exit.fractionFromFill(rate(what, percent));
    }

    private static Rate rate(String what, BigDecimal percent) {
        if (percent.signum() <= 0
                || percent.compareTo(new BigDecimal(100)) >= 0
                || percent.stripTrailingZeros().scale() > 6) {
            throw AlertRefusal.of(
                    "exits", "the " + what + " must be above 0 % and below 100 %, with at most 6 decimals");
        }
        return Rate.ofPercent(percent);
    }

    private @Nullable Rate trailing() {
        List<Field> percents = fields.said(Aliases.TRAILING_PERCENT);
        Rate rate = null;
        if (!percents.isEmpty()) {
            BigDecimal percent = Agreement.number("exits", percents);
            rate = percent.signum() == 0 ? null : rate("trailing stop", percent);
        }
        for (Field field : fields.said(Aliases.TRAILING)) {
            if (!field.isSaid()) {
                continue;
            }
            var percent = PERCENT.matcher(field.text().strip());
            if (!percent.matches()) {
                throw AlertRefusal.of(
                        "exits",
                        "'" + field.name()
                                + "' must be in percent, such as \"1.5%\": a bare number may be a price, a distance"
                                + " or a percentage");
            }
            Rate said = rate("trailing stop", new BigDecimal(percent.group(1)));
            if (rate != null && !rate.equals(said)) {
                throw AlertRefusal.of("aliases", "'" + field.name() + "' says another trailing stop");
            }
            rate = said;
        }
        return rate;
    }

    private static void exitType(Field type) {
        if (!List.of("stop", "market", "stop_market", "limit")
                .contains(type.text().toLowerCase(Locale.ROOT))) {
            throw AlertRefusal.of("field", "'" + type.name() + "' is a type of exit that is not understood");
        }
        if (type.key().startsWith("stop") && type.text().equalsIgnoreCase("limit")) {
            throw AlertRefusal.of("field", "'" + type.name() + "': a stop-loss is a stop, not a limit order");
        }
    }

    private TimeInForce timeInForce() {
        List<Field> said = fields.said(Aliases.TIME_IN_FORCE);
        if (said.isEmpty()) {
            return TimeInForce.GOOD_TILL_CANCELED;
        }
        return Agreement.of("time in force", said, TermsRules::timeInForce, Object::equals);
    }

    private static TimeInForce timeInForce(Field field) {
        return switch (field.text().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "")) {
            case "gtc", "goodtillcanceled", "goodtillcancelled", "goodtilcanceled" -> TimeInForce.GOOD_TILL_CANCELED;
            case "ioc", "immediateorcancel" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "fok", "fillorkill" -> TimeInForce.FILL_OR_KILL;
            case "day" -> TimeInForce.DAY;
            default ->
                throw AlertRefusal.of(
                        "field",
                        "'" + field.name() + "' must be gtc, ioc, fok or day, was '" + Agreement.shorten(field.text())
                                + "'");
        };
    }

    private boolean postOnly(@Nullable BigDecimal limit) {
        Field field = fields.first(Aliases.POST_ONLY);
        boolean postOnly = field != null && Agreement.truth(field);
        if (postOnly && limit == null) {
            throw AlertRefusal.of("price", "only a limit order can be post-only");
        }
        return postOnly;
    }

    /** A stop-loss belongs on the losing side of the price, a take-profit on the other. */
    private void checkSides(@Nullable Side side, @Nullable BigDecimal price) {
        if (side == null || price == null || draft.opening == null) {
            return;
        }
        checkSide(draft.terms.stopLoss(), price, side == Side.BUY ? -1 : 1, "stop-loss", side);
        checkSide(draft.terms.takeProfit(), price, side == Side.BUY ? 1 : -1, "take-profit", side);
    }

    private static void checkSide(@Nullable Exit exit, BigDecimal price, int right, String what, Side side) {
        if (exit instanceof Exit.At(BigDecimal at) && at.compareTo(price) != right) {
            throw AlertRefusal.of(
                    "exits",
                    "the " + what + " of " + at.toPlainString() + " must be "
                            + (right > 0 ? "above" : "below") + " the price of " + price.toPlainString() + " for a "
                            + side.name().toLowerCase(Locale.ROOT));
        }
    }
}
