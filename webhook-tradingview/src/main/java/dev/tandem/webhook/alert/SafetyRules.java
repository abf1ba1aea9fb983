package dev.tandem.webhook.alert;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What limits the risk of an order and is not understood must not be passed over. */
final class SafetyRules {
    /** Words in a name that say that it limits something. */
    private static final Set<String> LIMITING = Set.of(
            "min",
            "minimum",
            "limit",
            "risk",
            "loss",
            "target",
            "targets",
            "leverage",
            "slippage",
            "hedge",
            "margin",
            "isolated",
            "oco",
            "bracket",
            "expire",
            "expires",
            "expiry",
            "expiration",
            "valid",
            "ttl",
            "be",
            "breakeven",
            "drawdown",
            "pyramiding",
            "test",
            "paper",
            "demo",
            "dry",
            "dryrun",
            "simulate",
            "simulation",
            "sandbox",
            "testnet",
            "delay",
            "wait",
            "cancel",
            "close",
            "exit",
            "exits",
            "takeprofit",
            "takeprofits",
            "cooldown");

    private static final List<String> BEGINNINGS = List.of("max", "stop", "trail", "reduce", "takeprofit");

    private static final Pattern EXIT = Pattern.compile("(?:sl|tp)[0-9]*");
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");

    private SafetyRules() {}

    static void checkNames(Fields fields) {
        Field leverage = fields.first(Aliases.LEVERAGE);
        if (leverage != null && Agreement.number("leverage", leverage).compareTo(BigDecimal.ONE) != 0) {
            throw AlertRefusal.of(
                    "field", "'" + leverage.name() + "' is not carried out: an alert cannot set a leverage");
        }
        Field reverse = fields.first(Aliases.REVERSE);
        if (reverse != null && Agreement.truth(reverse)) {
            throw AlertRefusal.of(
                    "field",
                    "'" + reverse.name()
                            + "' is not carried out: 'market_position' and its size say what is to be held");
        }
        for (Field field : fields.all()) {
            if (field.alias() == null && !field.key().startsWith("bar.") && limits(field) && field.isSaid()) {
                throw AlertRefusal.of(
                        "field",
                        "'" + field.name() + "' limits the risk and is not understood: take it out, or write it so"
                                + " that it is");
            }
        }
    }

    static void checkSize(AlertDraft draft) {
        Field greatest = draft.fields.first(Aliases.MAX_SIZE);
        if (greatest != null && draft.opening != null) {
            BigDecimal max = Agreement.positive("max size", greatest);
            BigDecimal size = draft.opening.units();
            if (size == null || size.compareTo(max) > 0) {
                throw AlertRefusal.of(
                        "field",
                        "'" + greatest.name() + "' allows " + max.toPlainString() + ", and "
                                + (size == null
                                        ? "how much that is, is not known yet"
                                        : size.toPlainString() + " is wanted"));
            }
        }
    }

    private static boolean limits(Field field) {
        for (String word : words(field.name())) {
            if (LIMITING.contains(word) || EXIT.matcher(word).matches()) {
                return true;
            }
            for (String beginning : BEGINNINGS) {
                if (word.startsWith(beginning)) {
                    return true;
                }
            }
        }
        // Words that are written together.
        String key = field.key();
        return key.contains("stoploss")
                || key.contains("takeprofit")
                || key.contains("dryrun")
                || key.contains("papertrad");
    }

    /** {@code maxLoss_2} is max, loss, 2. */
    private static String[] words(String name) {
        return BETWEEN.split(HUMP.matcher(name).replaceAll("$1 $2").toLowerCase(Locale.ROOT));
    }
}
