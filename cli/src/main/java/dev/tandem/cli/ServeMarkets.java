package dev.tandem.cli;

import dev.tandem.gate.RiskLimits;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginRegistry;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.JournalReader;
import dev.tandem.runtime.journal.JournalRecord;
import dev.tandem.runtime.session.TradingAccount;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.match.FillModel;
import dev.tandem.webhook.Marketplace;
import dev.tandem.webhook.PluginMarketplace;
import dev.tandem.webhook.alert.AlertRules;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Opens what alerts are carried out on: recorded bars, or an exchange. */
final class ServeMarkets {
    private final CommandSpec spec;
    private final Terminal terminal;
    private final ServeArguments arguments;
    private final Values values;

    ServeMarkets(CommandSpec spec, Terminal terminal, ServeArguments arguments) {
        this.spec = spec;
        this.terminal = terminal;
        this.arguments = arguments;
        this.values = arguments.values;
    }

    /** The markets, and the rules with the instruments as those markets know them. */
    record Opened(AlertRules rules, List<Marketplace> markets, List<Marketplace> agents) {}

    Opened open(AlertRules rules) {
        if (rules.symbols().instruments().isEmpty()) {
            throw UserError.usage("--webhook-symbols: missing; for example --webhook-symbols BINANCE:BTCUSDT=BTC/USDT");
        }
        return arguments.exchange().equals("sim") ? simulated(rules) : real(rules);
    }

    private Opened simulated(AlertRules rules) {
        List<String> data = values.list("--data");
        if (data.isEmpty()) {
            throw UserError.usage("--data: missing; the simulated exchange needs bars, such as --data bars.csv");
        }
        Map<String, String> bySymbol = new HashMap<>();
        String forAll = null;
        for (String text : data) {
            int equals = text.indexOf('=');
            if (equals > 0 && text.substring(0, equals).contains("/") && isSymbol(text.substring(0, equals))) {
                bySymbol.put(text.substring(0, equals), text.substring(equals + 1));
            } else if (forAll == null) {
                forAll = text;
            } else {
                throw UserError.option("--data", text, "one file for all, and SYMBOL=FILE for others");
            }
        }
        Map<String, List<Instrument>> byQuote = new LinkedHashMap<>();
        Map<Instrument, BarColumns> bars = new HashMap<>();
        for (Instrument instrument : rules.symbols().instruments()) {
            String source = bySymbol.getOrDefault(instrument.symbol(), forAll);
            if (source == null) {
                throw UserError.usage(
                        "--data: there are no bars of " + instrument + "; such as --data " + instrument + "=bars.csv");
            }
            bars.put(instrument, read(source, instrument));
            byQuote.computeIfAbsent(instrument.quote(), quote -> new ArrayList<>())
                    .add(instrument);
        }
        SimConfig config = config();
        Long cash = values.money("--cash", "1000000");
        long begin = cash == null ? 1_000_000 * Money.ONE : cash;
        List<Marketplace> markets = new ArrayList<>();
        byQuote.values()
                .forEach(instruments ->
                        markets.add(new SimMarketplace(instruments, part(bars, instruments), config, begin)));
        List<Marketplace> agents = new ArrayList<>();
        for (Instrument instrument : rules.symbols().instruments()) {
            List<Instrument> one = List.of(instrument);
            agents.add(new SimMarketplace(one, part(bars, one), config, begin));
        }
        return new Opened(rules, markets, agents);
    }

