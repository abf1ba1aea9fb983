package dev.tandem.xchange;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * Binance US: Binance's interface at another address, with less behind it.
 *
 * <ul>
 *   <li>XChange's {@code BinanceUsExchange} has Binance's services and forgets to say which of Binance's markets is meant: its
 *       market data then end in a {@code NullPointerException} before anything is asked, and its {@code remoteInit} prints an
 *       error and goes on with the markets of some other day. So it gives the address, and the calls are those for Binance.
 *   <li>Orders, queries, fills and balances are documented as Binance's. Pairs are taken at an older address only, and which
 *       markets take stops is not said anywhere: neither is sent, both are held here ({@link HeldStops}).
 *   <li>What a key may do is not told, and there is no sandbox.
 *   <li>1,200 of weight in a minute.
 * </ul>
 */
final class BinanceUsProfile extends BinanceProfile {
    @Override
    String id() {
        return "binanceus";
    }

    @Override
    String description() {
        return "Binance US; stops and targets are held here and sent when the market is there, so nothing protects while this process is not there; fills by polling";
    }

    @Override
    Capabilities capabilities() {
        return Capabilities.of(EnumSet.of(
                Capability.MARKET_ORDER,
                Capability.LIMIT_ORDER,
                Capability.STOP_ORDER,
                Capability.ONE_CANCELS_OTHER,
                Capability.REPLACE_ORDER,
                Capability.IMMEDIATE_OR_CANCEL,
                Capability.FILL_OR_KILL,
                Capability.POST_ONLY,
                Capability.CLIENT_ORDER_ID,
                Capability.MARKET_DATA_STREAM,
                Capability.HISTORY));
    }

    @Override
    boolean holdsStops() {
        return true;
    }

    @Override
    boolean hasSandbox() {
        return false;
    }

    @Override
    List<RateBudget.Limit> limits() {
        return List.of(
                new RateBudget.Limit("REQUEST_WEIGHT", 1_200, Duration.ofMinutes(1), false),
                new RateBudget.Limit("ORDERS", 50, Duration.ofSeconds(10), true));
    }

    @Override
    Venue open(Access access) {
        return new BinanceVenue(access, false);
    }
}
