package dev.tandem.gate;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;

/** An account in a situation that a test has thought up: flat, with 10,000 USD, at a price of 100. */
final class GivenAccount implements AccountView {
    Capabilities capabilities = Capabilities.all();
    long position;
    long workingBuys;
    long lastTicks = 10_000;
    long equity = Money.parse("10000");
    long equityAtStartOfDay = Money.parse("10000");
    long funds = Money.parse("10000");
    Rate takerFee = Rate.ZERO;
    int openOrders;
    long nowNanos;

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public long positionLots(Instrument instrument) {
        return position;
    }

    @Override
    public long workingLots(Instrument instrument, Side side) {
        return side == Side.BUY ? workingBuys : 0;
    }

    @Override
    public long lastTicks(Instrument instrument) {
        return lastTicks;
    }

    @Override
    public long equity() {
        return equity;
    }

    @Override
    public long equityAtStartOfDay() {
        return equityAtStartOfDay;
    }

    @Override
    public long availableFunds() {
        return funds;
    }

    @Override
    public Rate takerFee() {
        return takerFee;
    }

    @Override
    public int openOrders() {
        return openOrders;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }
}
