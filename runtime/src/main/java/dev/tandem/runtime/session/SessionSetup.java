package dev.tandem.runtime.session;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.runtime.journal.EngineWiring;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is run: the strategy, what it trades, and under which conditions. From it an engine can be built, and built again.
 *
 * @param exchange the plugin's name
 * @param strategyName as it was called
 * @param parameters what it is run with, defaults included
 * @param strategySha256 of its code
 * @param strategy makes it; called once for each engine
 * @param instruments what is traded, all quoted in one asset
 * @param bar how long a bar is
 * @param cash what the strategy may count as its own at the beginning, in units of {@link Money}
 * @param sizing how big orders are that do not say so
 * @param minConfidence below which entries are denied
 * @param limits how much may be at risk
 * @param stopLoss for entries that bring no exits; null for none
 * @param takeProfit for entries that bring no exits; null for none
 * @param trailingStop for entries that bring no exits; null for none
 * @param signalExits whether the strategy's own exits are carried out
 * @param bracketStart when exits begin to work
 * @param takerFee what sizing reckons with
 * @param capabilities what the venue can do
 * @param numbersBars whether trades name the rows of the data: in lockstep, with one instrument
 */
public record SessionSetup(
        String exchange,
        String strategyName,
        Map<String, String> parameters,
        String strategySha256,
        Supplier<? extends Strategy> strategy,
        List<Instrument> instruments,
        Duration bar,
        long cash,
        Sizing sizing,
        double minConfidence,
        RiskLimits limits,
        @Nullable Rate stopLoss,
        @Nullable Rate takeProfit,
        @Nullable Rate trailingStop,
        boolean signalExits,
        BracketStart bracketStart,
        Rate takerFee,
        Capabilities capabilities,
        boolean numbersBars) {
    public SessionSetup {
        instruments = List.copyOf(instruments);
        if (instruments.isEmpty()) {
            throw new IllegalArgumentException("a session needs something to trade");
        }
        if (!(minConfidence >= 0 && minConfidence <= 1)) {
            throw new IllegalArgumentException("the least confidence is a number from 0 to 1, was " + minConfidence);
        }
    }

    /** The same with other money to begin with. */
    public SessionSetup withCash(long amount) {
        return new SessionSetup(
                exchange,
                strategyName,
                parameters,
                strategySha256,
                strategy,
                instruments,
                bar,
                amount,
                sizing,
                minConfidence,
                limits,
                stopLoss,
                takeProfit,
                trailingStop,
                signalExits,
                bracketStart,
                takerFee,
                capabilities,
                numbersBars);
    }

    /** An engine, and the books that it keeps. */
    public record Built(Engine engine, Ledger ledger, Map<Instrument, BarHistory> histories) {}

    /**
     * Builds the engine of this session: the same for a live run, for a restart and for a replay.
     *
     * @param wiring the journal's
     * @param lane where orders go
     */
    public Built build(EngineWiring wiring, ExecutionLane lane) {
        Map<Instrument, BarHistory> histories = new LinkedHashMap<>();
        instruments.forEach(instrument -> histories.put(instrument, wiring.history(instrument)));
        Ledger ledger = new Ledger(instruments.getFirst().quote(), cash);
        Engine engine = new Engine(
                wiring.strategy(strategy.get()),
                wiring.clock(),
                new Gate(ConfidencePolicy.minimum(minConfidence), limits, sizing),
                new EngineOptions(
                        wiring.session(),
                        stopLoss == null ? null : Exit.fractionFromFill(stopLoss),
                        takeProfit == null ? null : Exit.fractionFromFill(takeProfit),
                        trailingStop,
                        signalExits,
                        bracketStart),
                histories,
                List.of(wiring.account(new EngineAccount(exchange, capabilities, ledger, takerFee, inbox -> lane))),
                numbersBars ? EquityRecording.AT_FILLS : EquityRecording.EACH_CLOSE,
                wiring.keeping());
        engine.haltOnFailure();
        return new Built(engine, ledger, histories);
    }

    /** Everything that decides what the engine does, in words: what the journal keeps of it. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("exchange", exchange);
        words.put("strategy", strategyName);
        parameters.forEach((name, value) -> words.put("p." + name, value));
        words.put("strategySha256", strategySha256);
        for (int i = 0; i < instruments.size(); i++) {
            Instrument instrument = instruments.get(i);
            words.put(
                    "instrument." + (i + 1),
                    instrument.symbol() + " " + instrument.tickSize().toPlainString() + " "
                            + instrument.lotSize().toPlainString() + " " + Money.toText(instrument.minNotional()));
        }
        words.put("bar", bar.toString());
        words.put("cash", Money.toText(cash));
        words.put(
                "size",
                switch (sizing) {
                    case Sizing.Fixed(var quantity) -> "quantity " + quantity.toPlainString();
                    case Sizing.PercentOfEquity(Rate share) -> "equity " + share;
                    case Sizing.PercentAtRisk(Rate share) -> "risk " + share;
                    case Sizing.Kelly(Rate part, Rate cap, Rate costs) ->
                        "kelly " + part + " up to " + cap + " after " + costs;
                });
        words.put("minConfidence", Double.toString(minConfidence));
        words.put("maxOrderNotional", limit(limits.orderNotional()));
        words.put("maxPositionNotional", limit(limits.positionNotional()));
        words.put("maxOpenOrders", count(limits.openOrders()));
        words.put("maxOrders", count(limits.ordersPerWindow()) + " in " + limits.window());
        words.put("maxDailyLoss", limit(limits.dailyLoss()));
        words.put("stopLoss", String.valueOf(stopLoss));
        words.put("takeProfit", String.valueOf(takeProfit));
        words.put("trailingStop", String.valueOf(trailingStop));
        words.put("signalExits", Boolean.toString(signalExits));
        words.put("bracketFrom", bracketStart.name());
        words.put("takerFee", takerFee.toString());
        // Which way the market's data come decides nothing that the engine does.
        EnumSet<Capability> deciding = EnumSet.noneOf(Capability.class);
        deciding.addAll(capabilities.asSet());
        deciding.remove(Capability.MARKET_DATA_STREAM);
        words.put("capabilities", Capabilities.of(deciding).toString());
        words.put("numbersBars", Boolean.toString(numbersBars));
        return words;
    }

    private static String limit(long amount) {
        return amount == RiskLimits.OFF ? "off" : Money.toText(amount);
    }

    private static String count(long number) {
        return number == RiskLimits.OFF ? "off" : Long.toString(number);
    }
}
