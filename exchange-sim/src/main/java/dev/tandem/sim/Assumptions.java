package dev.tandem.sim;

import dev.tandem.engine.BracketStart;
import dev.tandem.model.Exit;
import dev.tandem.model.Rate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a result says was assumed: costs, fills, exits, time on the way. */
final class Assumptions {
    private Assumptions() {}

    /** In the words of the command line; what makes no difference to this run is left out. */
    static Map<String, String> of(Backtest setup) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("account", word(setup.config.account()));
        all.put("fills", word(setup.config.fills()));
        if (setup.config.makerFee().equals(setup.config.takerFee())) {
            all.put("fee", setup.config.takerFee().toString());
        } else {
            all.put("maker-fee", setup.config.makerFee().toString());
            all.put("taker-fee", setup.config.takerFee().toString());
        }
        all.put("slippage", setup.config.slippage().toString());
        putDistance(all, "stop-loss", setup.stopLoss);
        putDistance(all, "take-profit", setup.takeProfit);
        if (setup.trailingStop != null) {
            all.put("trailing-stop", setup.trailingStop.toString());
        }
        if (setup.stopLoss != null || setup.takeProfit != null || setup.trailingStop != null) {
            all.put("bracket-from", setup.bracketStart == BracketStart.FILL ? "fill" : "next-bar");
            all.put("signal-exits", setup.signalExits ? "yes" : "no");
        }
        if (setup.config.participation().units() > 0) {
            all.put("participation", setup.config.participation().toString());
        }
        if (setup.ticks != null) {
            all.put("replay", "ticks");
            all.put("queue", setup.config.queueModel().toString());
            all.put("book-gap", word(setup.ticks.policy().gap()));
            all.put("book-crossed", word(setup.ticks.policy().crossed()));
        }
        FaultPlan plan = setup.faults;
        if (plan != null) {
            all.put(
                    "faults",
                    plan + ", met "
                            + plan.met().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
        }
        all.put("latency", setup.latencies.toString());
        all.put("market impact", "none");
        return all;
    }

    private static void putDistance(Map<String, String> all, String name, @Nullable Exit exit) {
        if (exit instanceof Exit.FromFill(Rate distance)) {
            all.put(name, distance.toString());
        }
    }

    /** A word as the command line has it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
