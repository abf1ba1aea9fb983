package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
import dev.tandem.model.Money;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.Ticker;
import dev.tandem.model.Times;
import dev.tandem.model.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.account.Balance;
import org.knowm.xchange.dto.account.Wallet;
import org.knowm.xchange.dto.meta.InstrumentMetaData;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.OpenOrders;
import org.knowm.xchange.dto.trade.StopOrder;
import org.knowm.xchange.dto.trade.UserTrade;
import org.knowm.xchange.exceptions.NotAvailableFromExchangeException;
import org.knowm.xchange.exceptions.NotYetImplementedForExchangeException;
import org.knowm.xchange.service.trade.TradeService;
import org.knowm.xchange.service.trade.params.DefaultTradeHistoryParamInstrument;
import org.knowm.xchange.service.trade.params.TradeHistoryParamCurrencyPair;
import org.knowm.xchange.service.trade.params.TradeHistoryParamInstrument;
import org.knowm.xchange.service.trade.params.TradeHistoryParamOrderId;
import org.knowm.xchange.service.trade.params.TradeHistoryParams;
import org.knowm.xchange.service.trade.params.TradeHistoryParamsTimeSpan;
import org.knowm.xchange.service.trade.params.orders.OpenOrdersParamCurrencyPair;
import org.knowm.xchange.service.trade.params.orders.OpenOrdersParamInstrument;
import org.knowm.xchange.service.trade.params.orders.OpenOrdersParams;

/**
 * An account at any venue, through XChange's own services and nothing else: what can be relied on at a venue of which we
 * know nothing in particular.
 */
class GenericVenue implements Venue {
    private static final long MILLI = 1_000_000L;

    private final Exchange exchange;
    private final VenueClock clock;
    private final boolean takesReference;
    private final boolean chargesAreNegative;
    private final Map<String, CurrencyPair> pairs = new HashMap<>();
    private final Map<String, VenueInstrument> bySymbol = new HashMap<>();

    /** A venue that states a fee that was charged as a positive number, as XChange asks of its modules. */
    GenericVenue(VenueProfile.Access access, boolean takesReference) {
        this(access, takesReference, false);
    }

    /**
     * @param takesReference whether our name goes out with an order and comes back
     * @param chargesAreNegative whether a fee that was charged comes with a minus sign, and a rebate without
     */
    GenericVenue(VenueProfile.Access access, boolean takesReference, boolean chargesAreNegative) {
        this.chargesAreNegative = chargesAreNegative;
        this.exchange = ExchangeFactory.INSTANCE.createExchange(access.specification());
        this.clock = access.clock();
        this.takesReference = takesReference;
    }

    @Override
    public List<VenueInstrument> instruments() throws IOException {
        exchange.remoteInit();
        List<VenueInstrument> all = new ArrayList<>();
        exchange.getExchangeMetaData().getInstruments().forEach((instrument, data) -> {
            if (instrument instanceof CurrencyPair pair) {
                VenueInstrument ours = instrument(pair, data);
                if (ours != null) {
                    pairs.put(ours.symbol(), pair);
                    bySymbol.put(ours.symbol(), ours);
                    all.add(ours);
                }
            }
        });
        return all;
    }

