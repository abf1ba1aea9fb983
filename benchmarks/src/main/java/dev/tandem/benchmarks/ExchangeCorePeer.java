package dev.tandem.benchmarks;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import exchange.core2.core.orderbook.OrderBookNaiveImpl;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** exchange-core's order books, direct and naive, given their best: one command object, pooled orders, events that are reused. */
final class ExchangeCorePeer {
    private static final int EVENTS = 1 << 12;

    private final OrderCommand command = new OrderCommand();
    private final MatcherTradeEvent[] events = new MatcherTradeEvent[EVENTS];
    private int nextEvent;
    private final IOrderBook book;

    /** With its direct book, the faster one. */
    ExchangeCorePeer() {
        this(true);
    }

    ExchangeCorePeer(boolean direct) {
        for (int i = 0; i < EVENTS; i++) {
            events[i] = new MatcherTradeEvent();
        }
        CoreSymbolSpecification spec = CoreSymbolSpecification.builder()
                .symbolId(1)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseCurrency(1)
                .quoteCurrency(2)
                .baseScaleK(1)
                .quoteScaleK(1)
                .build();
        ObjectsPool pool = new ObjectsPool(Map.of(
                ObjectsPool.DIRECT_ORDER, 1 << 16,
                ObjectsPool.DIRECT_BUCKET, 1 << 16,
                ObjectsPool.ART_NODE_4, 1 << 14,
                ObjectsPool.ART_NODE_16, 1 << 14,
                ObjectsPool.ART_NODE_48, 1 << 12,
                ObjectsPool.ART_NODE_256, 1 << 12));
        OrderBookEventsHelper helper = new OrderBookEventsHelper(this::event);
        book = direct
                ? new OrderBookDirectImpl(spec, pool, helper, LoggingConfiguration.DEFAULT)
                : new OrderBookNaiveImpl(spec, pool, helper, LoggingConfiguration.DEFAULT);
    }

    /** No command makes as many as there are. */
    private MatcherTradeEvent event() {
        MatcherTradeEvent event = events[nextEvent++ & (EVENTS - 1)];
        event.nextEvent = null;
        return event;
    }

    void play(GeneratedOrders load, TradeTape tape) {
        for (int i = 0; i < load.size; i++) {
            OrderCommand c = command;
            c.orderId = load.id[i];
            c.uid = load.buy[i] ? 1 : 2;
            c.price = load.ticks[i];
            c.matcherEvent = null;
            c.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
            switch (load.kind[i]) {
                case GeneratedOrders.REST -> submit(c, load, i, OrderType.GTC);
                case GeneratedOrders.TAKE -> submit(c, load, i, OrderType.IOC);
                case GeneratedOrders.CANCEL -> {
                    c.command = OrderCommandType.CANCEL_ORDER;
                    book.cancelOrder(c);
                }
                default -> {
                    c.command = OrderCommandType.MOVE_ORDER;
                    book.moveOrder(c);
                }
            }
            read(c.matcherEvent, tape);
        }
    }

    private void submit(OrderCommand c, GeneratedOrders load, int i, OrderType type) {
        c.command = OrderCommandType.PLACE_ORDER;
        c.orderType = type;
        c.action = load.buy[i] ? OrderAction.BID : OrderAction.ASK;
        c.size = load.lots[i];
        c.reserveBidPrice = Long.MAX_VALUE;
        book.newOrder(c);
    }

    private static void read(@Nullable MatcherTradeEvent first, TradeTape tape) {
        for (MatcherTradeEvent event = first; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                tape.add(event.price, event.size, event.matchedOrderId);
            }
        }
    }
}
