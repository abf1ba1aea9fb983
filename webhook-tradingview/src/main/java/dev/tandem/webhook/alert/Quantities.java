package dev.tandem.webhook.alert;

import dev.tandem.gate.Sizing;
import dev.tandem.model.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How much an alert says, and in what. A number whose unit is not clear is refused, never guessed. */
final class Quantities {
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%");

    private final AlertRules rules;
    /** A bare number of the base asset, or null. */
    final @Nullable BigDecimal units;
    /** An amount of the quote asset, or null. */
    final @Nullable BigDecimal worth;
    /** Percent of the account, or null. */
    final @Nullable Rate ofEquity;
    /** Percent of the position, or null. */
    final @Nullable Rate ofPosition;

    private final @Nullable AlertRefusal unclear;

    Quantities(Fields fields, AlertRules rules) {
        this.rules = rules;
        List<Field> named = named(fields);
        BigDecimal bare = null;
        BigDecimal amount = null;
        Rate equity = null;
        Rate position = null;
        AlertRefusal problem = null;
        Unit unit = unit(fields);
        if (!named.isEmpty()) {
            var percent = PERCENT.matcher(named.getFirst().text().strip());
            if (percent.matches()) {
                Agreement.of("quantity", named, Field::text, String::equals);
                position = share(named.getFirst(), new BigDecimal(percent.group(1)));
            } else {
                BigDecimal value = Agreement.number("quantity", named);
                if (value.signum() < 0) {
                    throw AlertRefusal.of("quantity", "'" + named.getFirst().name() + "' must not be negative");
                }
                switch (unit) {
                    case BASE -> bare = value;
                    case QUOTE -> amount = value;
                    case EQUITY -> equity = share(named.getFirst(), value);
                    case POSITION -> position = share(named.getFirst(), value);
                    case UNSAID -> {
                        bare = value;
                        if (fields.has("direction")
                                && named.stream().allMatch(f -> f.key().equals("size"))) {
                            problem = AlertRefusal.of(
                                    "quantity",
                                    "'size' beside 'direction' is money in some products and a quantity in others: say which"
                                            + " with 'webhook: quantity-unit'");
                        }
                    }
                }
            }
        }
        List<Field> quote = fields.said(Aliases.QUOTE_QUANTITY);
        if (!quote.isEmpty()) {
            amount = oneOnly(amount, Agreement.number("quantity", quote), quote.getFirst());
        }
        List<Field> percent = fields.said(Aliases.EQUITY_PERCENT);
        if (!percent.isEmpty()) {
            equity = share(percent.getFirst(), Agreement.number("quantity", percent));
        }
        int said = (bare == null ? 0 : 1)
                + (amount == null ? 0 : 1)
                + (equity == null ? 0 : 1)
                + (position == null ? 0 : 1);
        if (said > 1) {
            throw AlertRefusal.of("quantity", "the quantity is there more than once, in several units");
        }
        this.units = bare;
        this.worth = amount;
        this.ofEquity = equity;
        this.ofPosition = position;
        this.unclear = problem;
    }

    private static BigDecimal oneOnly(@Nullable BigDecimal before, BigDecimal value, Field field) {
        if (before != null && before.compareTo(value) != 0) {
            throw AlertRefusal.of("aliases", "'" + field.name() + "' says another amount than a name before it");
        }
        return value;
    }

    /** A volume beside the prices of a bar is the bar's. */
    private static List<Field> named(Fields fields) {
        List<Field> named = new ArrayList<>(fields.said(Aliases.QUANTITY));
        named.removeIf(field -> field.key().equals("volume") && (fields.has(Aliases.BAR) || fields.has("close")));
        return named;
    }

    private enum Unit {
        UNSAID,
        BASE,
        QUOTE,
        EQUITY,
        POSITION
    }

    private Unit unit(Fields fields) {
        List<Field> said = fields.said(Aliases.QUANTITY_TYPE);
        if (said.isEmpty()) {
            AlertRules.QuantityUnit configured = rules.quantityUnit();
            return configured == null
                    ? Unit.UNSAID
                    : configured == AlertRules.QuantityUnit.BASE ? Unit.BASE : Unit.QUOTE;
        }
        return Agreement.of("unit of the quantity", said, Quantities::unit, (a, b) -> a == b);
    }

    private static Unit unit(Field field) {
        String word = field.text().toLowerCase(Locale.ROOT).replaceAll("[^a-z%]", "");
        return switch (word) {
            case "base", "fixedquantity", "fixed", "quantity", "units", "unit", "shares", "contracts", "coins" ->
                Unit.BASE;
            case "quote", "dollaramount", "dollars", "usd", "usdt", "usdc", "cash" -> Unit.QUOTE;
            case "percentofequity", "equitypercent", "percentequity" -> Unit.EQUITY;
            case "percentofposition", "positionpercent", "percentposition" -> Unit.POSITION;
            default ->
                throw AlertRefusal.of(
                        "quantity",
                        "'" + field.name() + "' is a unit that is not understood: '" + Agreement.shorten(field.text())
                                + "'");
        };
    }

    private static Rate share(Field field, BigDecimal percent) {
        if (percent.signum() <= 0 || percent.compareTo(new BigDecimal(100)) > 0 || percent.scale() > 6) {
            throw AlertRefusal.of(
                    "quantity", "'" + field.name() + "' must be above 0 % and at most 100 %, with at most 6 decimals");
        }
        return Rate.ofPercent(percent);
    }

    /** Whether the alert says nothing. */
    boolean isEmpty() {
        return units == null && worth == null && ofEquity == null && ofPosition == null;
    }

    /** How much is opened, where the alert's number is meant. */
    Size opening() {
        return opening(units);
    }

    /**
     * How much is opened.
     *
     * @param units what the alert comes to, in units of the base asset; null if it says no such number
     */
    Size opening(@Nullable BigDecimal units) {
        Sizing sizing = rules.sizing();
        if (sizing != null) {
            return sizing instanceof Sizing.Fixed(BigDecimal quantity) ? new Size.Units(quantity) : new Size.ByRun();
        }
        mustBeClear();
        if (worth != null && worth.signum() > 0) {
            return new Size.Worth(worth);
        }
        if (ofEquity != null) {
            return new Size.ShareOfEquity(ofEquity);
        }
        if (ofPosition != null) {
            throw AlertRefusal.of("quantity", "a percentage of what? 'equity_percent' is of the account");
        }
        if (units == null) {
            throw AlertRefusal.of(
                    "quantity", "there is no quantity, and 'sizing' leaves it to the alert: it is never guessed");
        }
        if (units.signum() == 0) {
            throw AlertRefusal.of("quantity", "the quantity must be above 0");
        }
        return new Size.Units(units);
    }

    /** How much is closed: all of it if the alert names no quantity. */
    Size closing() {
        if (ofPosition != null) {
            return ofPosition.units() == Rate.ONE ? new Size.Everything() : new Size.ShareOfPosition(ofPosition);
        }
        if (rules.sizing() != null || isEmpty()) {
            return new Size.Everything();
        }
        mustBeClear();
        if (worth != null && worth.signum() > 0) {
            return new Size.Worth(worth);
        }
        if (ofEquity != null) {
            throw AlertRefusal.of("quantity", "an exit of a percentage of the account is not understood");
        }
        if (units == null || units.signum() == 0) {
            throw AlertRefusal.of("quantity", "the quantity must be above 0");
        }
        return new Size.Units(units);
    }

    private void mustBeClear() {
        if (unclear != null) {
            throw unclear;
        }
    }
}
