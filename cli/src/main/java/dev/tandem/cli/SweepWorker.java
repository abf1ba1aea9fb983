package dev.tandem.cli;

import dev.tandem.marketdata.BarBytes;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyDefinition;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.TrialWorker;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * Makes trials on a machine of a cluster, from what {@link SweepParcel} has packed. Whoever carries requests and answers
 * sees a function from bytes to bytes, and finds it by its name.
 */
public final class SweepWorker implements Function<byte[], byte[]> {
    private final TrialWorker worker;

    /** Unpacks what comes after the jars. */
    public SweepWorker(InputStream parcel) throws IOException, ClassNotFoundException {
        DataInputStream in = new DataInputStream(parcel);
        Terminal terminal = new Terminal(
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false, false, Path.of(""), Map.of());
        List<BacktestOptions> runs = runs(in, terminal);
        LoadedStrategy strategy = strategy(in);
        List<Dataset> data = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            data.add(new Dataset(in.readUTF(), in.readUTF(), BarBytes.read(in)));
        }
        this.worker = new TrialWorker(data, new SweepRunner(runs, strategy, terminal));
    }

    @Override
    public byte[] apply(byte[] request) {
        return worker.make(request);
    }

    private static List<BacktestOptions> runs(DataInputStream in, Terminal terminal) throws IOException {
        String[] arguments = new String[in.readInt()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = in.readUTF();
        }
        CommandLine command = SweepCommand.commandLine(terminal);
        command.setExpandAtFiles(false);
        command.setInterpolateVariables(false);
        command.parseArgs(arguments);
        return BacktestArguments.readSeveral(command.getCommandSpec(), terminal);
    }

    private static LoadedStrategy strategy(DataInputStream in) throws IOException, ClassNotFoundException {
        String type = in.readUTF();
        String sha256 = in.readUTF();
        boolean hasSource = in.readBoolean();
        String source = in.readUTF();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            classes.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        ClassLoader ours = SweepWorker.class.getClassLoader();
        Class<?> loaded =
                classes.isEmpty() ? Class.forName(type, true, ours) : SourceStrategy.defined(classes, type, ours);
        return new LoadedStrategy(
                StrategyDefinition.of(loaded.asSubclass(Strategy.class)), sha256, hasSource ? source : null, null);
    }
}
