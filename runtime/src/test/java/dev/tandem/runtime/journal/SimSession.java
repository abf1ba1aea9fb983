package dev.tandem.runtime.journal;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.DirectLane;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Bar;
import dev.tandem.model.Money;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import dev.tandem.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A session on the simulated exchange, as a live process would run it: bars come in, orders go out, a journal is kept. */
final class SimSession {
    static final RiskLimits LIMITS = RiskLimits.NONE
            .withOpenOrders(6)
            .withOrderRate(5, Duration.ofMinutes(4))
            .withDailyLoss(Money.parse("500"));

    final ReplayClock clock;
    final SimExchange exchange;
    final Ledger ledger = new Ledger("USD", Money.parse("1000000"));
    final Strategy strategy;
    final UnaryOperator<ExecutionLane> wire;
    /** Who hears of what happens at the exchange: the session that was opened last. */
    private final SimSession[] listening;

    private @Nullable JournaledEngine engine;

    SimSession(Strategy strategy) {
        this(strategy, lane -> lane);
    }

    /** @param wire what stands between the journal and the exchange */
    SimSession(Strategy strategy, UnaryOperator<ExecutionLane> wire) {
        this.strategy = strategy;
        this.wire = wire;
        this.clock = new ReplayClock(0);
        this.exchange = new SimExchange(SimConfig.standard(), List.of(Market.BTC), Money.parse("1000000"), clock);
        this.listening = new SimSession[] {this};
        exchange.init(report -> listening[0].engine().process(new EngineEvent.Reported(report)));
    }

    /** The next process at the exchange of another, which has ended. */
    private SimSession(Strategy strategy, SimSession before) {
        this.strategy = strategy;
        this.wire = before.wire;
        this.clock = before.clock;
        this.exchange = before.exchange;
        this.listening = before.listening;
        listening[0] = this;
    }

    SimSession after(SimSession before) {
        return new SimSession(strategy, before);
    }

    Engine build(EngineWiring wiring) {
        return new Engine(
                wiring.strategy(strategy),
                wiring.clock(),
                new Gate(ConfidencePolicy.standard(), LIMITS, Sizing.one()),
                new EngineOptions(wiring.session(), null, null, null, true, BracketStart.FILL),
                Map.of(Market.BTC, wiring.history(Market.BTC)),
                List.of(wiring.account(new EngineAccount(
                        exchange.name(),
                        exchange.capabilities(),
                        ledger,
                        SimConfig.standard().takerFee(),
                        inbox -> wire.apply(new DirectLane(exchange, inbox))))),
                EquityRecording.AT_FILLS,
                wiring.keeping());
    }

    JournaledEngine open(Journal journal, Unsent unsent) {
        engine = JournaledEngine.open(journal, clock, unsent, this::build);
        return engine;
    }

    JournaledEngine engine() {
        if (engine == null) {
            throw new IllegalStateException("not opened");
        }
        return engine;
    }

    void run(Journal journal, List<Bar> bars) {
        open(journal, Unsent.SEND);
        engine().process(new EngineEvent.Start());
        bars(bars);
        engine().process(new EngineEvent.Finish(false));
    }

    void bars(List<Bar> bars) {
        for (Bar bar : bars) {
            clock.advanceTo(bar.openTimeNanos());
            exchange.open(bar);
            exchange.rest(bar);
            clock.advanceTo(bar.closeTimeNanos());
            engine().process(new EngineEvent.BarClosed(bar));
        }
    }
}
