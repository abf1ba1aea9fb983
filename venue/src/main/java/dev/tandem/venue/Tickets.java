package dev.tandem.venue;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.SelfTrade;
import dev.tandem.sim.book.Ticket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From a form to what the market understands, and back from its refusals to Binance's words. */
final class Tickets {
    private Tickets() {}

    /** The quantity on a form; 0 for an order by amount. */
    static long lots(OrderForm form) {
        return form.quantity() == null ? 0 : form.rules().instrument().lots(form.quantity());
    }

    static Ticket write(OrderForm form, long orderId, int account, Trading trading) {
        Instrument instrument = form.rules().instrument();
        Ticket ticket = new Ticket();
        boolean buy = form.side() == OrderForm.Side.BUY;
        if (form.quoteOrderQty() instanceof BigDecimal amount) {
            trading.marketForAmount(ticket, orderId, account, buy, units(amount));
        } else if (form.type().isPriced()) {
            ticket.limit(orderId, account, buy, ticks(instrument, form.price()), lots(form));
        } else {
            ticket.market(orderId, account, buy, lots(form));
        }
        switch (form.type()) {
            case LIMIT, MARKET -> {}
            case LIMIT_MAKER -> ticket.postOnly();
            case STOP_LOSS, STOP_LOSS_LIMIT -> ticket.stop(stop(form));
            case TAKE_PROFIT, TAKE_PROFIT_LIMIT -> ticket.takeProfit(stop(form));
        }
        if (form.trailingDelta() > 0) {
            ticket.trailing(form.trailingDelta());
        }
        if (form.timeInForce() == OrderForm.TimeInForce.IOC) {
            ticket.immediateOrCancel();
        } else if (form.timeInForce() == OrderForm.TimeInForce.FOK) {
            ticket.fillOrKill();
        }
        return ticket.preventing(SelfTrade.valueOf(form.selfTradePrevention().name()));
    }

    private static long stop(OrderForm form) {
        return form.stopPrice() == null ? 0 : ticks(form.rules().instrument(), form.stopPrice());
    }

    private static long ticks(Instrument instrument, @Nullable BigDecimal price) {
        return instrument.ticks(Objects.requireNonNull(price));
    }

    private static long units(BigDecimal amount) {
        try {
            return Money.of(amount.setScale(Money.SCALE, RoundingMode.DOWN));
        } catch (IllegalArgumentException beyondTheRange) {
            throw BinanceError.filter("NOTIONAL").exception();
        }
    }

    static BinanceError error(Reject reason) {
        return switch (reason) {
            case INSUFFICIENT_BALANCE -> BinanceError.INSUFFICIENT_BALANCE;
            case WOULD_TAKE -> BinanceError.WOULD_TAKE;
            case WOULD_TRIGGER -> BinanceError.WOULD_TRIGGER;
            case DUPLICATE_ORDER_ID -> BinanceError.DUPLICATE_ORDER;
            case BELOW_ONE_LOT -> BinanceError.filter("LOT_SIZE");
            case PRICE_OUT_OF_RANGE -> BinanceError.filter("PRICE_FILTER");
            case QUANTITY_OUT_OF_RANGE, NOT_REDUCED -> BinanceError.filter("LOT_SIZE");
            case INVALID_TRIGGER, CONTRADICTION -> BinanceError.BAD_COMBINATION;
            case UNKNOWN_ORDER, NOT_REPLACEABLE -> BinanceError.UNKNOWN_ORDER;
            case MISMATCHED_PAIR, OTHER_OF_PAIR_REJECTED -> BinanceError.PRICES_OUT_OF_ORDER;
        };
    }
}