    private static boolean isSymbol(String text) {
        try {
            Instrument.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<Instrument, BarColumns> part(Map<Instrument, BarColumns> bars, List<Instrument> instruments) {
        Map<Instrument, BarColumns> part = new HashMap<>(bars);
        part.keySet().retainAll(instruments);
        return part;
    }

    private BarColumns read(String source, Instrument instrument) {
        String resolved =
                source.startsWith("sample:") ? source : terminal.resolve(source).toString();
        BarColumns bars = MarketDataReader.read(
                        resolved, BacktestArguments.reading(spec, terminal, instrument.symbol()))
                .bars();
        if (bars.size() == 0) {
            throw UserError.usage(source + ": there is no bar between --from and --to");
        }
        return bars;
    }

    private SimConfig config() {
        Rate fee = fee();
        return SimConfig.standard()
                .withAccount(values.choice("--account", AccountType.class, AccountType.MARGIN))
                .withFills(values.choice("--fills", FillModel.class, FillModel.REALISTIC))
                .withFees(fee, fee);
    }

    private Rate fee() {
        BigDecimal fee = values.decimal(
                "--fee",
                v -> v.abs().compareTo(BigDecimal.ONE) < 0 && v.scale() <= 8,
                "a rate between -1 and 1 with at most 8 decimals, such as 0.001 for 0.1 %");
        return fee == null ? Rate.parse("0.001") : Rate.of(fee);
    }

    // Real ones

    private Opened real(AlertRules rules) {
        if (!values.list("--agents").isEmpty() && values.text("--bar") == null) {
            throw UserError.usage("--agents: at " + arguments.exchange()
                    + " agents decide at the close of bars: give --bar as well, such as --bar 1h");
        }
        List<Instrument> wanted = rules.symbols().instruments();
        String quote = wanted.getFirst().quote();
        for (Instrument instrument : wanted) {
            if (!instrument.quote().equals(quote)) {
                throw UserError.usage("--webhook-symbols: at a real exchange all must be priced in one asset, and "
                        + wanted.getFirst() + " and " + instrument + " are not; start one server for each");
            }
        }
        Map<String, String> settings = new HashMap<>();
        String endpoint = ExchangeAccess.endpoint(values);
        if (endpoint != null) {
            settings.put("url", endpoint);
        }
        if (values.isSet("--sandbox")) {
            settings.put("sandbox", "true");
        }
        if (settings.isEmpty()) {
            refuseRealMoneyWithoutLimits();
        }
        PluginRegistry registry = PluginRegistry.discover();
        try {
            PluginConfig config = new PluginConfig(arguments.exchange(), PluginConfig.DEFAULT_ACCOUNT, settings);
            TradingAccount account = Connection.open(
                    () -> registry.plugin(config),
                    hasBegun(arguments.journal().resolve(quote)),
                    InstantSource.system(),
                    trouble -> new SessionLines(terminal, "", false).said("waiting", trouble));
            ExecutionPlugin plugin = account.plugin();
            AlertRules known = rules.withSymbols(rules.symbols().with(each -> PluginMarketplace.find(plugin, each)));
            return new Opened(
                    known,
                    List.of(new PluginMarketplace(account, known.symbols().instruments(), fee())),
                    values.text("--bar") == null ? List.of() : agents(account, known));
        } catch (PluginException e) {
            registry.close();
            throw UserError.network(arguments.exchange() + ": " + e.getMessage());
        }
    }

    /** Whether a server was connected to this account before: then something may rest there that waits for this one. */
    private static boolean hasBegun(Path journal) {
        if (!Files.isDirectory(journal)) {
            return false;
        }
        try (JournalReader reader = JournalReader.open(journal)) {
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                if (next.entry() instanceof JournalEntry.Input) {
                    return true;
                }
            }
            return false;
        } catch (JournalException e) {
            // None yet, or damaged: the journal itself says so when it is opened.
            return false;
        }
    }

    /** One for each instrument, in the account in which alerts trade. */
    private List<Marketplace> agents(TradingAccount account, AlertRules rules) {
        List<Marketplace> agents = new ArrayList<>();
        for (Instrument instrument : rules.symbols().instruments()) {
            agents.add(new PluginMarketplace(account, List.of(instrument), fee()));
        }
        return agents;
    }

    private void refuseRealMoneyWithoutLimits() {
        RiskLimits limits = arguments.limits();
        boolean limited = limits.orderNotional() != RiskLimits.OFF
                && limits.positionNotional() != RiskLimits.OFF
                && limits.dailyLoss() != RiskLimits.OFF;
        if (!values.isSet("--real-money") || !limited) {
            throw UserError.refused(
                    arguments.exchange() + " is a real exchange: give --sandbox or --endpoint, or --real-money"
                            + " together with --max-order-notional, --max-position-notional and --max-daily-loss");
        }
    }
}
