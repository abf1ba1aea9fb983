package dev.tandem.webhook;

import dev.tandem.engine.DirectLane;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineEvent;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A market that moves from 100 up by 1 with every alert. */
final class SimMarket implements Marketplace {
    static final Instrument BTC = Instrument.of("BTC/USDT");
    static final Instrument ETH = Instrument.of("ETH/USDT");
    /** Orders that any market of this test has executed. */
    final AtomicInteger executed = new AtomicInteger();

    private static final long CASH = 2_000_000 * Money.ONE;
    private final List<Instrument> instruments;
    /** While this is above zero, nothing is carried out. */
    volatile CountDownLatch held = new CountDownLatch(0);

    private @Nullable SimExchange exchange;
    private int bars;

    SimMarket() {
        this(List.of(BTC, ETH));
    }

    /** @param instruments all priced in one asset */
    SimMarket(List<Instrument> instruments) {
        this.instruments = List.copyOf(instruments);
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public long cash() {
        return CASH;
    }

    @Override
    public EngineAccount account(EngineClock clock, String session, long begin, Consumer<EngineEvent> answers) {
        SimExchange sim = new SimExchange(SimConfig.standard(), instruments(), begin, clock);
        sim.init(report -> answers.accept(new EngineEvent.Reported(report)));
        exchange = sim;
        return new EngineAccount(
                "sim",
                sim.capabilities(),
                new Ledger(instruments.getFirst().quote(), begin),
                SimConfig.standard().takerFee(),
                ignored -> new DirectLane(sim, event -> {
                    executed.incrementAndGet();
                    answers.accept(event);
                }));
    }

    @Override
    public List<Bar> before(Instrument instrument) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return bars == 0 ? List.of(happen(instrument)) : List.of();
    }

    @Override
    public void after(Instrument instrument, Consumer<Bar> closed) {
        closed.accept(happen(instrument));
    }

    private Bar happen(Instrument instrument) {
        long ticks = (100L + bars) * 100_000_000L;
        long open = 60_000_000_000L * bars;
        Bar bar = new BarRecord(instrument, bars++, open, open + 60_000_000_000L, ticks, ticks, ticks, ticks, 1);
        SimExchange sim = exchange;
        if (sim == null) {
            throw new IllegalStateException("no account yet");
        }
        sim.open(bar);
        sim.rest(bar);
        return bar;
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {
        if (exchange != null) {
            exchange.close();
        }
    }
}
