package dev.tandem.result;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run came to. The same document for a backtest, on paper and live.
 *
 * @param strategyName as it was called
 * @param parameters what it was run with, in the order of declaration, defaults included
 * @param instruments what was traded
 * @param data what it was run on
 * @param cash what it started with, in units of {@link Money}
 * @param equity what it ended with, at the last prices
 * @param fees all fees paid
 * @param positions what was still held, one per instrument
 * @param bothLegsTouched bars in which stop and target were both touched and neither at the open
 * @param bracketDelayMatters entries whose exits would have been touched in the entry bar, had they worked from the fill
 *     on; 0 unless they were told to start a bar later
 * @param trades round trips in the order in which they were closed, open ones last; those of a long live session are read
 *     from its folder while they are looked at
 * @param orders what became of the orders
 * @param tradedNotional sum of price × quantity over all fills
 * @param equityCurve at each bar's close
 * @param assumptions what was assumed about fills, fees and the account, as name and value
 * @param timing how long it took
 * @param receipt what makes it checkable
 * @param findings what was found wrong with the data, or looks it, in sentences
 * @param fillBands what other assumptions about fills come to; null where only one was made
 */
public record RunResult(
        String strategyName,
        Map<String, String> parameters,
        List<Instrument> instruments,
        Data data,
        long cash,
        long equity,
        long fees,
        List<Position> positions,
        long bothLegsTouched,
        long bracketDelayMatters,
        List<Trade> trades,
        OrderCounts orders,
        long tradedNotional,
        EquityCurve equityCurve,
        Map<String, String> assumptions,
        Timing timing,
        Receipt receipt,
        List<String> findings,
        @Nullable FillBands fillBands) {
    /** Without findings, and of one assumption about fills. */
    public RunResult(
            String strategyName,
            Map<String, String> parameters,
            List<Instrument> instruments,
            Data data,
            long cash,
            long equity,
            long fees,
            List<Position> positions,
            long bothLegsTouched,
            long bracketDelayMatters,
            List<Trade> trades,
            OrderCounts orders,
            long tradedNotional,
            EquityCurve equityCurve,
            Map<String, String> assumptions,
            Timing timing,
            Receipt receipt) {
        this(
                strategyName,
                parameters,
                instruments,
                data,
                cash,
                equity,
                fees,
                positions,
                bothLegsTouched,
                bracketDelayMatters,
                trades,
                orders,
                tradedNotional,
                equityCurve,
                assumptions,
                timing,
                receipt,
                List.of(),
                null);
    }

    /** What two machines compare: the SHA-256 of trades and equity, see {@link ResultHash}. Worked out at each call. */
    public String resultSha256() {
        return ResultHash.of(trades, equity);
    }

    /** The same result, with the time that reading the data took. */
    public RunResult withLoadNanos(long nanos) {
        return with(new Timing(nanos, timing.runNanos()), findings, fillBands);
    }

    /** The same result, with further findings behind those that it has. */
    public RunResult withFindings(List<String> more) {
        List<String> all = new ArrayList<>(findings);
        all.addAll(more);
        return with(timing, List.copyOf(all), fillBands);
    }

    /** The same result, beside those of other assumptions about fills. */
    public RunResult withFillBands(FillBands bands) {
        return with(timing, findings, bands);
    }

    private RunResult with(Timing taken, List<String> found, @Nullable FillBands bands) {
        return new RunResult(
                strategyName,
                parameters,
                instruments,
                data,
                cash,
                equity,
                fees,
                positions,
                bothLegsTouched,
                bracketDelayMatters,
                trades,
                orders,
                tradedNotional,
                equityCurve,
                assumptions,
                taken,
                receipt,
                found,
                bands);
    }

    /**
     * The data of a run.
     *
     * @param source the file or the sample, as the user named it
     * @param sha256 of its bytes, in hex
     * @param kind {@code bars}, {@code trades}, {@code quotes} or {@code book}
     * @param events how many rows of the source were used: bars, trades, quotes
     * @param bars how many bars the strategy saw
     * @param rounded how many prices had more decimals than the grid
     * @param skipped rows that were left out on request, by reason
     * @param fromNanos the open of the first bar
     * @param toNanos the close of the last bar
     * @param intervalNanos the length of a bar
     */
    public record Data(
            String source,
            String sha256,
            String kind,
            long events,
            long bars,
            long rounded,
            Map<String, Long> skipped,
            long fromNanos,
            long toNanos,
            long intervalNanos) {}

    /**
     * How long it took. Not part of what is compared.
     *
     * @param loadNanos reading the data
     * @param runNanos running the strategy
     */
    public record Timing(long loadNanos, long runNanos) {}

    /**
     * What makes a result checkable.
     *
     * @param tandem the version
     * @param java the version of the Java runtime
     * @param strategySha256 of the strategy's code
     * @param seed of whatever is random
     */
    public record Receipt(String tandem, String java, String strategySha256, long seed) {}
}
