package dev.tandem.gate;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;

/** What the gate has to know of the account that an order is for. Amounts are units of {@link dev.tandem.model.Money}. */
public interface AccountView {
    Capabilities capabilities();

    /** Signed. */
    long positionLots(Instrument instrument);

    /** What working orders of the strategy would still add on a side, in lots. */
    long workingLots(Instrument instrument, Side side);

    /** The last price in ticks; 0 if none is known yet. */
    long lastTicks(Instrument instrument);

    long equity();

    long equityAtStartOfDay();

    /** What can still be spent on new positions. */
    long availableFunds();

    /** What a taker pays. */
    Rate takerFee();

    /** Orders of the strategy that may still be filled; exits are not counted. */
    int openOrders();

    long nowNanos();

    /** What the strategy may do at the moment. */
    default TradingState tradingState() {
        return TradingState.ACTIVE;
    }

    /** Why the state is what it is; empty if there is no reason. */
    default String tradingStateCause() {
        return "";
    }
}
