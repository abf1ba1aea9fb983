package dev.tandem.report;

import dev.tandem.model.Decimals;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.RunResult;
import java.io.IOException;
import java.io.Writer;

/**
 * The equity at each bar's close, for a spreadsheet or a notebook: {@code time,equity,position,price}.
 *
 * <p>Comma-separated, a header, lines end with {@code \n}; equity and position are exact decimals, the time is the bar's
 * close in ISO-8601 UTC. Position and price are those of the first instrument.
 */
public final class EquityCsv {
    static final String HEADER = "time,equity,position,price\n";

    private EquityCsv() {}

    /** Writes header and curve, and flushes; the writer stays open. */
    public static void write(RunResult run, Writer out) throws IOException {
        EquityCurve curve = run.equityCurve();
        out.write(HEADER);
        for (int i = 0; i < curve.size(); i++) {
            out.write(Times.text(curve.timeNanos(i)));
            out.write(',');
            out.write(Money.toText(curve.equity(i)));
            out.write(',');
            out.write(Decimals.text(run.instruments().getFirst().quantity(curve.lots(i))));
            out.write(',');
            out.write(PlainNumber.text(curve.price(i)));
            out.write('\n');
        }
        out.flush();
    }
}
