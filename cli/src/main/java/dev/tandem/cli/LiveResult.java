package dev.tandem.cli;

import dev.tandem.report.JsonReport;
import dev.tandem.report.TextReport;
import dev.tandem.result.RunResult;
import java.util.List;

/** Prints what sessions came to: one document for one, and one with all of them for several. */
record LiveResult(Terminal terminal, boolean several) {
    /** The exit code of several is that of the first which did not end as it should. */
    int print(List<RunningSession> sessions) {
        OutputFormat format = sessions.getFirst().planned().options().format();
        if (!several) {
            RunningSession one = sessions.getFirst();
            RuntimeException problem = one.problem();
            if (problem != null) {
                throw problem;
            }
            RunResult result = one.result();
            if (result == null) {
                throw new IllegalStateException("the session ended without a result");
            }
            switch (format) {
                case TEXT -> terminal.out().print(TextReport.text(result, terminal.reportOptions()));
                case JSON -> terminal.out().print(JsonReport.text(result));
            }
            terminal.out().flush();
            return ExitCode.DONE;
        }
        switch (format) {
            case TEXT -> text(sessions);
            case JSON -> json(sessions);
        }
        terminal.out().flush();
        int code = ExitCode.DONE;
        for (RunningSession session : sessions) {
            RuntimeException problem = session.problem();
            if (problem != null) {
                terminal.sayLast("tandem: " + session.name() + ": " + Complaint.oneLine(message(problem)));
                int its = problem instanceof UserError user ? user.exitCode() : ExitCode.BROKEN;
                code = code == ExitCode.DONE ? its : code;
            }
        }
        return code;
    }

    private void text(List<RunningSession> sessions) {
        for (RunningSession session : sessions) {
            terminal.out().println("strategy " + session.name());
            RunResult result = session.result();
            RuntimeException problem = session.problem();
            if (result != null && problem == null) {
                terminal.out().print(TextReport.text(result, terminal.reportOptions()));
            } else {
                terminal.out().println("  no result: " + (problem == null ? "" : message(problem)));
            }
            terminal.out().println();
        }
    }

    private void json(List<RunningSession> sessions) {
        Json.print(terminal, json -> {
            json.writeStartObject();
            json.writeStringField("schema", "tandem.live/1");
            json.writeArrayFieldStart("strategies");
            for (RunningSession session : sessions) {
                json.writeStartObject();
                json.writeStringField("name", session.name());
                json.writeStringField("session", session.session().name());
                RuntimeException problem = session.problem();
                if (problem == null) {
                    json.writeNullField("error");
                } else {
                    json.writeStringField("error", message(problem));
                }
                RunResult result = session.result();
                json.writeFieldName("result");
                if (result == null || problem != null) {
                    json.writeNull();
                } else {
                    json.writeRawValue(JsonReport.text(result).strip());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static String message(RuntimeException problem) {
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }
}
