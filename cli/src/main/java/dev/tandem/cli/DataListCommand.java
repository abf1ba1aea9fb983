package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.marketdata.Samples;
import dev.tandem.marketdata.Samples.Sample;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;

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
final class DataListCommand extends ListCommand {
    DataListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    void print(Terminal to) {
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
        table.print(to.out(), "");
    }

    @Override
    void write(JsonGenerator json) throws IOException {
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
    }

    private static String kind(Sample sample) {
        return sample.kind().name().toLowerCase(Locale.ROOT);
    }
}
