package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;

import dev.tandem.confidence.score.Calibration;
import dev.tandem.confidence.score.CalibrationJson;
import dev.tandem.confidence.score.CalibrationPage;
import dev.tandem.confidence.score.CalibrationText;
import dev.tandem.confidence.score.Outcome;
import dev.tandem.confidence.score.OutcomeCsv;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem calibrate}: does what agents say come true as often as they say? */
@Command(
        name = "calibrate",
        synopsisHeading = "",
        customSynopsis = {"tandem calibrate FILE [options]", ""},
        description = {
            "says whether confidences deserve to be believed: FILE is CSV with the header",
            "timestamp,agent,instrument,direction,confidence,outcome (outcome: 1 came true, 0 did not), also .gz"
        },
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  tandem calibrate signals.csv",
            "  tandem calibrate signals.csv --format json",
            "  tandem calibrate signals.csv --report report/"
        })
final class CalibrateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            hideParamSyntax = true,
            paramLabel = "FILE",
            description = "what was said and what came of it")
    private @Nullable String file;

    private CalibrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new CalibrateCommand(terminal));
        new Flags(List.of(section(
                        "Result",
                        value(
                                "--block",
                                "N",
                                "consecutive times in a block of the bootstrap (default: cube root of all)"),
                        value("--report", "DIR", "write a page with the reliability diagram there"),
                        Flags.format())))
                .addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        if (file == null || file.isBlank()) {
            throw UserError.usage("FILE: missing; for example tandem calibrate signals.csv");
        }
        Values values = new Values(spec);
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        Path report = values.path("--report", terminal);
        Integer block = values.count("--block");
        List<Outcome> outcomes = read(file);
        Calibration calibration = Calibration.of(outcomes, block == null ? 0 : block, Calibration.SEED);
        switch (format) {
            case TEXT -> terminal.out().print(CalibrationText.text(calibration));
            case JSON -> Json.print(terminal, json -> CalibrationJson.write(calibration, json));
        }
        if (report != null) {
            terminal.err().println("report: " + page(report, calibration, file));
        }
        return ExitCode.DONE;
    }

    private List<Outcome> read(String name) {
        Path path = terminal.resolve(name);
        if (Files.isDirectory(path)) {
            throw UserError.at(name, "is a folder, not a file");
        }
        try (Reader reader = TextReader.open(path)) {
            return OutcomeCsv.read(reader, name);
        } catch (NoSuchFileException e) {
            throw UserError.at(name, "there is no such file");
        } catch (CharacterCodingException e) {
            throw UserError.at(name, "is not UTF-8 text");
        } catch (IOException e) {
            throw UserError.at(name, "cannot be read: " + Complaint.line(e));
        }
    }

    private static Path page(Path folder, Calibration calibration, String source) {
        Path page = folder.resolve("index.html");
        try {
            Files.createDirectories(folder);
            Files.writeString(page, CalibrationPage.html(calibration, source));
            return page;
        } catch (IOException e) {
            UserError error = UserError.usage("--report: cannot write to " + folder + ": " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }
}
