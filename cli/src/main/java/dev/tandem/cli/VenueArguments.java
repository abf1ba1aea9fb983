package dev.tandem.cli;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataKind;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.TickSet;
import dev.tandem.sim.spot.FeeAsset;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import dev.tandem.venue.VenueBuilder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a venue was asked to be, checked option by option. */
final class VenueArguments {
    private static final String EXAMPLE = "USDT=1000000";

    private final Values values;
    private final Terminal terminal;
    private final CommandSpec spec;

    /** Whose protocol the venue speaks. */
    enum Api {
        BINANCE
    }

    VenueArguments(CommandSpec spec, Terminal terminal) {
        this.spec = spec;
        this.values = new Values(spec);
        this.terminal = terminal;
        List<String> missing = new ArrayList<>();
        for (String option : List.of("--data", "--instrument")) {
            List<String> texts = option.equals("--data") ? values.list(option) : one(values.text(option));
            if (texts.isEmpty()) {
                missing.add(option);
            }
            for (String text : texts) {
                if (text.isBlank()) {
                    throw Values.badOneOf(option, text, "it must not be empty");
                }
            }
        }
        if (!missing.isEmpty()) {
            throw UserError.usage(String.join(", ", missing)
                    + ": missing; for example tandem venue --data bars.csv --instrument BTC/USDT");
        }
    }

    private static List<String> one(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }

    List<String> data() {
        return values.list("--data");
    }

    private String source(String data) {
        return data.startsWith("sample:") ? data : terminal.resolve(data).toString();
    }

    /** The venue of the files that were named: of bars, or of the ticks themselves. */
    VenueBuilder venue() {
        ReadOptions reading = reading();
        List<MarketData> files = data().stream()
                .map(data -> MarketDataReader.read(source(data), reading))
                .toList();
        BookPolicy policy = new BookPolicy(
                values.choice("--book-gap", BookPolicy.Gap.class, BookPolicy.Gap.STOP),
                values.choice("--book-crossed", BookPolicy.Crossed.class, BookPolicy.Crossed.STOP));
        if (replaysTicks(files)) {
            files.forEach(file -> requireSome(file, file.events()));
            BarInterval bar = reading.bar();
            TickSet ticks = TickSet.of(files, bar == null ? BarInterval.MINUTE : bar, List.of(), policy);
            return venue(
                    Venue.of(ticks.markets().getFirst(), policy),
                    files.getFirst().instrument());
        }
        if (files.size() > 1) {
            throw UserError.usage("--data: several files of one market are its trades, quotes and book updates, for"
                    + " --replay ticks; of bars there is one");
        }
        BarColumns bars = files.getFirst().bars();
        requireSome(files.getFirst(), bars.size());
        return venue(Venue.of(bars), bars.instrument());
    }

    private void requireSome(MarketData file, int size) {
        if (size == 0) {
            throw UserError.usage(file.source() + ": there is nothing between --from and --to");
        }
    }

    /**
     * Ticks are replayed as they were recorded if that was asked for, where time runs, and where no bars can be made of them.
     * In lockstep, trades and quotes become bars with two steps each, as in a backtest.
     */
    private boolean replaysTicks(List<MarketData> files) {
        boolean bars = files.stream().allMatch(file -> file.kind() == MarketDataKind.BARS);
        boolean needed = files.size() > 1
                || files.getFirst().kind() == MarketDataKind.BOOK
                || (!bars && !clock().equals(ClockMode.LOCKSTEP));
        return values.choice(
                        "--replay",
                        MarketOptions.Replay.class,
                        needed ? MarketOptions.Replay.TICKS : MarketOptions.Replay.BARS)
                == MarketOptions.Replay.TICKS;
    }

    private ReadOptions reading() {
        return BacktestArguments.reading(spec, terminal, instrument());
    }

