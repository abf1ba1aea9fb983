package dev.tandem.sim.oracle;

import dev.tandem.model.OrderRequest;
import dev.tandem.sim.oracle.Scenario.Action;
import dev.tandem.sim.oracle.Scenario.PriceBar;
import dev.tandem.sim.oracle.Scenario.Submit;

/** A scenario and what came of it, bar by bar, for a person to read when two runs of it disagree. */
public final class Transcript {
    private Transcript() {}

    public static String of(Scenario scenario, Outcome outcome) {
        StringBuilder text = new StringBuilder();
        text.append("tick ").append(scenario.tick()).append(", lot ").append(scenario.lot());
        text.append(", cash ").append(scenario.startingCash());
        text.append(", fees ").append(scenario.makerFee()).append(" and ").append(scenario.takerFee());
        text.append(", slippage ").append(scenario.slippage()).append(", ").append(scenario.fills());
        text.append(", brackets from ").append(scenario.bracketFrom());
        text.append(", ").append(scenario.account()).append('\n');
        for (int i = 0; i < scenario.bars().size(); i++) {
            int index = i;
            PriceBar bar = scenario.bars().get(i);
            text.append(i).append(": ").append(bar.open()).append(' ').append(bar.high());
            text.append(' ').append(bar.low()).append(' ').append(bar.close());
            text.append(" @").append(bar.openNanos()).append('\n');
            outcome.fills().stream()
                    .filter(fill -> fill.bar() == index)
                    .forEach(fill -> text.append("     ").append(fill).append('\n'));
            scenario.script()
                    .get(i)
                    .forEach(action -> text.append("   > ").append(text(action)).append('\n'));
        }
        outcome.orders().forEach(order -> text.append(order).append('\n'));
        return text.append("cash ")
                .append(outcome.cash())
                .append(", position ")
                .append(outcome.position())
                .append('\n')
                .toString();
    }

    private static String text(Action action) {
        if (!(action instanceof Submit(String key, OrderRequest order))) {
            return action.toString();
        }
        return key + ": " + order + " " + order.timeInForce()
                + (order.stopLoss() == null ? "" : " stop-loss " + order.stopLoss())
                + (order.takeProfit() == null ? "" : " take-profit " + order.takeProfit())
                + (order.trailingStop() == null ? "" : " trailing-stop " + order.trailingStop());
    }
}
