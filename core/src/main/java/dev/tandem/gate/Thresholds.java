package dev.tandem.gate;

import dev.tandem.model.Confidence;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minima of confidence, inclusive: one for all, and others for some strategies, instruments, sides and agents.
 *
 * <p>Of the rules that an order meets, the one that names most decides; among equals the highest minimum. An order that
 * follows several agents meets a rule for an agent if it follows that one too. Immutable.
 */
public final class Thresholds implements ConfidencePolicy {
    private final String strategy;
    private final List<Rule> rules;

    /**
     * A minimum for what it names; null and empty names everything.
     *
     * @param minimum from 0 to 1
     */
    public record Rule(
            @Nullable String strategy,
            @Nullable String symbol,
            @Nullable Side side,
            @Nullable String agent,
            double minimum) {
        public Rule {
            Confidence.of(minimum);
        }

        private int names() {
            return (strategy == null ? 0 : 1)
                    + (symbol == null ? 0 : 1)
                    + (side == null ? 0 : 1)
                    + (agent == null ? 0 : 1);
        }

        private boolean concerns(OrderRequest request, String run) {
            return (strategy == null || strategy.equals(run))
                    && (symbol == null || symbol.equals(request.instrument().symbol()))
                    && (side == null || side == request.side())
                    && (agent == null || request.agents().contains(agent));
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            add(text, "strategy ", strategy);
            add(text, "", symbol);
            add(text, "", side == null ? null : side == Side.BUY ? "buys" : "sells");
            add(text, "agent ", agent);
            return text.toString();
        }

        private static void add(StringBuilder text, String what, @Nullable String name) {
            if (name != null) {
                text.append(text.isEmpty() ? "" : ", ").append(what).append(name);
            }
        }
    }

    private Thresholds(String strategy, List<Rule> rules) {
        this.strategy = strategy;
        this.rules = List.copyOf(rules);
    }

    static Thresholds of(double minimum) {
        return new Thresholds("", List.of(new Rule(null, null, null, null, minimum)));
    }

    /** With one more rule. */
    public Thresholds with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Thresholds(strategy, more);
    }

    public Thresholds instrument(String symbol, double minimum) {
        return with(new Rule(null, symbol, null, null, minimum));
    }

    public Thresholds side(Side side, double minimum) {
        return with(new Rule(null, null, side, null, minimum));
    }

    public Thresholds agent(String agent, double minimum) {
        return with(new Rule(null, null, null, agent, minimum));
    }

    public Thresholds strategy(String name, double minimum) {
        return with(new Rule(name, null, null, null, minimum));
    }

    /** These thresholds for the orders of a strategy: each run has its own. */
    public Thresholds forStrategy(String name) {
        return new Thresholds(name, rules);
    }

    @Override
    public @Nullable Denial decide(OrderRequest request) {
        Rule strictest = rules.getFirst();
        for (int i = 1; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.concerns(request, strategy)
                    && (rule.names() > strictest.names()
                            || rule.names() == strictest.names() && rule.minimum() > strictest.minimum())) {
                strictest = rule;
            }
        }
        if (!(request.confidence().value() >= strictest.minimum())) {
            return below(request.confidence(), strictest.minimum(), strictest.text(), request.agents());
        }
        return null;
    }

    static Denial below(Confidence confidence, double minimum, String rule, List<String> agents) {
        String value = confidence.toString();
        String limit = Double.toString(minimum);
        String of = rule.isEmpty() ? "" : " (" + rule + ")";
        return new Denial(
                DenialReason.CONFIDENCE,
                rule.isEmpty() ? "threshold" : "threshold for " + rule,
                value,
                limit,
                "",
                agents,
                confidence.isStated()
                        ? "confidence " + value + " is below the minimum of " + limit + of
                        : "no confidence was stated, and at least " + limit + " is needed" + of);
    }
}