    private String instrument() {
        String symbol = values.text("--instrument", "");
        try {
            return Instrument.of(symbol).symbol();
        } catch (IllegalArgumentException e) {
            throw values.bad("--instrument", "base and quote asset in capitals, such as BTC/USDT");
        }
    }

    List<String> keys() {
        List<String> keys = values.list("--api-key");
        return keys.isEmpty() ? List.of("tandem") : keys;
    }

    private List<String> secrets() {
        List<String> secrets = values.list("--api-secret");
        if (values.list("--api-key").isEmpty() && secrets.isEmpty()) {
            return List.of("tandem-secret");
        }
        if (secrets.size() != keys().size()) {
            throw UserError.usage("--api-key, --api-secret: every key needs a secret and every secret a key; there are "
                    + values.list("--api-key").size() + " and " + secrets.size());
        }
        return secrets;
    }

    private VenueBuilder venue(VenueBuilder builder, Instrument instrument) {
        builder.clock(clock());
        values.choice("--api", Api.class, Api.BINANCE);
        List<String> secrets = secrets();
        for (int i = 0; i < secrets.size(); i++) {
            String key = keys().get(i);
            try {
                builder.account(key, secrets.get(i));
            } catch (IllegalArgumentException e) {
                throw UserError.usage("--api-key: " + e.getMessage());
            }
        }
        balances(builder, instrument);
        BigDecimal fee = values.decimal(
                "--fee",
                v -> v.signum() >= 0 && v.compareTo(BigDecimal.ONE) < 0 && v.scale() <= 8,
                "a rate from 0 to below 1 with at most 8 decimals, such as 0.001 for 0.1 %");
        builder.fee(
                fee == null ? Rate.parse("0.001") : Rate.of(fee),
                values.choice("--fee-asset", FeeAsset.class, FeeAsset.QUOTE));
        Long least = values.money("--min-notional", "5");
        if (least != null) {
            builder.minNotional(least);
        }
        Integer weight = values.count("--request-weight");
        Integer orders = values.count("--order-rate");
        builder.limits(weight == null ? 6_000 : weight, orders == null ? 100 : orders);
        values.parsed("--listen", builder::listen);
        Path faults = values.path("--faults", terminal);
        if (faults != null) {
            try {
                builder.faults(faults);
            } catch (IllegalArgumentException e) {
                throw UserError.usage("--faults: " + e.getMessage());
            }
        }
        Path journal = values.path("--journal", terminal);
        if (journal != null) {
            builder.journal(journal);
        }
        return builder;
    }

    private ClockMode clock() {
        String text = values.text("--clock", ClockMode.LOCKSTEP.text());
        ClockMode clock = ClockMode.parse(text);
        if (clock == null) {
            throw values.bad("--clock", "one of lockstep, 1x, 60x, max, or another multiple up to 1000000x");
        }
        return clock;
    }

    private void balances(VenueBuilder builder, Instrument instrument) {
        List<String> balances = values.list("--balance");
        if (balances.isEmpty()) {
            builder.balance(instrument.quote(), 1_000_000 * Money.ONE);
        }
        for (String text : balances) {
            int equals = text.indexOf('=');
            String asset = equals < 0 ? "" : text.substring(0, equals);
            if (!asset.equals(instrument.base()) && !asset.equals(instrument.quote())) {
                throw UserError.option(
                        "--balance",
                        text,
                        "an amount of " + instrument.base() + " or " + instrument.quote() + ", such as "
                                + EXAMPLE.replace("USDT", instrument.quote()));
            }
            try {
                long units = Money.of(Decimals.parse(text.substring(equals + 1)));
                if (units < 0) {
                    throw new NumberFormatException("negative");
                }
                builder.balance(asset, units);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw UserError.option(
                        "--balance",
                        text,
                        "an amount from 0 to 92 billion with at most 8 decimals, such as "
                                + EXAMPLE.replace("USDT", instrument.quote()));
            }
        }
    }
}
