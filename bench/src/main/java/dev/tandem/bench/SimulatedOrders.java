package dev.tandem.bench;

import dev.tandem.engine.ReplayClock;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import java.util.List;

/** Orders from the signal to the callback through the simulated exchange, whose price goes up and down a little. */
public final class SimulatedOrders {
    private static final long PRICE = 6_000_000;
    private static final int MOMENTS = 1024;

    private final SimExchange exchange;
    private final OrderTrip trip;
    private final Bar[] moments = new Bar[MOMENTS];
    private int at;

    public SimulatedOrders() {
        ReplayClock clock = OrderTrip.clock();
        exchange = new SimExchange(SimConfig.standard(), List.of(OrderTrip.INSTRUMENT), OrderTrip.CASH, clock);
        for (int i = 0; i < MOMENTS; i++) {
            long price = PRICE + (i * 37) % 100;
            moments[i] = new BarRecord(
                    OrderTrip.INSTRUMENT, -1, clock.nanos(), clock.nanos(), price, price, price, price, 0);
        }
        trip = new OrderTrip(clock, exchange, this::market);
    }

    /** A moment at one price, in which what is marketable is filled. */
    private void market() {
        Bar moment = moments[at++ & (MOMENTS - 1)];
        exchange.open(moment);
        exchange.rest(moment);
    }

    /** Sends one, and returns when the strategy has been told of its fill. */
    public void order(long number) {
        trip.order(number);
    }

    public long fills() {
        return trip.fills();
    }

    /**
     * Sees to it that orders were really filled and paid for.
     *
     * @throws IllegalStateException if not
     */
    public void check() {
        long fees = exchange.ledger().fees();
        if (fees <= 0 || trip.equity() >= OrderTrip.CASH) {
            throw new IllegalStateException("orders cost nothing: fees " + fees + ", equity " + trip.equity());
        }
    }
}
