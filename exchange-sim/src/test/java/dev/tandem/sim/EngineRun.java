package dev.tandem.sim;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.result.RunResult;
import dev.tandem.sim.match.FillModel;
import dev.tandem.sim.oracle.Scenario;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scripted scenario run through the real engine and the real simulated exchange. */
final class EngineRun {
    /** A fill, said in the same words as the slow twin's; exits have no name of their own here. */
    record SeenFill(
            long bar,
            String order,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal fee,
            Liquidity liquidity) {}

    /** How an order of the script ended. */
    record SeenEnd(OrderStatus status, BigDecimal filled) {}

    final List<SeenFill> fills = new ArrayList<>();
    final Map<String, Order> orders = new LinkedHashMap<>();
    final RunResult result;

    private EngineRun(Scenario scenario) {
        BarColumns bars = bars(scenario);
        Script script = new Script(scenario, bars);
        result = Backtest.of(bars, script)
                .cash(Money.of(scenario.startingCash()))
                .confidence(ConfidencePolicy.minimum(0))
                .exchange(new SimConfig(
                        scenario.account() == Scenario.Account.SPOT ? AccountType.SPOT : AccountType.MARGIN,
                        Rate.of(scenario.makerFee()),
                        Rate.of(scenario.takerFee()),
                        Rate.of(scenario.slippage()),
                        false,
                        FillModel.valueOf(scenario.fills().name())))
                .bracketStart(BracketStart.valueOf(scenario.bracketFrom().name()))
                .run();
    }

    /** The market of a scenario. */
    static BarColumns bars(Scenario scenario) {
        Instrument instrument = scenario.instrument();
        BarColumns.Builder columns = new BarColumns.Builder(instrument, scenario.intervalNanos());
        for (Scenario.PriceBar bar : scenario.bars()) {
            columns.add(
                    bar.openNanos(),
                    instrument.ticks(bar.open()),
                    instrument.ticks(bar.high()),
                    instrument.ticks(bar.low()),
                    instrument.ticks(bar.close()),
                    1.0);
        }
        return columns.build();
    }

    static EngineRun of(Scenario scenario) {
        return new EngineRun(scenario);
    }

    SeenEnd end(String key) {
        Order order = orders.get(key);
        if (order == null) {
            throw new IllegalArgumentException("no order " + key);
        }
        return new SeenEnd(order.status(), order.instrument().quantity(order.filledLots()));
    }

    private final class Script implements Strategy {
        private final Scenario scenario;
        private final BarColumns bars;
        private final Map<ClientOrderId, String> names = new HashMap<>();

        Script(Scenario scenario, BarColumns bars) {
            this.scenario = scenario;
            this.bars = bars;
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            for (Scenario.Action action : scenario.script().get((int) bar.index())) {
                switch (action) {
                    case Scenario.Submit submit -> remember(submit.key(), trader.submit(submit.order()));
                    case Scenario.Cancel cancel -> {
                        Order order = orders.get(cancel.key());
                        if (order != null) {
                            trader.cancel(order);
                        }
                    }
                    case Scenario.ClosePosition close -> {
                        Side side = trader.position().isShort() ? Side.BUY : Side.SELL;
                        remember(
                                close.key(),
                                trader.submit(OrderRequest.of(bar.instrument(), side)
                                        .reduceOnly()
                                        .build()));
                    }
                }
            }
        }

        private void remember(String key, Order order) {
            orders.put(key, order);
            names.put(order.id(), key);
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            fills.add(new SeenFill(
                    bars.index(bars.firstAtOrAfter(fill.timeNanos())),
                    names.getOrDefault(fill.clientOrderId(), "exit"),
                    fill.side(),
                    fill.price(),
                    fill.quantity(),
                    Money.toDecimal(fill.fee()),
                    fill.liquidity()));
        }
    }
}
