package dev.tandem.webhook;

import dev.tandem.model.Decimals;
import dev.tandem.model.Order;
import dev.tandem.model.OrderType;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An order that came of an alert, as it stands now.
 *
 * @param id client order id
 * @param side buy or sell
 * @param type market, limit, stop or stop-limit
 * @param quantity how much was asked for, after sizing; null if it was denied before that
 * @param filled how much is done
 * @param averagePrice of what is done; null if nothing is
 * @param reduceOnly whether it may only make the position smaller
 * @param status in a word
 * @param reason why it was denied, rejected or expired; null otherwise
 */
record OrderLine(
        String id,
        String side,
        String type,
        @Nullable String quantity,
        String filled,
        @Nullable String averagePrice,
        boolean reduceOnly,
        String status,
        @Nullable String reason) {
    static OrderLine of(Order order, @Nullable BigDecimal averagePrice) {
        return new OrderLine(
                order.id().toString(),
                lower(order.side()),
                switch (order.request().type()) {
                    case OrderType.Market market -> "market";
                    case OrderType.Limit limit -> "limit";
                    case OrderType.Stop stop -> "stop";
                    case OrderType.StopLimit stopLimit -> "stop-limit";
                    case OrderType.TrailingStop trailing -> "trailing-stop";
                },
                order.lots() == 0 ? null : Decimals.text(order.instrument().quantity(order.lots())),
                Decimals.text(order.instrument().quantity(order.filledLots())),
                averagePrice == null ? null : Decimals.text(averagePrice),
                order.request().reduceOnly(),
                lower(order.status()),
                forSenders(order.reason()));
    }

    /** The gate names options of a backtest that would help; who sends alerts has other means. */
    private static @Nullable String forSenders(@Nullable String reason) {
        return reason == null
                ? null
                : reason.replace(
                                "add --stop-loss and --take-profit",
                                "add sl and tp to the alert, or stop and target to --agents")
                        .replace("add --stop-loss", "add sl to the alert, or stop to --agents");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isDenied() {
        return status.equals("denied");
    }
}
