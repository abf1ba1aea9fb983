package dev.tandem.model;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a venue really does. Immutable. */
public final class Capabilities {
    private final EnumSet<Capability> set;

    private Capabilities(EnumSet<Capability> set) {
        this.set = set;
    }

    public static Capabilities of(Set<Capability> capabilities) {
        return new Capabilities(
                capabilities.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(capabilities));
    }

    /** Everything there is. */
    public static Capabilities all() {
        return new Capabilities(EnumSet.allOf(Capability.class));
    }

    public Capabilities without(Capability capability) {
        EnumSet<Capability> rest = EnumSet.copyOf(set);
        rest.remove(capability);
        return new Capabilities(rest);
    }

    public boolean has(Capability capability) {
        return set.contains(capability);
    }

    public Set<Capability> asSet() {
        return EnumSet.copyOf(set);
    }

    /**
     * What this order needs and the venue lacks; null if nothing. A trailing stop needs a stop, and good-for-bars needs
     * nothing: both are the engine's.
     */
    public @Nullable Capability missingFor(OrderRequest request) {
        Capability type = switch (request.type()) {
            case OrderType.Market market -> Capability.MARKET_ORDER;
            case OrderType.Limit limit -> Capability.LIMIT_ORDER;
            case OrderType.Stop stop -> Capability.STOP_ORDER;
            case OrderType.StopLimit stopLimit -> Capability.STOP_LIMIT_ORDER;
            case OrderType.TrailingStop trailing -> Capability.STOP_ORDER;
        };
        if (!has(type)) {
            return type;
        }
        Capability time = switch (request.timeInForce()) {
            case TimeInForce.GoodTillCanceled gtc -> null;
            case TimeInForce.GoodForBars bars -> null;
            case TimeInForce.ImmediateOrCancel ioc -> Capability.IMMEDIATE_OR_CANCEL;
            case TimeInForce.FillOrKill fok -> Capability.FILL_OR_KILL;
            case TimeInForce.Day day -> Capability.DAY;
            case TimeInForce.GoodTillDate date -> Capability.GOOD_TILL_DATE;
        };
        if (time != null && !has(time)) {
            return time;
        }
        if (request.postOnly() && !has(Capability.POST_ONLY)) {
            return Capability.POST_ONLY;
        }
        boolean trails = request.trailingStop() != null || request.type() instanceof OrderType.TrailingStop;
        if (trails && !has(Capability.REPLACE_ORDER)) {
            return Capability.REPLACE_ORDER;
        }
        boolean stop = request.stopLoss() != null || request.trailingStop() != null;
        if (stop && !has(Capability.STOP_ORDER)) {
            return Capability.STOP_ORDER;
        }
        if (request.takeProfit() != null && !has(Capability.LIMIT_ORDER)) {
            return Capability.LIMIT_ORDER;
        }
        if (stop && request.takeProfit() != null && !has(Capability.ONE_CANCELS_OTHER)) {
            return Capability.ONE_CANCELS_OTHER;
        }
        return null;
    }

    @Override
    public String toString() {
        return set.stream().map(Capability::text).collect(Collectors.joining(", "));
    }
}
