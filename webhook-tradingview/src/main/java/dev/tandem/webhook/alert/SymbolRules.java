package dev.tandem.webhook.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which instrument an alert is about. */
final class SymbolRules {
    private static final Set<String> SPOT = Set.of("spot", "cash");
    private static final Set<String> WITHOUT_END =
            Set.of("perp", "perpetual", "swap", "futures", "future", "linear", "inverse");
    private static final Set<String> OTHER = Set.of("crypto", "forex", "stock", "stocks", "cfd", "index", "fund", "dr");

    private SymbolRules() {}

    static void read(AlertDraft draft, AlertRules rules) {
        Fields fields = draft.fields;
        List<Field> named = new ArrayList<>();
        List<Field> kinds = new ArrayList<>(fields.said(Aliases.MARKET_TYPE));
        for (Field field : fields.said(Aliases.SYMBOL)) {
            boolean isKind = field.key().equals("market") && kind(field) != null;
            (isKind ? kinds : named).add(field);
        }
        if (named.isEmpty()) {
            throw AlertRefusal.of("missing-fields", "there is no symbol: 'ticker' or 'symbol' says which");
        }
        List<Field> exchanges = fields.said(Aliases.EXCHANGE);
        String exchange =
                exchanges.isEmpty() ? null : Agreement.of("exchange", exchanges, SymbolRules::exchange, String::equals);
        String ticker = null;
        for (Field field : named) {
            String symbol = SymbolTable.symbol(field.text());
            if (symbol == null) {
                throw AlertRefusal.of(
                        "symbol",
                        "'" + field.name() + "' must be a symbol of at most 40 letters, digits and . _ : ! / -");
            }
            String prefix = SymbolTable.exchangeOf(symbol);
            String plain = SymbolTable.stripExchange(symbol);
            if (ticker != null && !ticker.equals(plain)) {
                throw AlertRefusal.of("aliases", "'" + field.name() + "' names another symbol than a name before it");
            }
            ticker = plain;
            if (prefix != null) {
                if (exchange != null && !withoutDelay(exchange).equals(withoutDelay(prefix))) {
                    throw AlertRefusal.of(
                            "aliases", "'" + field.name() + "' names another exchange than a name before it");
                }
                exchange = exchange == null || isDelayed(prefix) ? prefix : exchange;
            }
        }
        if (exchange != null && isDelayed(exchange)) {
            throw AlertRefusal.of(
                    "delayed-data", "the chart's data are delayed (" + exchange + "): nothing is traded on them");
        }
        if (ticker == null) {
            throw new IllegalStateException("a symbol was named");
        }
        draft.symbol = exchange == null ? ticker : exchange + ":" + ticker;
        checkKind(kinds, ticker);
        draft.instrument = rules.symbols().find(exchange, ticker);
    }

    private static String exchange(Field field) {
        String exchange = SymbolTable.exchange(field.text());
        if (exchange == null) {
            throw AlertRefusal.of(
                    "symbol", "'" + field.name() + "' must be an exchange of at most 20 letters, digits and _");
        }
        return exchange;
    }

    private static boolean isDelayed(String exchange) {
        return exchange.endsWith("_DL") || exchange.endsWith("_DLY");
    }

    private static String withoutDelay(String exchange) {
        return isDelayed(exchange) ? exchange.substring(0, exchange.lastIndexOf("_DL")) : exchange;
    }

    private static @Nullable String kind(Field field) {
        String kind = field.text().strip().toLowerCase(Locale.ROOT);
        return SPOT.contains(kind) || WITHOUT_END.contains(kind) || OTHER.contains(kind) ? kind : null;
    }

    private static void checkKind(List<Field> kinds, String ticker) {
        for (Field field : kinds) {
            String kind = kind(field);
            if (kind == null) {
                continue;
            }
            boolean perpetual = SymbolTable.isPerpetual(ticker);
            if (SPOT.contains(kind) && perpetual) {
                throw AlertRefusal.of(
                        "perpetual", "'" + field.name() + "' says spot, and " + ticker + " is a perpetual contract");
            }
            if (WITHOUT_END.contains(kind) && !perpetual && !ticker.endsWith("!") && !isDated(ticker)) {
                throw AlertRefusal.of(
                        "perpetual",
                        "'" + field.name() + "' says " + kind + ", and " + ticker
                                + " is not the name of such a contract");
            }
        }
    }

    /** A contract with an end: {@code NQZ2026}, {@code BTCUSDT_260327}. */
    private static boolean isDated(String ticker) {
        return ticker.matches(".*[0-9]{4,6}");
    }

    static void mustBeKnown(AlertDraft draft) {
        if (draft.instrument == null) {
            throw AlertRefusal.of(
                    "unmapped-symbol",
                    draft.symbol + " is not among the symbols of the configuration: add it to 'webhook: symbols'");
        }
    }
}
