package dev.tandem.cli;

import dev.tandem.sweep.Objective;
import dev.tandem.sweep.SearchMethod;
import dev.tandem.sweep.SweepOptions;
import dev.tandem.sweep.walk.WalkForwardMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** From what was written to a {@link SweepRequest}. */
final class SweepArguments {
    private static final long TRIALS = 100;

    private final CommandSpec spec;
    private final Terminal terminal;
    private final Values values;

    private SweepArguments(CommandSpec spec, Terminal terminal) {
        this.spec = spec;
        this.terminal = terminal;
        this.values = new Values(spec);
    }

    /** @throws UserError naming the option, the bad value and what would be right */
    static SweepRequest read(CommandSpec spec, Terminal terminal) {
        return new SweepArguments(spec, terminal).read();
    }

    private SweepRequest read() {
        List<BacktestOptions> runs = BacktestArguments.readSeveral(spec, terminal);
        SearchMethod method = values.choice("--search", SearchMethod.class, SearchMethod.GRID);
        Integer trials = values.count("--trials");
        if (trials != null && trials > SweepOptions.MOST_TRIALS) {
            throw values.bad("--trials", "at most " + SweepOptions.MOST_TRIALS);
        }
        Integer threads = values.count("--threads");
        SweepOptions search = new SweepOptions(
                method,
                trials != null ? trials : method == SearchMethod.GRID ? SweepOptions.MOST_TRIALS : TRIALS,
                values.choice("--objective", Objective.class, Objective.SHARPE),
                seed(),
                threads == null ? Runtime.getRuntime().availableProcessors() : Math.min(threads, 1024));
        WalkForwardMode walk = values.text("--walk-forward") == null
                ? null
                : values.choice("--walk-forward", WalkForwardMode.class, WalkForwardMode.ANCHORED);
        for (String option : List.of("--folds", "--purge", "--embargo")) {
            if (walk == null && values.isOnCommandLine(option)) {
                throw UserError.usage(option + ": is about --walk-forward, which is missing");
            }
        }
        Integer folds = values.count("--folds");
        Integer top = values.count("--top");
        return new SweepRequest(
                runs,
                conditions(),
                values.list("--where"),
                search,
                walk,
                folds == null ? 5 : folds,
                bars("--purge"),
                bars("--embargo"),
                values.path("--out", terminal),
                values.isSet("--resume"),
                ledger(),
                top == null ? 10 : top,
                ClusterOptions.read(values));
    }

    private long seed() {
        String text = values.text("--seed", "42");
        if (!text.matches("-?[0-9]{1,18}")) {
            throw values.bad("--seed", "a whole number such as 42");
        }
        return Long.parseLong(text);
    }

    private int bars(String option) {
        String text = values.text(option, "0");
        if (!text.matches("[0-9]{1,9}")) {
            throw values.bad(option, "a whole number of bars from 0 to 999999999");
        }
        return Integer.parseInt(text);
    }

    private @Nullable Path ledger() {
        String text = values.text("--ledger");
        if (text == null) {
            return StateFolder.of(terminal).resolve("trials");
        }
        return text.equals("off") ? null : values.path("--ledger", terminal);
    }

    /** What was said that changes what a run comes to. */
    private Map<String, String> conditions() {
        Map<String, String> said = new LinkedHashMap<>();
        for (Flags.Section section : BacktestFlags.conditions()) {
            for (OptionSpec declared : section.options()) {
                String name = declared.longestName();
                OptionSpec option = spec.findOption(name);
                if (option != null && !name.equals("--param") && !name.equals("--classpath") && values.isGiven(name)) {
                    Object value = option.getValue();
                    said.put(name, Objects.toString(value));
                }
            }
        }
        return said;
    }
}
