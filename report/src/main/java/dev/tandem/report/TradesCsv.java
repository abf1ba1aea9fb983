package dev.tandem.report;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.io.IOException;
import java.io.Writer;

/**
 * The trades for a spreadsheet or a notebook: one line each, the same columns as in {@link JsonReport}.
 *
 * <p>Comma-separated, a header, lines end with {@code \n}; exact decimals, times ISO-8601 in UTC. What a trade does not
 * have (the exit while it is open, a confidence that nobody stated) is empty. No field needs quotes.
 */
public final class TradesCsv {
    static final String HEADER = "instrument,side,quantity,entryIndex,entryTime,entryPrice,"
            + "exitIndex,exitTime,exitPrice,exitReason,fees,pnl,confidence\n";

    private TradesCsv() {}

    /** Writes header and trades, and flushes; the writer stays open. */
    public static void write(RunResult run, Writer out) throws IOException {
        out.write(HEADER);
        for (Trade trade : run.trades()) {
            out.write(line(trade));
        }
        out.flush();
    }

    private static String line(Trade trade) {
        Instrument instrument = trade.instrument();
        var reason = trade.exitReason();
        boolean open = reason == null;
        return String.join(
                        ",",
                        instrument.symbol(),
                        trade.isLong() ? "long" : "short",
                        Decimals.text(instrument.quantity(trade.lots())),
                        index(trade.entryIndex()),
                        Times.text(trade.entryTimeNanos()),
                        Decimals.text(instrument.price(trade.entryTicks())),
                        open ? "" : index(trade.exitIndex()),
                        open ? "" : Times.text(trade.exitTimeNanos()),
                        open ? "" : Decimals.text(instrument.price(trade.exitTicks())),
                        reason == null ? "" : reason.text(),
                        Money.toText(trade.fees()),
                        Money.toText(trade.pnl()),
                        PlainNumber.text(trade.confidence()))
                + "\n";
    }

    private static String index(long index) {
        return index < 0 ? "" : Long.toString(index);
    }
}
