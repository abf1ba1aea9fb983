package dev.tandem.webhook.alert;

import dev.tandem.model.Instrument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What alerts call an instrument, and which one that is. Nothing is guessed: a symbol that is not here is refused, and
 * {@code BTCUSDT.P} is another one than {@code BTCUSDT}.
 */
public final class SymbolTable {
    private static final int LONGEST_SYMBOL = 40;
    private static final int LONGEST_EXCHANGE = 20;

    private final Map<String, Instrument> bySymbol;

    private SymbolTable(Map<String, Instrument> bySymbol) {
        this.bySymbol = bySymbol;
    }

    /**
     * A table.
     *
     * @param names from what the alert calls it, with or without its exchange, to what the exchange plugin calls it
     * @param instruments finds an instrument by its symbol, such as BTC/USDT
     * @throws IllegalArgumentException naming the entry that is wrong
     */
    public static SymbolTable of(Map<String, String> names, Function<String, Instrument> instruments) {
        Map<String, Instrument> table = new LinkedHashMap<>();
        names.forEach((name, symbol) -> {
            String key = name.toUpperCase(Locale.ROOT);
            if (!isAscii(name) || !isSymbol(stripExchange(key))) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not a symbol as TradingView writes it, such as BINANCE:BTCUSDT");
            }
            if (table.put(key, instruments.apply(symbol)) != null) {
                throw new IllegalArgumentException("'" + name + "' is there twice");
            }
        });
        table.forEach((key, instrument) -> {
            if (key.endsWith(".P") && instrument.equals(table.get(key.substring(0, key.length() - 2)))) {
                throw new IllegalArgumentException("'" + key + "' is a perpetual contract and '"
                        + key.substring(0, key.length() - 2) + "' is the coin itself: both are " + instrument
                        + " here, and one of them is wrong");
            }
        });
        return new SymbolTable(table);
    }

    /** The instruments that can be traded, each once. */
    public List<Instrument> instruments() {
        Set<Instrument> all = new LinkedHashSet<>(bySymbol.values());
        return List.copyOf(all);
    }

    /** What alerts may call them. */
    public Collection<String> names() {
        return bySymbol.keySet();
    }

    /** The same names for instruments that are known better meanwhile, with the exchange's own grid. */
    public SymbolTable with(Function<Instrument, Instrument> better) {
        Map<String, Instrument> table = new LinkedHashMap<>();
        bySymbol.forEach((name, instrument) -> table.put(name, better.apply(instrument)));
        return new SymbolTable(table);
    }

    /**
     * The instrument of an alert's symbol.
     *
     * @param exchange as the alert names it, or null
     * @param symbol in capitals, with or without an exchange before it
     */
    @Nullable
    Instrument find(@Nullable String exchange, String symbol) {
        Instrument whole = bySymbol.get(symbol);
        if (whole != null) {
            return whole;
        }
        if (exchange != null) {
            Instrument exact = bySymbol.get(exchange + ":" + symbol);
            if (exact != null) {
                return exact;
            }
        }
        if (exchange != null || symbol.indexOf(':') >= 0) {
            return bySymbol.get(stripExchange(symbol));
        }
        // An alert that does not name an exchange: right if there is one instrument only that it can be.
        List<Instrument> candidates = new ArrayList<>(1);
        bySymbol.forEach((name, instrument) -> {
            if (stripExchange(name).equals(symbol) && !candidates.contains(instrument)) {
                candidates.add(instrument);
            }
        });
        return candidates.size() == 1 ? candidates.getFirst() : null;
    }

    /** A symbol in capitals, or null if it is none. */
    static @Nullable String symbol(String text) {
        String stripped = text.strip();
        if (!isAscii(stripped)) {
            return null;
        }
        String upper = stripped.toUpperCase(Locale.ROOT);
        return isSymbol(stripExchange(upper)) ? upper : null;
    }

    /** The name of an exchange in capitals, or null if it is none. */
    static @Nullable String exchange(String text) {
        String stripped = text.strip();
        if (!isAscii(stripped)) {
            return null;
        }
        String upper = stripped.toUpperCase(Locale.ROOT);
        return isExchange(upper, upper.length()) ? upper : null;
    }

    /** What stands before the colon, if that is an exchange; else null. */
    static @Nullable String exchangeOf(String symbol) {
        int colon = symbol.indexOf(':');
        if (colon <= 0 || !isExchange(symbol, colon)) {
            return null;
        }
        return symbol.substring(0, colon);
    }

    static String stripExchange(String symbol) {
        return exchangeOf(symbol) == null ? symbol : symbol.substring(symbol.indexOf(':') + 1);
    }

    /** Whether TradingView's name is one of a contract without end. */
    static boolean isPerpetual(String symbol) {
        String ticker = stripExchange(symbol);
        return ticker.endsWith(".P") || ticker.endsWith("PERP") || ticker.endsWith("-SWAP");
    }

    /** {@code [A-Z0-9._:!/-]{1,40}}. */
    private static boolean isSymbol(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isCapitalOrDigit(c) && "._:!/-".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_SYMBOL;
    }

    /** {@code [A-Z0-9_]{1,20}}, up to there. */
    private static boolean isExchange(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!isCapitalOrDigit(c) && c != '_') {
                return false;
            }
        }
        return end > 0 && end <= LONGEST_EXCHANGE;
    }

    private static boolean isCapitalOrDigit(char c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 126 || text.charAt(i) < 33) {
                return false;
            }
        }
        return true;
    }
}
