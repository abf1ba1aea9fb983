package dev.tandem.cli;

import dev.tandem.engine.DirectLane;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineEvent;
import dev.tandem.ledger.Ledger;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import dev.tandem.webhook.Marketplace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Recorded bars as the market for alerts: each alert comes at the close of a bar, and its orders meet the next one. After the
 * last bar the market stands still at its close.
 */
final class SimMarketplace implements Marketplace {
    private final List<Instrument> instruments;
    private final Map<Instrument, BarColumns> data;
    private final SimConfig config;
    private final long cash;
    private final Map<Instrument, Integer> next = new HashMap<>();
    private final SimExchange[] exchange = new SimExchange[1];

    /**
     * @param instruments all priced in one asset
     * @param data the bars of each
     */
    SimMarketplace(List<Instrument> instruments, Map<Instrument, BarColumns> data, SimConfig config, long cash) {
        this.instruments = List.copyOf(instruments);
        this.data = Map.copyOf(data);
        this.config = config;
        this.cash = cash;
    }

    @Override
    public String name() {
        return SimExchange.NAME;
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public long cash() {
        return cash;
    }

    @Override
    public EngineAccount account(EngineClock clock, String session, long begin, Consumer<EngineEvent> answers) {
        SimExchange sim = new SimExchange(config, instruments, begin, clock);
        sim.init(report -> answers.accept(new EngineEvent.Reported(report)));
        exchange[0] = sim;
        return new EngineAccount(
                sim.name(),
                sim.capabilities(),
                new Ledger(instruments.getFirst().quote(), begin),
                config.takerFee(),
                ignored -> new DirectLane(sim, answers));
    }

    @Override
    public List<Bar> before(Instrument instrument) {
        return next.containsKey(instrument) ? List.of() : List.of(happen(instrument));
    }

    @Override
    public void after(Instrument instrument, Consumer<Bar> closed) {
        closed.accept(happen(instrument));
    }

    private Bar happen(Instrument instrument) {
        int index = next.merge(instrument, 1, Integer::sum) - 1;
        Bar bar = bar(instrument, index);
        exchange[0].open(bar);
        exchange[0].rest(bar);
        return bar;
    }

    private Bar bar(Instrument instrument, int index) {
        BarColumns bars = data.get(instrument);
        if (bars == null) {
            throw new IllegalStateException("there are no bars of " + instrument);
        }
        int last = bars.size() - 1;
        if (index <= last) {
            return new BarRecord(
                    instrument,
                    index,
                    bars.openTimeNanos(index),
                    bars.closeTimeNanos(index),
                    bars.openTicks(index),
                    bars.highTicks(index),
                    bars.lowTicks(index),
                    bars.closeTicks(index),
                    bars.volume(index));
        }
        long close = bars.closeTicks(last);
        long interval = bars.closeTimeNanos(last) - bars.openTimeNanos(last);
        long open = bars.closeTimeNanos(last) + (index - last - 1) * interval;
        return new BarRecord(instrument, index, open, open + interval, close, close, close, close, 0);
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {
        if (exchange[0] != null) {
            exchange[0].close();
        }
    }
}
