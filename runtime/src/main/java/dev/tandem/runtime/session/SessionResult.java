package dev.tandem.runtime.session;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.strategy.BarHistory;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/** The document that a session leaves behind: the same as a backtest's. */
final class SessionResult {
    private SessionResult() {}

    static RunResult of(SessionSetup setup, SessionSetup.Built built, String mode, long runNanos) {
        Instrument first = setup.instruments().getFirst();
        BarHistory bars = built.histories().get(first);
        int count = bars == null ? 0 : bars.size();
        List<Trade> trades = built.engine().trades();
        if (setup.numbersBars() && bars != null) {
            trades = new WithRows(trades, bars);
        }
        Map<String, String> assumptions = new LinkedHashMap<>();
        assumptions.put("mode", mode);
        assumptions.put("exchange", setup.exchange());
        assumptions.put("taker-fee for sizing", setup.takerFee().toString());
        for (var holding : built.ledger().holdings()) {
            if (holding.dust() > 0) {
                assumptions.put(
                        "dust",
                        Money.toText(holding.dust()) + " "
                                + holding.instrument().base());
            }
        }
        return new RunResult(
                setup.strategyName(),
                setup.parameters(),
                setup.instruments(),
                new RunResult.Data(
                        setup.exchange(),
                        "",
                        "bars",
                        count,
                        count,
                        0,
                        Map.of(),
                        count == 0 || bars == null ? 0 : bars.bar(0).openTimeNanos(),
                        count == 0 || bars == null ? 0 : bars.bar(count - 1).closeTimeNanos(),
                        setup.bar().toNanos()),
                setup.cash(),
                built.ledger().equity(),
                built.ledger().fees(),
                built.engine().positions(),
                0,
                built.engine().bracketDelayMatters(),
                trades,
                built.engine().orderCounts(),
                built.ledger().tradedNotional(),
                built.engine().equityCurve(),
                assumptions,
                new RunResult.Timing(0, runNanos),
                new RunResult.Receipt(
                        version(), Integer.toString(Runtime.version().feature()), setup.strategySha256(), 0));
    }

    /**
     * The engine counts bars; a trade names the rows of the venue's data. A bar in progress has the next one. Each is looked up
     * when it is asked for: there may be more trades than fit into memory.
     */
    private static final class WithRows extends AbstractList<Trade> implements RandomAccess {
        private final List<Trade> trades;
        private final BarHistory bars;

        WithRows(List<Trade> trades, BarHistory bars) {
            this.trades = trades;
            this.bars = bars;
        }

        @Override
        public int size() {
            return trades.size();
        }

        @Override
        public synchronized Trade get(int index) {
            Trade trade = trades.get(index);
            return trade.withRows(row(trade.entryIndex(), bars), trade.isOpen() ? -1 : row(trade.exitIndex(), bars));
        }
    }

    private static long row(long counted, BarHistory bars) {
        if (counted < 0 || bars.size() == 0) {
            return counted;
        }
        int last = bars.size() - 1;
        return counted <= last
                ? bars.bar((int) counted).index()
                : bars.bar(last).index() + (counted - last);
    }

    private static String version() {
        String version = SessionResult.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
