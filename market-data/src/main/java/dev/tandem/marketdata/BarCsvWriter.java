package dev.tandem.marketdata;

import dev.tandem.model.Decimals;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes bars in the form that {@link MarketDataReader} reads without any option:
 * {@code timestamp,open,high,low,close,volume}, exact decimals, and epoch milliseconds of the open (ISO-8601 where
 * milliseconds would not be exact, or where all of them are so near to 1970 that they would be taken for seconds).
 */
public final class BarCsvWriter {
    private static final long MILLISECOND = 1_000_000L;

    private BarCsvWriter() {}

    /** Writes a file, replacing what is there. */
    public static void write(BarColumns bars, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(bars, out);
        }
    }

    /** Writes header and rows; the writer is left open. */
    public static void write(BarColumns bars, Writer out) throws IOException {
        boolean milliseconds = millisecondsAreExactAndCertain(bars);
        BarCursor bar = bars.cursor();
        StringBuilder line = new StringBuilder(MarketDataKind.BARS.header()).append('\n');
        out.append(line);
        for (int i = 0; i < bars.size(); i++) {
            bar.moveTo(i);
            line.setLength(0);
            if (milliseconds) {
                line.append(bar.openTimeNanos() / MILLISECOND);
            } else {
                line.append(bar.openTime());
            }
            line.append(',')
                    .append(Decimals.text(bar.open()))
                    .append(',')
                    .append(Decimals.text(bar.high()))
                    .append(',')
                    .append(Decimals.text(bar.low()))
                    .append(',')
                    .append(Decimals.text(bar.close()))
                    .append(',')
                    .append(Decimals.text(BigDecimal.valueOf(bar.volume())))
                    .append('\n');
            out.append(line);
        }
    }

    private static boolean millisecondsAreExactAndCertain(BarColumns bars) {
        boolean exact = true;
        boolean certain = false;
        for (int i = 0; i < bars.size(); i++) {
            long time = bars.openTimeNanos(i);
            exact &= time % MILLISECOND == 0;
            certain |= EpochUnit.of(time / MILLISECOND) == EpochUnit.MILLISECONDS;
        }
        return exact && certain;
    }
}
