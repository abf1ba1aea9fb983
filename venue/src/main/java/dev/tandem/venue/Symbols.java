package dev.tandem.venue;

import dev.tandem.model.Instrument;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is traded here, by Binance's names: {@code BTCUSDT} is BTC/USDT. */
final class Symbols {
    private final Map<String, SymbolRules> bySymbol = new LinkedHashMap<>();

    Symbols(List<Instrument> instruments) {
        for (Instrument instrument : instruments) {
            SymbolRules rules = new SymbolRules(instrument);
            if (bySymbol.put(rules.symbol(), rules) != null) {
                throw new IllegalArgumentException("two instruments are called " + rules.symbol());
            }
        }
    }

    Collection<SymbolRules> all() {
        return bySymbol.values();
    }

    /** The symbol that a mandatory parameter names. */
    SymbolRules required(Parameters parameters) {
        return named(Parameters.required("symbol", parameters.symbol("symbol")));
    }

    SymbolRules named(String symbol) {
        SymbolRules rules = bySymbol.get(symbol);
        if (rules == null) {
            throw BinanceError.INVALID_SYMBOL.exception();
        }
        return rules;
    }
}
