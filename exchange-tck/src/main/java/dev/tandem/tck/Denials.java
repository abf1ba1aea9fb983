package dev.tandem.tck;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.TimeInForce;
import dev.tandem.plugin.PluginException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What must be seen where a venue lacks a capability: a denial that names it, before anything is sent. */
final class Denials {
    private Denials() {}

    /** The first capability that a card needs and the venue lacks; null if there is none. */
    static @Nullable Capability missing(Card card, Stage stage) {
        Capabilities has = stage.plugin().capabilities();
        Capability first = card.capabilities().stream()
                .filter(capability -> !has.has(capability))
                .min(Comparator.naturalOrder())
                .orElse(null);
        // Half of a pair is a stop, and who has none is told of that first.
        return first == Capability.ONE_CANCELS_OTHER && !has.has(Capability.STOP_ORDER) ? Capability.STOP_ORDER : first;
    }

    /** Whether something can be asked for that needs this capability and nothing else that is unusual. */
    static boolean canBeAsked(Capability capability) {
        return switch (capability) {
            case CLIENT_ORDER_ID, EXECUTION_STREAM, REDUCE_ONLY -> false;
            case MARKET_ORDER,
                    LIMIT_ORDER,
                    STOP_ORDER,
                    STOP_LIMIT_ORDER,
                    ONE_CANCELS_OTHER,
                    REPLACE_ORDER,
                    IMMEDIATE_OR_CANCEL,
                    FILL_OR_KILL,
                    DAY,
                    GOOD_TILL_DATE,
                    POST_ONLY,
                    SHORT,
                    MARKET_DATA_STREAM,
                    HISTORY -> true;
        };
    }

    /** Asks for it, and puts down whether the denial names it. */
    static void ask(Stage s, Capability capability) {
        switch (capability) {
            case HISTORY ->
                data(s, capability, () -> {
                    Instant now = s.venue.now();
                    s.plugin().history(s.instrument, s.venue.barLength(), now.minus(Duration.ofHours(1)), now);
                });
            case MARKET_DATA_STREAM ->
                data(
                        s,
                        capability,
                        () -> s.plugin()
                                .subscribe(s.instrument, s.venue.barLength(), bar -> {})
                                .close());
            default -> order(s, capability, requestWith(s, capability));
        }
        s.received();
    }

    private static void order(Stage s, Capability capability, OrderRequest.Builder request) {
        Trading trading = new Trading(s);
        trading.decide(trader -> {
            String reason = String.valueOf(trader.submit(request.build()).reason());
            s.say(reason.contains("'" + capability.text() + "'") ? text(capability) : "not denied: " + reason);
        });
    }

    private static void data(Stage s, Capability capability, Runnable call) {
        try {
            call.run();
            s.say("not denied");
        } catch (PluginException e) {
            boolean named = String.valueOf(e.getMessage()).contains(capability.text());
            s.say(named ? text(capability) : "denied with other words: " + e.getMessage());
        }
    }

    static String text(Capability capability) {
        return "denied, because the venue cannot do '" + capability.text() + "'";
    }

    private static OrderRequest.Builder requestWith(Stage s, Capability capability) {
        OrderRequest.Builder limit = s.buy(4).limitTicks(s.ticks(-5));
        return switch (capability) {
            case MARKET_ORDER -> s.buy(4);
            case LIMIT_ORDER -> limit;
            case STOP_ORDER -> s.buy(4).stopTicks(s.ticks(5));
            case STOP_LIMIT_ORDER -> s.buy(4).stopTicks(s.ticks(5)).limitTicks(s.ticks(6));
            case ONE_CANCELS_OTHER -> s.buy(4).stopLoss(BracketCards.at(s, -2)).takeProfit(BracketCards.at(s, 4));
            case REPLACE_ORDER -> s.buy(4).trailingStop(Rate.parse("0.05"));
            case IMMEDIATE_OR_CANCEL -> limit.timeInForce(TimeInForce.IMMEDIATE_OR_CANCEL);
            case FILL_OR_KILL -> limit.timeInForce(TimeInForce.FILL_OR_KILL);
            case DAY -> limit.timeInForce(TimeInForce.DAY);
            case GOOD_TILL_DATE ->
                limit.timeInForce(TimeInForce.goodTillDate(s.venue.now().plus(Duration.ofDays(1))));
            case POST_ONLY -> limit.postOnly();
            case SHORT -> s.sell(4);
            case REDUCE_ONLY, CLIENT_ORDER_ID, EXECUTION_STREAM, MARKET_DATA_STREAM, HISTORY ->
                throw new IllegalArgumentException("no order asks for " + capability);
        };
    }
}
