package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Money;
import dev.tandem.runtime.journal.Difference;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.Replay;
import dev.tandem.runtime.session.Divergence;
import dev.tandem.runtime.session.RecordedSession;
import dev.tandem.runtime.session.RecordedSetup;
import dev.tandem.runtime.session.SessionJournal;
import dev.tandem.runtime.session.SessionSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem replay}: a recorded session, run again, and held against a backtest of the same bars. */
@Command(
        name = "replay",
        synopsisHeading = "",
        customSynopsis = {"tandem replay DIR [options]", ""},
        description = {
            "runs a recorded live session again, which must come to the same decisions;",
            "exit code 0: it does, 3: it does not, and the first other decision is named"
        },
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  tandem replay session",
            "  tandem replay session --against backtest",
            "  tandem replay session --strategy MyStrategy.java"
        })
final class ReplayCommand implements Callable<Integer> {
    /** What a session can be held against. */
    enum Against {
        BACKTEST
    }

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", hideParamSyntax = true, paramLabel = "DIR", description = "where the journal is")
    private @Nullable String directory;

    private ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new ReplayCommand(terminal));
        new Flags(List.of(
                        section(
                                "Strategy (default: the one that the journal names)",
                                Flags.value(
                                        "--strategy",
                                        "NAME|File.java|CLASS",
                                        "a built-in, a source file, or a class on --classpath"),
                                Flags.parameter("another value than the recorded one; can be repeated"),
                                Flags.value(
                                        "--classpath",
                                        "PATH",
                                        "jars and folders with the strategy's classes, as for java -cp")),
                        section(
                                "Result",
                                Flags.choice(
                                        "--against",
                                        Against.class,
                                        "explain every difference from a backtest over the recorded bars"),
                                Flags.format())))
                .addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        Values values = new Values(spec);
        String given = JournalCommand.needed(directory, "replay");
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        values.choice("--against", Against.class, Against.BACKTEST);
        boolean against = values.isGiven("--against");
        Path path = terminal.resolve(given);
        try {
            Map<String, String> words = SessionJournal.settings(path)
                    .orElseThrow(() -> UserError.usage("the journal " + given
                            + " does not say of which session it is: it was not written by tandem live or paper"));
            return run(path, given, words, BacktestArguments.strategyOnly(spec, terminal), against, format);
        } catch (JournalException e) {
            throw JournalCommand.problem(e, path, given);
        } catch (IllegalArgumentException e) {
            UserError error = UserError.usage(given + ": " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    private int run(
            Path path,
            String given,
            Map<String, String> words,
            BacktestArguments.StrategyCall call,
            boolean against,
            OutputFormat format) {
        String named = call.strategy() != null ? call.strategy() : words.getOrDefault("strategy", "");
        LoadedStrategy loaded;
        try {
            loaded = new StrategyLoader(terminal, BuiltInStrategies.find()).load(named, call.classpath());
        } catch (UserError e) {
            throw call.strategy() != null
                    ? e
                    : UserError.usage("--strategy: missing: the journal is of '" + named
                            + "', which is no built-in; name its file or its class");
        }
        Map<String, String> parameters = RecordedSetup.parameters(words);
        parameters.putAll(call.parameters());
        SessionSetup setup = RecordedSetup.read(
                words, loaded.resolved(parameters), loaded.sha256(), () -> loaded.create(parameters));
        if (!loaded.sha256().equals(words.get("strategySha256"))) {
            terminal.err().println("tandem: warning: the code of " + named + " is not the recorded one");
        }
        RecordedSession session = RecordedSession.replay(path, setup);
        Difference difference = session.replay().difference().orElse(null);
        Divergence divergence =
                against && difference == null ? new ReplayBacktest(setup, loaded, parameters).against(session) : null;
        if (format == OutputFormat.JSON) {
            Json.print(terminal, json -> write(json, session, difference, divergence));
        } else if (difference == null) {
            print(session, divergence);
        }
        if (difference != null) {
            throw UserError.refused("the journal " + given + " is not what this engine would have decided: "
                    + difference.toString().replace(path.toString(), given));
        }
        return ExitCode.DONE;
    }

    private void print(RecordedSession session, @Nullable Divergence divergence) {
        Replay replay = session.replay();
        terminal.out()
                .println("identical  " + replay.records() + " records, "
                        + replay.outcome().decisions() + " decisions, "
                        + session.trades().size() + " trades, equity " + Money.toText(session.equity()));
        if (divergence == null) {
            return;
        }
        terminal.out()
                .println("backtest   equity " + Money.toText(divergence.backtestEquity()) + ", difference "
                        + Money.toText(divergence.difference()));
        for (Divergence.Part part : divergence.parts()) {
            terminal.out()
                    .println(Complaint.oneLine(
                            "  " + part.cause().text() + "  " + Money.toText(part.amount()) + "  " + part.about()));
        }
        divergence
                .sums()
                .forEach((cause, amount) ->
                        terminal.out().println("sum        " + cause.text() + " " + Money.toText(amount)));
    }

    private static void write(
            JsonGenerator json,
            RecordedSession session,
            @Nullable Difference difference,
            @Nullable Divergence divergence)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.replay/1");
        json.writeBooleanField("identical", difference == null);
        json.writeStringField("difference", difference == null ? null : difference.toString());
        json.writeNumberField("records", session.replay().records());
        json.writeNumberField("decisions", session.replay().outcome().decisions());
        json.writeNumberField("trades", session.trades().size());
        json.writeStringField("equity", Money.toText(session.equity()));
        if (divergence == null) {
            json.writeNullField("against");
        } else {
            json.writeObjectFieldStart("against");
            json.writeStringField("kind", "backtest");
            json.writeStringField("equity", Money.toText(divergence.backtestEquity()));
            json.writeStringField("difference", Money.toText(divergence.difference()));
            json.writeObjectFieldStart("sums");
            for (Map.Entry<Divergence.Cause, Long> sum : divergence.sums().entrySet()) {
                json.writeStringField(sum.getKey().text(), Money.toText(sum.getValue()));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("parts");
            for (Divergence.Part part : divergence.parts()) {
                json.writeStartObject();
                json.writeStringField("cause", part.cause().text());
                json.writeStringField("amount", Money.toText(part.amount()));
                json.writeStringField("about", part.about());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
