package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.marketdata.Samples;
import dev.tandem.marketdata.Samples.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem data list}: the samples that come with the project. */
@Command(
        name = "list",
        synopsisHeading = "",
        customSynopsis = {"tandem data list [options]", ""},
        description = "lists the samples that come with Tandem",
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  tandem data list --format json",
            "  tandem backtest --data sample:apple-daily --instrument AAPL/USD --strategy sma-cross"
        })
final class DataListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private DataListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new DataListCommand(terminal));
        new Flags(List.of(section("Result", Flags.format()))).addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        OutputFormat format = new Values(spec).choice("--format", OutputFormat.class, OutputFormat.TEXT);
        switch (format) {
            case TEXT -> print();
            case JSON -> Json.print(terminal, DataListCommand::write);
        }
        return ExitCode.DONE;
    }

    private void print() {
        Table table = new Table("DATA", "INSTRUMENT", "KIND", "ROWS", "PERIOD", "WHAT IT IS", "LICENSE");
        for (Sample sample : Samples.list()) {
            table.row(
                    Samples.PREFIX + sample.name(),
                    sample.instrument(),
                    kind(sample),
                    Integer.toString(sample.rows()),
                    sample.period(),
                    sample.description(),
                    sample.license());
        }
        table.print(terminal.out(), "");
    }

    private static void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.data/1");
        json.writeArrayFieldStart("samples");
        for (Sample sample : Samples.list()) {
            json.writeStartObject();
            json.writeStringField("data", Samples.PREFIX + sample.name());
            json.writeStringField("instrument", sample.instrument());
            json.writeStringField("kind", kind(sample));
            json.writeNumberField("rows", sample.rows());
            json.writeStringField("period", sample.period());
            json.writeStringField("description", sample.description());
            json.writeStringField("license", sample.license());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String kind(Sample sample) {
        return sample.kind().name().toLowerCase(Locale.ROOT);
    }
}
