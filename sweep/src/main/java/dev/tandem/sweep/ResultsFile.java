package dev.tandem.sweep;

import dev.tandem.model.Money;
import dev.tandem.report.metrics.MetricDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a search as CSV: one row for each trial and each set of data, written when the trial is done. Where a row
 * does not fit on the disk any more, the file ends with the row before it.
 */
public final class ResultsFile implements Closeable {
    private final FileChannel channel;
    private final List<Dataset> data;
    private final Objective objective;
    private final List<String> parameters;

    /** Creates the file, or begins it anew. */
    public ResultsFile(Path file, List<Dataset> data, SearchSpace space, Objective objective) throws IOException {
        this.data = data;
        this.objective = objective;
        this.parameters = space.ranges().stream().map(ParameterRange::name).toList();
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        write(String.join(",", header()) + "\n");
    }

    private List<String> header() {
        List<String> names = new ArrayList<>(List.of("trial", "data"));
        names.addAll(parameters);
        names.add("objective");
        for (MetricDefinition metric : MetricDefinition.values()) {
            names.add(metric.key());
        }
        names.addAll(List.of("trades", "equity", "fees", "resultSha256", "error"));
        return names.stream().map(ResultsFile::quoted).toList();
    }

    /**
     * Adds a trial.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void add(Trial trial) {
        StringBuilder rows = new StringBuilder();
        if (trial.isFailed()) {
            row(rows, trial, "", null);
        }
        for (int i = 0; i < trial.runs().size(); i++) {
            row(rows, trial, data.get(i).name(), trial.runs().get(i));
        }
        try {
            write(rows.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(StringBuilder row, Trial trial, String source, @Nullable RunSummary run) {
        row.append(trial.number()).append(',').append(quoted(source));
        for (String name : parameters) {
            row.append(',').append(quoted(String.valueOf(trial.parameters().get(name))));
        }
        row.append(',').append(run == null ? "" : number(run.metric(objective.metric())));
        for (MetricDefinition metric : MetricDefinition.values()) {
            row.append(',').append(run == null ? "" : number(run.metric(metric)));
        }
        if (run == null) {
            row.append(",,,,");
        } else {
            row.append(',').append(run.trades());
            row.append(',').append(Money.toText(run.equity()));
            row.append(',').append(Money.toText(run.fees()));
            row.append(',').append(run.resultSha256());
        }
        row.append(',')
                .append(quoted(trial.error() == null ? "" : trial.error()))
                .append('\n');
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain
                ? text
                : "\"" + text.replace("\"", "\"\"").replace('\n', ' ').replace('\r', ' ') + "\"";
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        long before = channel.position();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            channel.truncate(before);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
