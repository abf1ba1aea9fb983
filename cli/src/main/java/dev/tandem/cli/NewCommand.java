package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem new}: a small Maven project of the user's own. */
@Command(
        name = "new",
        synopsisHeading = "",
        customSynopsis = {"tandem new NAME [options]", ""},
        description = {
            "writes a small Maven project: a strategy, a test that runs a backtest, a program to debug in an IDE",
            "",
            "NAME is lower case with hyphens, such as golden-cross: the strategy's class is GoldenCrossStrategy."
        },
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  tandem new golden-cross",
            "  tandem new golden-cross --dir ~/strategies/golden --package com.example.golden"
        })
final class NewCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", hideParamSyntax = true, paramLabel = "NAME", description = "what it is called")
    private @Nullable String name;

    private NewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new NewCommand(terminal));
        new Flags(List.of(
                        section(
                                "Project",
                                value("--dir", "DIR", "the folder to write (default: NAME, in the working directory)"),
                                value("--package", "NAME", "the Java package (default: NAME without its hyphens)")),
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
        if (name == null) {
            throw UserError.usage("new: NAME: missing; for example tandem new golden-cross");
        }
        ProjectNames names = ProjectNames.of(name, values);
        Path given = values.path("--dir", terminal);
        Path folder = (given == null ? terminal.resolve(name) : given).normalize();
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        Path home = TandemHome.find();
        ProjectTemplate project = new ProjectTemplate(names, folder, home);
        ProjectFolder.write(folder, given == null ? "new" : "--dir", project.files());
        switch (format) {
            case TEXT -> print(names, project, given == null ? name : values.text("--dir", name));
            case JSON -> print(names, project, folder);
        }
        return ExitCode.DONE;
    }

    private void print(ProjectNames names, ProjectTemplate project, String folder) {
        terminal.out().println("A project of your own is in " + folder + ":");
        project.files().keySet().forEach(file -> terminal.out().println("  " + file));
        terminal.out().println();
        terminal.out().println("Next:");
        terminal.out().println("  cd " + CallText.quoted(folder));
        terminal.out().println("  mvn verify");
        terminal.out().println("  " + project.firstRun());
        terminal.out().println();
        terminal.out()
                .println("To debug: open the folder in an IDE as a Maven project, set a breakpoint in "
                        + names.strategyClass() + ".onBar,");
        terminal.out().println("and start RunBacktest. README.md says the rest.");
    }

    private void print(ProjectNames names, ProjectTemplate project, Path folder) {
        Json.print(terminal, json -> {
            json.writeStartObject();
            json.writeStringField("schema", "tandem.new/1");
            json.writeStringField("name", names.name());
            json.writeStringField("directory", folder.toString());
            json.writeStringField("package", names.packageName());
            json.writeStringField("strategy", names.packageName() + "." + names.strategyClass());
            json.writeArrayFieldStart("files");
            for (String file : project.files().keySet()) {
                json.writeString(file);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
