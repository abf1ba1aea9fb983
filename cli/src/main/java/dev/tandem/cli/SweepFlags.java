package dev.tandem.cli;

import static dev.tandem.cli.Flags.choice;
import static dev.tandem.cli.Flags.flag;
import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;
import static dev.tandem.cli.Flags.values;

import dev.tandem.sweep.Objective;
import dev.tandem.sweep.SearchMethod;
import dev.tandem.sweep.walk.WalkForwardMode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code tandem sweep}, as its help shows them. */
final class SweepFlags {
    private SweepFlags() {}

    static Flags flags() {
        List<Flags.Section> all = new ArrayList<>();
        all.add(section(
                "What is run (required)",
                value("--data", "FILE|sample:NAME[,…]", "as for tandem backtest; several with commas"),
                value("--instrument", "BASE/QUOTE[,…]", "what is traded: one for all data, or one for each"),
                value("--strategy", "NAME|File.java|CLASS", "as for tandem backtest")));
        all.add(section(
                "Search",
                choice("--search", SearchMethod.class, "in which way parameters are chosen (default: grid)"),
                value("--trials", "NUMBER", "at most so many (default: all of a grid, else 100)"),
                choice("--objective", Objective.class, "what is looked for (default: sharpe)"),
                OptionSpec.builder("--where")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel("CONDITION")
                        .hideParamSyntax(false)
                        .description("which combinations are wanted, such as 'fast < slow'; can be repeated")
                        .build(),
                value("--seed", "NUMBER", "of whatever is random (default: 42)"),
                value("--threads", "NUMBER", "how many trials run at once (default: one for each processor)")));
        all.add(section(
                "Cluster",
                value("--cluster", "MASTER", "make the trials on Spark: spark://host:7077, or local[*] to try it"),
                values("--cluster-conf", "KEY=VALUE", "a setting of Spark; can be repeated")));
        all.add(section(
                "Walk-forward",
                choice("--walk-forward", WalkForwardMode.class, "also choose and try on one window after the other"),
                value("--folds", "NUMBER", "how many windows (default: 5)"),
                value("--purge", "BARS", "left out where parameters are chosen, before they are tried (default: 0)"),
                value("--embargo", "BARS", "left out where they are tried, after they were chosen (default: 0)")));
        all.addAll(BacktestFlags.conditions());
        all.add(section(
                "Result",
                value("--out", "FILE", "the trials as CSV, row by row (default: a file in the state folder)"),
                flag("--resume", "go on with an earlier call that was interrupted"),
                value("--ledger", "DIR|off", "where all trials ever made are counted (default: the state folder)"),
                value("--top", "NUMBER", "list so many of the best (default: 10)"),
                value("--report", "DIR", "write a page there"),
                Flags.format()));
        return new Flags(List.copyOf(all));
    }
}
