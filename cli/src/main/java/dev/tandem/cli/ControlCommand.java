package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;

import dev.tandem.runtime.session.ControlClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem status, reduce, halt, resume, cancel-all, flatten}: speaks to a running session. */
@Command(synopsisHeading = "")
final class ControlCommand implements Callable<Integer> {
    private static final List<String> LISTS = List.of("position", "openOrder", "unprotected", "dust");

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private ControlCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What each of them does, by its name. */
    static final Map<String, String> DESCRIPTIONS = descriptions();

    private static Map<String, String> descriptions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("status", "says how a running session is");
        all.put("reduce", "lets a running session only make positions smaller");
        all.put("halt", "lets a running session send nothing; exits stay at the venue");
        all.put("resume", "lets a session trade again");
        all.put("cancel-all", "cancels the open orders of a running session; exits stay");
        all.put("flatten", "cancels everything and closes the positions of a running session at the market");
        return all;
    }

    static CommandLine commandLine(String name, Terminal terminal) {
        CommandLine commandLine = new CommandLine(new ControlCommand(terminal));
        CommandSpec command = commandLine.getCommandSpec();
        command.name(name);
        command.usageMessage().description(DESCRIPTIONS.get(name));
        command.usageMessage()
                .customSynopsis(
                        "tandem " + name + " --journal DIR [--only NAME]"
                                + (name.equals("status") ? "" : " [--because TEXT]"),
                        "");
        List<CommandLine.Model.OptionSpec> options = new ArrayList<>();
        options.add(value("--journal", "DIR", "the session's journal (required)"));
        options.add(value("--only", "NAME", "one strategy of several (default: all)"));
        if (!name.equals("status")) {
            options.add(value("--because", "TEXT", "why; it stands in the journal"));
        }
        options.add(Flags.format());
        new Flags(List.of(section("Which session", options.toArray(CommandLine.Model.OptionSpec[]::new))))
                .addTo(commandLine);
        String because = name.equals("status") ? "" : " --because \"news at 14:30\"";
        command.usageMessage().footer("", "Example:", "  tandem " + name + " --journal session" + because);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        Values values = new Values(spec, true);
        Path journal = values.path("--journal", terminal);
        if (journal == null) {
            throw UserError.usage("--journal: missing; for example tandem " + spec.name() + " --journal session");
        }
        String because = values.text("--because", "");
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        String only = values.text("--only", "");
        if (!only.matches("[^\\s@]*")) {
            throw values.bad("--only", "the name of a strategy");
        }
        String word = only.isEmpty() ? spec.name() : spec.name() + "@" + only;
        Map<String, Map<String, Object>> sessions = ask(journal, word + " " + Complaint.oneLine(because));
        switch (format) {
            case JSON ->
                Json.print(terminal, json -> {
                    json.writeStartObject();
                    json.writeStringField("schema", "tandem.status/1");
                    json.writeArrayFieldStart("sessions");
                    for (Map.Entry<String, Map<String, Object>> session : sessions.entrySet()) {
                        json.writeStartObject();
                        json.writeStringField("session", session.getKey());
                        for (Map.Entry<String, Object> field :
                                session.getValue().entrySet()) {
                            if (field.getValue() instanceof List<?> list) {
                                json.writeArrayFieldStart(field.getKey() + "s");
                                for (Object item : list) {
                                    json.writeString(String.valueOf(item));
                                }
                                json.writeEndArray();
                            } else {
                                json.writeStringField(field.getKey(), String.valueOf(field.getValue()));
                            }
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
            case TEXT ->
                sessions.forEach((name, fields) -> {
                    terminal.out().println("session " + name);
                    fields.forEach((field, content) -> {
                        String text = content instanceof List<?> list
                                ? String.join(
                                        "; ", list.stream().map(String::valueOf).toList())
                                : String.valueOf(content);
                        if (!text.isEmpty()) {
                            terminal.out().println("  " + field + " ".repeat(Math.max(1, 14 - field.length())) + text);
                        }
                    });
                });
        }
        return ExitCode.DONE;
    }

    private static Map<String, Map<String, Object>> ask(Path journal, String line) {
        String answer;
        try {
            answer = ControlClient.ask(journal, line);
        } catch (IOException e) {
            throw UserError.network("--journal: no session of " + journal + " is running ("
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")");
        }
        Map<String, Map<String, Object>> sessions = new LinkedHashMap<>();
        for (String text : answer.split("\n", -1)) {
            int tab = text.indexOf('\t');
            int dot = text.indexOf('.');
            if (tab < 0 || dot < 0 || dot > tab) {
                throw UserError.usage(text.replace('\t', ' '));
            }
            Map<String, Object> fields = sessions.computeIfAbsent(text.substring(0, dot), key -> {
                Map<String, Object> fresh = new LinkedHashMap<>();
                LISTS.forEach(name -> fresh.put(name, new ArrayList<String>()));
                return fresh;
            });
            String name = text.substring(dot + 1, tab);
            String value = text.substring(tab + 1);
            if (fields.get(name) instanceof List<?> list) {
                List<Object> longer = new ArrayList<>(list);
                longer.add(value);
                fields.put(name, longer);
            } else {
                fields.put(name, value);
            }
        }
        return sessions;
    }
}
