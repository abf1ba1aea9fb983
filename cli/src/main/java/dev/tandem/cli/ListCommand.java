package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that lists what there is, for people or for programs. */
abstract class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** With its one option, {@code --format}. */
    final CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(this);
        new Flags(List.of(section("Result", Flags.format()))).addTo(commandLine);
        return commandLine;
    }

    /** Lists for people. */
    abstract void print(Terminal to);

    /** Lists for programs: one object. */
    abstract void write(JsonGenerator json) throws IOException;

    @Override
    public final Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        switch (new Values(spec).choice("--format", OutputFormat.class, OutputFormat.TEXT)) {
            case TEXT -> print(terminal);
            case JSON ->
                Json.print(terminal, json -> {
                    json.writeStartObject();
                    write(json);
                    json.writeEndObject();
                });
        }
        return ExitCode.DONE;
    }
}
