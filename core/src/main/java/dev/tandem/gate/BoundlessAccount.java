package dev.tandem.gate;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;

/**
 * An account that holds nothing and can pay for anything, for who needs an order approved without having an account: kits,
 * benchmarks and tests of exchanges. Never trade on its word.
 */
public class BoundlessAccount implements AccountView {
    private final Capabilities capabilities;
    private final long lastTicks;

    /**
     * @param capabilities what the venue is believed to be able to do
     * @param lastTicks the last price in ticks, of every instrument; 0 if none is known
     */
    public BoundlessAccount(Capabilities capabilities, long lastTicks) {
        this.capabilities = capabilities;
        this.lastTicks = lastTicks;
    }

    @Override
    public final Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public long positionLots(Instrument instrument) {
        return 0;
    }

    @Override
    public final long workingLots(Instrument instrument, Side side) {
        return 0;
    }

    @Override
    public final long lastTicks(Instrument instrument) {
        return lastTicks;
    }

    @Override
    public final long equity() {
        return Long.MAX_VALUE;
    }

    @Override
    public final long equityAtStartOfDay() {
        return Long.MAX_VALUE;
    }

    @Override
    public final long availableFunds() {
        return Long.MAX_VALUE;
    }

    @Override
    public final Rate takerFee() {
        return Rate.ZERO;
    }

    @Override
    public final int openOrders() {
        return 0;
    }

    @Override
    public final long nowNanos() {
        return 0;
    }
}