    private static @Nullable VenueInstrument instrument(CurrencyPair pair, @Nullable InstrumentMetaData data) {
        String name =
                (pair.getBase().getCurrencyCode() + "/" + pair.getCounter().getCurrencyCode()).toUpperCase(Locale.ROOT);
        BigDecimal tick =
                step(data == null ? null : data.getPriceStepSize(), data == null ? null : data.getPriceScale());
        BigDecimal lot =
                step(data == null ? null : data.getAmountStepSize(), data == null ? null : data.getVolumeScale());
        BigDecimal minimum = data == null || data.getCounterMinimumAmount() == null
                ? BigDecimal.ZERO
                : data.getCounterMinimumAmount();
        try {
            return new VenueInstrument(
                    Instrument.of(name, tick, lot, Money.of(minimum.setScale(Money.SCALE, RoundingMode.CEILING))),
                    name,
                    Set.of(),
                    false);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static BigDecimal step(@Nullable BigDecimal step, @Nullable Integer scale) {
        if (step != null && step.signum() > 0) {
            return step;
        }
        return scale != null && scale >= 0 && scale <= 18
                ? BigDecimal.ONE.movePointLeft(scale)
                : Instrument.DEFAULT_STEP;
    }

    @Override
    public List<RateBudget.Limit> limits() {
        return List.of();
    }

    @Override
    public Optional<Long> time() throws IOException {
        return Optional.empty();
    }

    @Override
    public Optional<String> objection() {
        return Optional.empty();
    }

    /** How XChange reaches it: its address, or ours in place of it. */
    final ExchangeSpecification specification() {
        return exchange.getExchangeSpecification();
    }

    final TradeService trading() {
        return exchange.getTradeService();
    }

    // Orders

    @Override
    public VenueOrder place(ApprovedOrder.Single order, OrderType as, VenueInstrument instrument, BigDecimal quantity)
            throws IOException {
        Order.OrderType side = order.side() == Side.BUY ? Order.OrderType.BID : Order.OrderType.ASK;
        CurrencyPair pair = pair(instrument);
        String reference = takesReference ? order.id().toString() : null;
        TradeService trade = exchange.getTradeService();
        String id = switch (as) {
            case OrderType.Market market ->
                trade.placeMarketOrder(new MarketOrder.Builder(side, pair)
                        .originalAmount(quantity)
                        .userReference(reference)
                        .build());
            case OrderType.Limit(long ticks) ->
                trade.placeLimitOrder(new LimitOrder.Builder(side, pair)
                        .originalAmount(quantity)
                        .limitPrice(order.instrument().price(ticks))
                        .userReference(reference)
                        .build());
            case OrderType.Stop stop -> throw notNative(as);
            case OrderType.StopLimit stop -> throw notNative(as);
            case OrderType.TrailingStop stop -> throw notNative(as);
        };
        if (id == null || id.isBlank()) {
            throw new UnexpectedAnswerException("the answer names no order", String.valueOf(id));
        }
        return new VenueOrder(
                instrument.symbol(),
                order.id().toString(),
                orderId(id),
                order.side(),
                as,
                OrderStatus.NEW,
                quantity,
                BigDecimal.ZERO,
                clock.nanos(),
                List.of(),
                id);
    }

    private static IllegalArgumentException notNative(OrderType type) {
        return new IllegalArgumentException("the capabilities say that there are no orders such as " + type);
    }

    @Override
    public List<VenueOrder> placePair(
            ApprovedOrder.Single stop, ApprovedOrder.Single limit, VenueInstrument instrument, BigDecimal quantity) {
        throw notNative(stop.type());
    }

    @Override
    public VenueOrder cancel(Reference order) throws IOException {
        boolean done = exchange.getTradeService().cancelOrder(new AnyOrder(pair(order.instrument()), order.orderId()));
        Optional<VenueOrder> view = query(order);
        if (view.isEmpty() || !view.get().status().isTerminal()) {
            throw new IOException(
                    "the cancel was answered with " + done + ", and the venue does not show the order as ended");
        }
        return view.get();
    }

    @Override
    public Optional<VenueOrder> query(Reference order) throws IOException {
        if (order.orderId().isEmpty()) {
            return Optional.empty();
        }
        try {
            for (Order found :
                    exchange.getTradeService().getOrder(new AnyOrder(pair(order.instrument()), order.orderId()))) {
                if (found != null && order.orderId().equals(found.getId())) {
                    return Optional.of(order(found, order));
                }
            }
            return Optional.empty();
        } catch (NotAvailableFromExchangeException | NotYetImplementedForExchangeException e) {
            return fromOpenOrdersAndFills(order);
        }
    }

    /** Where orders cannot be asked for: it is open, or what was filled of it is what there is of it. */
    private Optional<VenueOrder> fromOpenOrdersAndFills(Reference order) throws IOException {
        for (VenueOrder open : openOrders(order.instrument())) {
            if (open.orderId().toString().equals(order.orderId())) {
                return Optional.of(open);
            }
        }
        List<VenueFill> fills = fills(order);
        if (fills.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal executed = fills.stream().map(VenueFill::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Optional.of(new VenueOrder(
                order.instrument().symbol(),
                order.clientId(),
                orderId(order.orderId()),
                fills.getFirst().side(),
                OrderType.Market.INSTANCE,
                OrderStatus.CANCELED,
                executed,
                executed,
                fills.getLast().timeNanos(),
                fills,
                ""));
    }

    @Override
    public List<VenueOrder> openOrders(VenueInstrument instrument) throws IOException {
        CurrencyPair pair = pair(instrument);
        OpenOrdersParams params = made(() -> exchange.getTradeService().createOpenOrdersParams());
        if (params instanceof OpenOrdersParamInstrument byInstrument) {
            byInstrument.setInstrument(pair);
        } else if (params instanceof OpenOrdersParamCurrencyPair byPair) {
            byPair.setCurrencyPair(pair);
        }
        OpenOrders open = params == null
                ? exchange.getTradeService().getOpenOrders()
                : exchange.getTradeService().getOpenOrders(params);
        return orders(open).stream()
                .filter(order -> order.symbol().equals(instrument.symbol()))
                .toList();
    }

    @Override
    public List<VenueOrder> allOpenOrders() throws IOException {
        return orders(exchange.getTradeService().getOpenOrders());
    }

    private List<VenueOrder> orders(OpenOrders open) throws IOException {
        List<VenueOrder> orders = new ArrayList<>();
        for (Order order : open.getAllOpenOrders()) {
            if (order.getInstrument() instanceof CurrencyPair) {
                orders.add(order(order, String.valueOf(order.getUserReference())));
            }
        }
        return orders;
    }

    /** One that was asked for: what XChange leaves out of it (Bitstamp: all but the status) is what we sent. */
    private VenueOrder order(Order order, Reference asked) {
        OrderStatus status =
                status(order, order.getCumulativeAmount() == null ? BigDecimal.ZERO : order.getCumulativeAmount());
        BigDecimal quantity = order.getOriginalAmount() == null ? asked.quantity() : order.getOriginalAmount();
        BigDecimal executed = order.getCumulativeAmount() != null
                ? order.getCumulativeAmount()
                : status == OrderStatus.FILLED ? quantity : BigDecimal.ZERO;
        return new VenueOrder(
                asked.instrument().symbol(),
                asked.clientId(),
                orderId(asked.orderId()),
                asked.side(),
                type(order, asked.instrument().instrument()),
                status,
                quantity,
                executed,
                nanos(order.getTimestamp()),
                List.of(),
                order.toString());
    }

    private VenueOrder order(Order order, String clientId) throws UnexpectedAnswerException {
        String symbol = String.valueOf(order.getInstrument());
        VenueInstrument at = bySymbol.get(symbol);
        if (order.getId() == null || order.getOriginalAmount() == null || at == null) {
            throw new UnexpectedAnswerException("an order without id, quantity or known instrument", order.toString());
        }
        BigDecimal executed = order.getCumulativeAmount() == null ? BigDecimal.ZERO : order.getCumulativeAmount();
        return new VenueOrder(
                symbol,
                clientId,
                orderId(order.getId()),
                side(order.getType()),
                type(order, at.instrument()),
                status(order, executed),
                order.getOriginalAmount(),
                executed,
                nanos(order.getTimestamp()),
                List.of(),
                order.toString());
    }

    /** EXIT_ASK closes a short and buys, EXIT_BID closes a long and sells. */
    static Side side(Order.OrderType type) {
        return switch (type) {
            case BID, EXIT_ASK -> Side.BUY;
            case ASK, EXIT_BID -> Side.SELL;
        };
    }

    private static OrderType type(Order order, Instrument grid) {
        if (order instanceof LimitOrder limit && limit.getLimitPrice() != null) {
            return new OrderType.Limit(grid.roundedTicks(limit.getLimitPrice(), RoundingMode.HALF_EVEN));
        }
        if (order instanceof StopOrder stop && stop.getStopPrice() != null) {
            return new OrderType.Stop(grid.roundedTicks(stop.getStopPrice(), RoundingMode.HALF_EVEN));
        }
        return OrderType.Market.INSTANCE;
    }

    static OrderStatus status(Order order, BigDecimal executed) {
        if (order.getStatus() == null) {
            return executed.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
        }
        return switch (order.getStatus()) {
            case FILLED -> OrderStatus.FILLED;
            case CANCELED, PARTIALLY_CANCELED, REPLACED -> OrderStatus.CANCELED;
            case CLOSED ->
                order.getOriginalAmount() == null || executed.compareTo(order.getOriginalAmount()) >= 0
                        ? OrderStatus.FILLED
                        : OrderStatus.CANCELED;
            case EXPIRED, STOPPED -> OrderStatus.EXPIRED;
            case REJECTED -> OrderStatus.REJECTED;
            case PARTIALLY_FILLED -> OrderStatus.PARTIALLY_FILLED;
            case PENDING_NEW, NEW, OPEN, PENDING_CANCEL, PENDING_REPLACE, UNKNOWN ->
                executed.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
        };
    }

    @Override
    public Optional<List<VenueOrder>> recentOrders(VenueInstrument instrument, long sinceMillis) {
        return Optional.empty();
    }

    // Account

    @Override
    public List<VenueFill> fills(Reference order) throws IOException {
        TradeHistoryParams params = made(() -> exchange.getTradeService().createTradeHistoryParams());
        if (params instanceof TradeHistoryParamOrderId byOrder) {
            byOrder.setOrderId(order.orderId());
        }
        return history(params, order.instrument()).stream()
                .filter(fill -> fill.orderId().toString().equals(order.orderId()))
                .toList();
    }

    @Override
    public List<VenueFill> recentFills(VenueInstrument instrument, long sinceMillis) throws IOException {
        TradeHistoryParams params = made(() -> exchange.getTradeService().createTradeHistoryParams());
        if (params instanceof TradeHistoryParamsTimeSpan span) {
            span.setStartTime(Date.from(Instant.ofEpochMilli(sinceMillis)));
        }
        return history(params, instrument).stream()
                .filter(fill -> fill.timeNanos() >= sinceMillis * MILLI)
                .toList();
    }

    /** XChange's own parameters; null where its module makes none (OKX: {@code NotYetImplementedForExchangeException}). */
    private static <T> @Nullable T made(Supplier<@Nullable T> parameters) {
        try {
            return parameters.get();
        } catch (NotAvailableFromExchangeException | NotYetImplementedForExchangeException e) {
            return null;
        }
    }

    private List<VenueFill> history(@Nullable TradeHistoryParams made, VenueInstrument instrument) throws IOException {
        CurrencyPair pair = pair(instrument);
        TradeHistoryParams params = made == null ? new DefaultTradeHistoryParamInstrument() : made;
        if (params instanceof TradeHistoryParamInstrument byInstrument) {
            byInstrument.setInstrument(pair);
        }
        if (params instanceof TradeHistoryParamCurrencyPair byPair) {
            byPair.setCurrencyPair(pair);
        }
        List<VenueFill> fills = new ArrayList<>();
        for (UserTrade trade :
                exchange.getTradeService().getTradeHistory(params).getUserTrades()) {
            if (!pair.equals(trade.getInstrument())) {
                continue;
            }
            fills.add(new VenueFill(
                    TradeId.of(trade.getId()),
                    orderId(String.valueOf(trade.getOrderId())),
                    side(trade.getType()),
                    trade.getPrice(),
                    trade.getOriginalAmount(),
                    fee(trade.getFeeAmount()),
                    trade.getFeeCurrency() == null
                            ? instrument.instrument().quote()
                            : trade.getFeeCurrency().getCurrencyCode(),
                    Liquidity.TAKER,
                    nanos(trade.getTimestamp())));
        }
        return fills;
    }

    final BigDecimal fee(@Nullable BigDecimal told) {
        return told == null ? BigDecimal.ZERO : chargesAreNegative ? told.negate() : told;
    }

    /** What can be traded with: where a venue keeps funds that have to be moved first, those are left out. */
    @Override
    public List<VenueBalance> balances() throws IOException {
        Map<String, VenueBalance> sums = new HashMap<>();
        Collection<Wallet> wallets =
                exchange.getAccountService().getAccountInfo().getWallets().values();
        boolean told = wallets.stream().anyMatch(GenericVenue::isForTrading);
        for (Wallet wallet : wallets) {
            if (told && !isForTrading(wallet)) {
                continue;
            }
            for (Balance balance : wallet.getBalances().values()) {
                BigDecimal free = balance.getAvailable() == null ? BigDecimal.ZERO : balance.getAvailable();
                BigDecimal total = balance.getTotal() == null ? free : balance.getTotal();
                String asset = balance.getCurrency().getCurrencyCode();
                sums.merge(
                        asset,
                        new VenueBalance(asset, free, total.subtract(free)),
                        (a, b) -> new VenueBalance(
                                asset, a.free().add(b.free()), a.locked().add(b.locked())));
            }
        }
        return List.copyOf(sums.values());
    }

    private static boolean isForTrading(Wallet wallet) {
        return wallet.getFeatures() != null && wallet.getFeatures().contains(Wallet.WalletFeature.TRADING);
    }

    // Market data

    @Override
    public Ticker ticker(VenueInstrument instrument) throws IOException {
        org.knowm.xchange.dto.marketdata.Ticker ticker =
                exchange.getMarketDataService().getTicker((org.knowm.xchange.instrument.Instrument) pair(instrument));
        Instrument grid = instrument.instrument();
        long last = ticks(grid, ticker.getLast());
        long bid = ticks(grid, ticker.getBid());
        long ask = ticks(grid, ticker.getAsk());
        return new Ticker(grid, bid == 0 ? last : bid, ask == 0 ? last : ask, last, nanos(ticker.getTimestamp()));
    }

    final long nanos(@Nullable Date time) {
        return time == null ? clock.nanos() : Times.nanos(time.toInstant());
    }

    private static long ticks(Instrument grid, @Nullable BigDecimal price) {
        return price == null ? 0 : grid.roundedTicks(price, RoundingMode.HALF_EVEN);
    }

    @Override
    public List<BarRecord> bars(VenueInstrument instrument, Duration bar, long fromMillis, long toMillis)
            throws IOException {
        throw new IllegalArgumentException("the capabilities say that there is no history");
    }

    final CurrencyPair pair(VenueInstrument instrument) throws IOException {
        CurrencyPair pair = pairs.get(instrument.symbol());
        if (pair == null) {
            throw new IOException("instruments were not loaded: " + instrument.symbol());
        }
        return pair;
    }

    static OrderId orderId(String id) {
        return OrderId.of(id);
    }
}
