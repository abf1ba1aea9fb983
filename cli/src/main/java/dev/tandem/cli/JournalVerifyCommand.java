package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.runtime.journal.JournalCheck;
import dev.tandem.runtime.journal.JournalDamageException;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.TornTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem journal verify}: is everything as it was written? */
@Command(
        name = "verify",
        synopsisHeading = "",
        customSynopsis = {"tandem journal verify DIR [options]", ""},
        description = {
            "checks every byte of a journal and names the first record that is not as it was written;",
            "exit code 0: all are, 2: one is not"
        },
        footerHeading = "%n",
        footer = {"Example:", "  tandem journal verify my-journal"})
final class JournalVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", hideParamSyntax = true, paramLabel = "DIR", description = "where the journal is")
    private @Nullable String directory;

    private JournalVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new JournalVerifyCommand(terminal));
        new Flags(List.of(section("Result", Flags.format()))).addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        String given = JournalCommand.needed(directory, "journal verify");
        OutputFormat format = new Values(spec).choice("--format", OutputFormat.class, OutputFormat.TEXT);
        Path path = terminal.resolve(given);
        JournalCheck check;
        try {
            check = JournalCheck.of(path);
        } catch (JournalException e) {
            throw JournalCommand.problem(e, path, given);
        }
        if (format == OutputFormat.JSON) {
            Json.print(terminal, json -> write(json, check, path, given));
        }
        JournalDamageException damage = check.damage();
        if (damage != null) {
            throw JournalCommand.problem(damage, path, given);
        }
        if (format == OutputFormat.TEXT) {
            print(check, path, given);
        }
        return ExitCode.DONE;
    }

    private void print(JournalCheck check, Path path, String given) {
        terminal.out()
                .println("intact   " + check.records() + " records (" + check.inputs() + " inputs, "
                        + check.decisions() + " decisions), " + check.bytes() + " bytes in " + check.files()
                        + (check.files() == 1 ? " file" : " files"));
        terminal.out().println("session  " + check.session());
        if (check.isOfAnOlderVersion()) {
            terminal.out()
                    .println("version  " + check.version() + " of the format; who goes on with it begins a new file");
        }
        terminal.out().println("sha256   " + check.hash());
        TornTail torn = check.tornTail();
        if (torn != null) {
            terminal.out()
                    .println("torn     " + JournalCommand.place(torn.file(), path, given) + ":" + torn.offset()
                            + ": the last " + torn.bytes() + " bytes are of record " + torn.record()
                            + ", which was not written fully; they are cut off when the journal is opened");
        }
    }

    private static void write(JsonGenerator json, JournalCheck check, Path path, String given) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.journal/1");
        json.writeBooleanField("intact", check.isIntact());
        json.writeStringField("session", check.session());
        json.writeNumberField("version", check.version());
        json.writeNumberField("files", check.files());
        json.writeNumberField("records", check.records());
        json.writeNumberField("inputs", check.inputs());
        json.writeNumberField("decisions", check.decisions());
        json.writeNumberField("bytes", check.bytes());
        json.writeStringField("sha256", check.hash());
        TornTail torn = check.tornTail();
        if (torn == null) {
            json.writeNullField("torn");
        } else {
            json.writeObjectFieldStart("torn");
            json.writeStringField("file", JournalCommand.place(torn.file(), path, given));
            json.writeNumberField("offset", torn.offset());
            json.writeNumberField("bytes", torn.bytes());
            json.writeNumberField("record", torn.record());
            json.writeEndObject();
        }
        JournalDamageException damage = check.damage();
        if (damage == null) {
            json.writeNullField("damage");
        } else {
            json.writeObjectFieldStart("damage");
            json.writeStringField("file", JournalCommand.place(damage.file(), path, given));
            json.writeNumberField("offset", damage.offset());
            json.writeNumberField("record", damage.record());
            json.writeStringField("problem", damage.problem());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
