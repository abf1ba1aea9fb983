package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Times;
import dev.tandem.runtime.journal.EntryText;
import dev.tandem.runtime.journal.EntryType;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.JournalReader;
import dev.tandem.runtime.journal.JournalRecord;
import dev.tandem.runtime.journal.TornTail;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem journal show}: the records, one a line. */
@Command(
        name = "show",
        synopsisHeading = "",
        customSynopsis = {"tandem journal show DIR [options]", ""},
        description = "prints the records of a journal, one a line; also while it is being written",
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  tandem journal show my-journal --type denial",
            "  tandem journal show my-journal --order k7f3qzab-12 --format json"
        })
final class JournalShowCommand implements Callable<Integer> {
    private static final JsonFactory JSON = new JsonFactory();

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", hideParamSyntax = true, paramLabel = "DIR", description = "where the journal is")
    private @Nullable String directory;

    private JournalShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new JournalShowCommand(terminal));
        new Flags(List.of(
                        section(
                                "Which records",
                                Flags.choice(
                                        "--type",
                                        EntryType.class,
                                        "those of one type, or of several with commas between them"),
                                Flags.value("--order", "ID", "those about the order with this client order id")),
                        section("Result", Flags.format())))
                .addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        Values values = new Values(spec);
        String given = JournalCommand.needed(directory, "journal show");
        Set<EntryType> types = values.choices("--type", EntryType.class);
        String order = values.text("--order");
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        Path path = terminal.resolve(given);
        try (JournalReader reader = JournalReader.open(path)) {
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                boolean wanted = types.contains(EntryType.of(next.entry()))
                        && (order == null || EntryText.orders(next.entry()).contains(order));
                if (wanted) {
                    terminal.out().println(format == OutputFormat.JSON ? json(next) : oneLine(next));
                }
            }
            Optional<TornTail> torn = reader.tornTail();
            torn.ifPresent(tail -> terminal.err()
                    .println(JournalCommand.place(tail.file(), path, given) + ":" + tail.offset() + ": the last "
                            + tail.bytes() + " bytes are of record " + tail.record()
                            + ", which is not there fully (yet)"));
        } catch (JournalException e) {
            throw JournalCommand.problem(e, path, given);
        }
        return ExitCode.DONE;
    }

    private static String oneLine(JournalRecord record) {
        return Complaint.oneLine(EntryText.line(record));
    }

    private static String json(JournalRecord record) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("record", record.number());
            json.writeStringField("time", Times.text(record.timeNanos()));
            json.writeStringField("type", EntryType.of(record.entry()).text());
            json.writeBooleanField("nested", record.nested());
            Json.fields(json, EntryText.fields(record.entry()));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }
}
