package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Times;
import dev.tandem.runtime.journal.EntryText;
import dev.tandem.runtime.journal.EntryType;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.OrderChain;
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

/** {@code tandem why}: what led to an order, and what followed from it. */
@Command(
        name = "why",
        synopsisHeading = "",
        customSynopsis = {"tandem why ORDER_ID --journal DIR [options]", ""},
        description = "explains an order of a live session: data, request, gate, answers, position",
        footerHeading = "%n",
        footer = {"Examples:", "  tandem why k7f3qzab-12 --journal session", "  tandem why 12 --journal session"})
final class WhyCommand implements Callable<Integer> {
    private static final int NEAR = 5;

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            hideParamSyntax = true,
            paramLabel = "ORDER_ID",
            description = "the client order id, or its number only")
    private @Nullable String id;

    private WhyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new WhyCommand(terminal));
        new Flags(List.of(section(
                        "Which", Flags.value("--journal", "DIR", "where the session is remembered"), Flags.format())))
                .addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        Values values = new Values(spec);
        String given = values.text("--journal");
        if (id == null || id.isBlank()) {
            throw UserError.usage("why: ORDER_ID: missing; for example tandem why k7f3qzab-12 --journal session");
        }
        if (given == null || given.isBlank()) {
            throw UserError.usage("--journal: missing; for example tandem why " + id + " --journal session");
        }
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        Path path = terminal.resolve(given);
        OrderChain chain;
        try {
            chain = OrderChain.of(path, id);
        } catch (JournalException e) {
            throw JournalCommand.problem(e, path, given);
        }
        if (!chain.isKnown()) {
            throw UserError.usage("the journal " + given + " has no order '" + id + "'" + advice(chain, given));
        }
        if (format == OutputFormat.JSON) {
            Json.print(terminal, json -> write(json, chain));
        } else {
            print(chain);
        }
        return ExitCode.DONE;
    }

    private static String advice(OrderChain chain, String given) {
        if (chain.known().isEmpty()) {
            return ": it has none at all";
        }
        long wanted = number(chain.order());
        List<String> near = chain.known().stream()
                .sorted((a, b) -> Long.compare(distance(number(a), wanted), distance(number(b), wanted)))
                .limit(NEAR)
                .toList();
        return "; near are " + String.join(", ", near) + ", and tandem journal show " + given
                + " --type send lists what was sent";
    }

    private static long distance(long one, long other) {
        return one < 0 || other < 0 ? Long.MAX_VALUE : Math.abs(one - other);
    }

    /** The number at the end of an id; −1 if there is none. */
    private static long number(String order) {
        String digits = order.substring(order.lastIndexOf('-') + 1);
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
    }

    private void print(OrderChain chain) {
        String entry = chain.entry();
        terminal.out().println("order     " + chain.order() + (entry == null ? "" : ", an exit of " + entry));
        for (OrderChain.Link link : chain.links()) {
            String stage = link.stage().text();
            String line = link.stage() == OrderChain.Stage.POSITION
                    ? link.record().number() + "  " + Times.text(link.record().timeNanos()) + "  from "
                            + link.positionBefore() + " to " + link.positionAfter()
                    : EntryText.line(link.record());
            terminal.out().println(Complaint.oneLine(stage + " ".repeat(10 - stage.length()) + line));
        }
    }

    private static void write(JsonGenerator json, OrderChain chain) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.why/1");
        json.writeStringField("order", chain.order());
        json.writeStringField("entry", chain.entry());
        json.writeArrayFieldStart("chain");
        for (OrderChain.Link link : chain.links()) {
            json.writeStartObject();
            json.writeStringField("stage", link.stage().text());
            json.writeNumberField("record", link.record().number());
            json.writeStringField("time", Times.text(link.record().timeNanos()));
            json.writeStringField("type", EntryType.of(link.record().entry()).text());
            if (link.stage() == OrderChain.Stage.POSITION) {
                json.writeStringField("before", link.positionBefore());
                json.writeStringField("after", link.positionAfter());
            } else {
                Json.fields(json, EntryText.fields(link.record().entry()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
