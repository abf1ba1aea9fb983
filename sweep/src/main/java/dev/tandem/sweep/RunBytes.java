package dev.tandem.sweep;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The runs of a trial as bytes, on disk and on the wire. Every bit of a number is kept. */
final class RunBytes {
    private RunBytes() {}

    static void write(List<RunSummary> runs, DataOutputStream out) throws IOException {
        out.writeInt(runs.size());
        for (RunSummary run : runs) {
            doubles(out, run.metrics());
            out.writeLong(run.equity());
            out.writeLong(run.fees());
            out.writeInt(run.trades());
            out.write(HexFormat.of().parseHex(run.resultSha256()));
            ReturnBlocks returns = run.returns();
            out.writeLong(returns.count());
            doubles(out, new double[] {returns.mean(), returns.variance(), returns.skewness(), returns.kurtosis()});
            out.writeInt(returns.counts().length);
            for (int count : returns.counts()) {
                out.writeInt(count);
            }
            doubles(out, returns.sums());
            doubles(out, returns.squares());
        }
    }

    static List<RunSummary> read(DataInputStream in) throws IOException {
        int sets = in.readInt();
        List<RunSummary> runs = new ArrayList<>(sets);
        for (int i = 0; i < sets; i++) {
            double[] metrics = doubles(in);
            long equity = in.readLong();
            long fees = in.readLong();
            int trades = in.readInt();
            String sha = HexFormat.of().formatHex(in.readNBytes(32));
            long count = in.readLong();
            double[] moments = doubles(in);
            int[] counts = new int[in.readInt()];
            for (int k = 0; k < counts.length; k++) {
                counts[k] = in.readInt();
            }
            ReturnBlocks returns = new ReturnBlocks(
                    count, moments[0], moments[1], moments[2], moments[3], counts, doubles(in), doubles(in));
            runs.add(new RunSummary(metrics, equity, fees, trades, sha, returns));
        }
        return List.copyOf(runs);
    }

    private static void doubles(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] doubles(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
