package dev.tandem.report;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.ExitReason;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results for tests, written down instead of computed: {@code Runs.hourly().cash("1000").equity("1000", "1010")}. */
public final class Runs {
    public static final long HOUR = 3_600 * Times.SECOND;
    public static final String HASH = "0123456789abcdef".repeat(4);

    private String name = "sma-cross";
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private List<Instrument> instruments = List.of(Instrument.of("BTC/USD", "0.01", "0.00001"));
    private String source = "prices.csv";
    private long rounded;
    private final Map<String, Long> skipped = new LinkedHashMap<>();
    private long start = Times.nanos(Instant.parse("2024-01-01T00:00:00Z"));
    private long interval = HOUR;
    private long cash = Money.parse("1000");
    private @Nullable Long finalEquity;
    private @Nullable Long stretches;
    private long fees;
    private final List<Position> positions = new ArrayList<>();
    private long bothLegs;
    private long bracketDelay;
    private final List<Trade> trades = new ArrayList<>();
    private OrderCounts orders = new OrderCounts(0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of());
    private long notional;
    private long[] equity = {};
    private long[] lots = {};
    private double[] prices = {};
    private long @Nullable [] closes;
    private final Map<String, String> assumptions = new LinkedHashMap<>();
    private RunResult.Timing timing = new RunResult.Timing(45_123_456, 12_000_000);

    private Runs() {}

    /** Hourly bars from 2024-01-01T00:00Z on, of BTC/USD, with 1000 of cash. */
    public static Runs hourly() {
        return new Runs();
    }

    public Runs strategy(String strategyName, String... keysAndValues) {
        name = strategyName;
        for (int i = 0; i < keysAndValues.length; i += 2) {
            parameters.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return this;
    }

    public Runs instruments(Instrument... traded) {
        instruments = List.of(traded);
        return this;
    }

    public Runs source(String file) {
        source = file;
        return this;
    }

    public Runs bars(String firstOpen, long intervalNanos) {
        start = Times.nanos(Instant.parse(firstOpen));
        interval = intervalNanos;
        return this;
    }

    public Runs cash(String amount) {
        cash = Money.parse(amount);
        return this;
    }

    /** The equity at each bar's close; the last is also that of the result. */
    public Runs equity(String... amounts) {
        return equity(Arrays.stream(amounts).mapToLong(Money::parse).toArray());
    }

    public Runs equity(long... units) {
        equity = units;
        return this;
    }

    public Runs finalEquity(String amount) {
        finalEquity = Money.parse(amount);
        return this;
    }

    public Runs lots(long... held) {
        lots = held;
        return this;
    }

    public Runs prices(double... closing) {
        prices = closing;
        return this;
    }

    /** The closes of the bars, where they are not simply one after the other. */
    public Runs closes(long... nanos) {
        closes = nanos;
        return this;
    }

    public Runs fees(String amount) {
        fees = Money.parse(amount);
        return this;
    }

    public Runs notional(String amount) {
        notional = Money.parse(amount);
        return this;
    }

    public Runs position(Instrument instrument, long held) {
        positions.add(new Position(instrument, held, 0));
        return this;
    }

    public Runs bothLegs(long bars) {
        bothLegs = bars;
        return this;
    }

    public Runs bracketDelay(long entries) {
        bracketDelay = entries;
        return this;
    }

    public Runs rounded(long values) {
        rounded = values;
        return this;
    }

    public Runs skipped(String reason, long rows) {
        skipped.put(reason, rows);
        return this;
    }

    public Runs orders(OrderCounts counts) {
        orders = counts;
        return this;
    }

    public Runs assumption(String key, String value) {
        assumptions.put(key, value);
        return this;
    }

    public Runs timing(long loadNanos, long runNanos) {
        timing = new RunResult.Timing(loadNanos, runNanos);
        return this;
    }

    /** The curve is told in stretches, as random as this number. */
    public Runs stretches(long seed) {
        stretches = seed;
        return this;
    }

    /** A closed long of the first instrument. */
    public Runs trade(long entryBar, String entry, long exitBar, String exit, ExitReason reason, String pnl) {
        Instrument instrument = instruments.getFirst();
        return trade(new Trade(
                instrument,
                Side.BUY,
                instrument.lots(BigDecimal.ONE),
                entryBar,
                start + entryBar * interval,
                instrument.ticks(new BigDecimal(entry)),
                exitBar,
                start + exitBar * interval,
                instrument.ticks(new BigDecimal(exit)),
                reason,
                Money.parse("0.5"),
                Money.parse(pnl),
                1.0));
    }

    /** A short of the first instrument that is still open. */
    public Runs openShort(long entryBar, String entry, String mark, String pnl) {
        Instrument instrument = instruments.getFirst();
        return trade(new Trade(
                instrument,
                Side.SELL,
                instrument.lots(BigDecimal.ONE),
                entryBar,
                start + entryBar * interval,
                instrument.ticks(new BigDecimal(entry)),
                -1,
                0,
                instrument.ticks(new BigDecimal(mark)),
                null,
                Money.parse("0.25"),
                Money.parse(pnl),
                Double.NaN));
    }

    public Runs trade(Trade trade) {
        trades.add(trade);
        return this;
    }

    public RunResult result() {
        int bars = equity.length;
        long[] times = new long[bars];
        Arrays.setAll(times, i -> start + (i + 1) * interval);
        double[] column = prices.length == bars ? prices : onesFor(bars);
        EquityCurve columns =
                new EquityCurve(closes == null ? times : closes, equity, Arrays.copyOf(lots, bars), i -> column[i]);
        EquityCurve curve = stretches == null ? columns : EquityCurve.of(bars, new InStretches(columns, stretches));
        long last = bars == 0 ? cash : equity[bars - 1];
        return new RunResult(
                name,
                parameters,
                instruments,
                new RunResult.Data(
                        source, HASH, "bars", bars, bars, rounded, skipped, start, start + bars * interval, interval),
                cash,
                finalEquity == null ? last : finalEquity,
                fees,
                positions,
                bothLegs,
                bracketDelay,
                trades,
                orders,
                notional,
                curve,
                assumptions,
                timing,
                new RunResult.Receipt("0.1.0", "25.0.3", HASH, 42));
    }

    private static double[] onesFor(int bars) {
        double[] ones = new double[bars];
        Arrays.fill(ones, 1);
        return ones;
    }
}
