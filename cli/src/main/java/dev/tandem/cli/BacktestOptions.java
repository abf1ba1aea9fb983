package dev.tandem.cli;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.Sizing;
import dev.tandem.gate.Thresholds;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.match.FillModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest was asked for, checked option by option; null where nothing was said and there is no default.
 *
 * @param data a file, or {@code sample:NAME}
 * @param instrument symbol, tick and lot; the default grid where nothing was said
 * @param market what of the market there is beside one file of bars
 * @param reading how the data are read: grid, length and label of bars, columns, lenience, period
 * @param strategy a built-in's name, a {@code .java} file or a class name
 * @param classpath where else classes are looked up
 * @param parameters of the strategy, as they were written
 * @param cash to begin with, in units of {@link Money}
 * @param account whether it may be short
 * @param sizing how large an order is that does not say so itself
 * @param closeAtEnd whether an open position is closed at the last close
 * @param makerFee of fills that rested
 * @param takerFee of the other fills
 * @param slippage by which market and stop fills are worse
 * @param slippageWithinBar whether slippage stops at the bar's high and low
 * @param fills which assumption about what a bar does not tell
 * @param bracketFrom from when on the exits of an entry work
 * @param stopLoss distance from the fill, as a fraction
 * @param takeProfit distance from the fill, as a fraction
 * @param trailingStop distance from the best close, as a fraction
 * @param signalExit whether the strategy's own exits are heard
 * @param minConfidence below which an entry is denied
 * @param minimaFor other minima for some strategies, instruments, sides and agents
 * @param minEdge below which expected value, as a fraction, an entry is denied
 * @param signals where recorded signals are
 * @param maxOrderNotional limit of one order, in units of {@link Money}
 * @param maxPositionNotional limit of the position, in units of {@link Money}
 * @param maxOpenOrders limit of orders that may still be filled
 * @param maxDailyLoss in units of {@link Money}
 * @param report where the report's files go
 * @param format who reads the result
 */
record BacktestOptions(
        String data,
        Instrument instrument,
        MarketOptions market,
        ReadOptions reading,
        String strategy,
        List<Path> classpath,
        Map<String, String> parameters,
        long cash,
        AccountType account,
        Sizing sizing,
        boolean closeAtEnd,
        Rate makerFee,
        Rate takerFee,
        Rate slippage,
        boolean slippageWithinBar,
        FillModel fills,
        BracketStart bracketFrom,
        @Nullable Rate stopLoss,
        @Nullable Rate takeProfit,
        @Nullable Rate trailingStop,
        boolean signalExit,
        double minConfidence,
        List<Thresholds.Rule> minimaFor,
        @Nullable Rate minEdge,
        @Nullable String signals,
        @Nullable Long maxOrderNotional,
        @Nullable Long maxPositionNotional,
        @Nullable Integer maxOpenOrders,
        @Nullable Long maxDailyLoss,
        @Nullable Path report,
        OutputFormat format) {
    /** The same, with other parameters of the strategy. */
    BacktestOptions withParameters(Map<String, String> others) {
        return new BacktestOptions(
                data,
                instrument,
                market,
                reading,
                strategy,
                classpath,
                others,
                cash,
                account,
                sizing,
                closeAtEnd,
                makerFee,
                takerFee,
                slippage,
                slippageWithinBar,
                fills,
                bracketFrom,
                stopLoss,
                takeProfit,
                trailingStop,
                signalExit,
                minConfidence,
                minimaFor,
                minEdge,
                signals,
                maxOrderNotional,
                maxPositionNotional,
                maxOpenOrders,
                maxDailyLoss,
                report,
                format);
    }
}
