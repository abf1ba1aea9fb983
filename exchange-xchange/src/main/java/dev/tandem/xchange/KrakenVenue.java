package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.tandem.model.TimeInForce;
import dev.tandem.model.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.kraken.service.KrakenDigest;
import si.mazi.rescu.ParamsDigest;

/** An account at Kraken, spot. What is peculiar about it stands in {@link KrakenProfile}. */
final class KrakenVenue implements Venue {
    private static final long MILLI = 1_000_000L;
    /** Trades and closed orders come so many at a time. */
    private static final int PAGE = 50;

    private static final int MOST_PAGES = 200;
    /** By how much a fill may be shown later than others that came after it. */
    private static final long LATE_MILLIS = 5_000;

    private static final int ORDERS_THAT_ARE_KEPT = 10_000;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final Set<Long> MINUTES = Set.of(1L, 5L, 15L, 30L, 60L, 240L, 1_440L, 10_080L);

    private final KrakenCalls calls;
    private final VenueClock clock;
    private final String key;
    private final @Nullable ParamsDigest signature;
    /** By Kraken's long name, and by the short one that orders carry. */
    private final Map<String, VenueInstrument> byName = new HashMap<>();

    /** By order and trade; of the orders with the newest fills. */
    private final Map<String, Map<TradeId, VenueFill>> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<TradeId, VenueFill>> eldest) {
            return size() > ORDERS_THAT_ARE_KEPT;
        }
    };

    private final String streams;
    private long newestMillis;

    private final Map<String, String> assets = new HashMap<>();

    KrakenVenue(VenueProfile.Access access) {
        this.calls = VenueJson.calls(
                KrakenCalls.class,
                ExchangeFactory.INSTANCE.createExchange(access.specification()).getExchangeSpecification());
        this.clock = access.clock();
        this.streams = access.settings().socket(KrakenStream.ADDRESS, KrakenStream.ADDRESS);
        Credentials credentials = access.credentials();
        this.key = credentials == null ? "" : credentials.key();
        this.signature = credentials == null ? null : KrakenDigest.createInstance(credentials.secret());
    }

    private ParamsDigest signature() throws IOException {
        if (signature == null) {
            throw new IOException("there are no credentials: only public data can be had");
        }
        return signature;
    }

    /** The result of an answer; an error in it is thrown, whole. */
    private static JsonNode result(@Nullable JsonNode answer) throws IOException {
        if (answer == null || !answer.path("error").isArray()) {
            throw new UnexpectedAnswerException("the answer is not Kraken's: " + answer, String.valueOf(answer));
        }
        if (!answer.path("error").isEmpty()) {
            throw new VenueFault(answer);
        }
        JsonNode result = answer.get("result");
        if (result == null) {
            throw new UnexpectedAnswerException("the answer has no result", answer.toString());
        }
        return result;
    }

    /** In everybody's words: BTC for XBT. */
    private static String common(String asset) {
        return switch (asset) {
            case "XBT" -> "BTC";
            case "XDG" -> "DOGE";
            default -> asset.toUpperCase(Locale.ROOT);
        };
    }

    @Override
    public List<VenueInstrument> instruments() throws IOException {
        for (Map.Entry<String, JsonNode> asset : result(calls.assets()).properties()) {
            assets.put(asset.getKey(), common(VenueJson.text(asset.getValue(), "altname")));
        }
        List<VenueInstrument> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> pair : result(calls.pairs()).properties()) {
            VenueInstrument instrument = instrument(pair.getKey(), pair.getValue());
            if (instrument != null) {
                all.add(instrument);
                byName.put(pair.getKey(), instrument);
                byName.put(VenueJson.text(pair.getValue(), "altname"), instrument);
            }
        }
        return all;
    }

    private @Nullable VenueInstrument instrument(String name, JsonNode pair) throws IOException {
        String base = assets.get(VenueJson.text(pair, "base"));
        String quote = assets.get(VenueJson.text(pair, "quote"));
        boolean online = pair.path("status").asText("online").equals("online");
        if (base == null || quote == null || !online) {
            return null;
        }
        BigDecimal tick = pair.has("tick_size")
                ? VenueJson.decimal(pair, "tick_size")
                : BigDecimal.ONE.movePointLeft((int) VenueJson.number(pair, "pair_decimals"));
        BigDecimal lot = BigDecimal.ONE.movePointLeft((int) VenueJson.number(pair, "lot_decimals"));
        BigDecimal minimum = pair.has("costmin") ? VenueJson.decimal(pair, "costmin") : BigDecimal.ZERO;
        try {
            return new VenueInstrument(
                    Instrument.of(
                            base + "/" + quote,
                            tick,
                            lot,
                            Money.of(minimum.setScale(Money.SCALE, RoundingMode.CEILING))),
                    name,
                    Set.of(),
                    false);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    @Override
    public List<RateBudget.Limit> limits() {
        return List.of();
    }

    /** Requests carry nonces, not times: there is no clock to agree with. */
    @Override
    public Optional<Long> time() {
        return Optional.empty();
    }

    /** Kraken does not tell what a key may do. */
    @Override
    public Optional<String> objection() {
        return Optional.empty();
    }

    // Orders

    @Override
    public VenueOrder place(ApprovedOrder.Single order, OrderType as, VenueInstrument instrument, BigDecimal quantity)
            throws IOException {
        Instrument grid = order.instrument();
        String type = "market";
        String price = null;
        String second = null;
        switch (as) {
            case OrderType.Limit(long limit) -> {
                type = "limit";
                price = text(grid.price(limit));
            }
            case OrderType.Stop(long stop) -> {
                type = "stop-loss";
                price = text(grid.price(stop));
            }
            case OrderType.StopLimit(long stop, long limit) -> {
                type = "stop-loss-limit";
                price = text(grid.price(stop));
                second = text(grid.price(limit));
            }
            case OrderType.Market market -> {}
            case OrderType.TrailingStop trailing ->
                throw new IllegalArgumentException("a trailing stop is the engine's and rests as a stop");
        }
        String time = switch (order.timeInForce()) {
            case TimeInForce.ImmediateOrCancel ioc -> "IOC";
            case TimeInForce.GoodTillDate date -> "GTD";
            case TimeInForce.GoodTillCanceled gtc -> null;
            case TimeInForce.FillOrKill fok -> throw notNative("FOK");
            case TimeInForce.Day day -> throw notNative("DAY");
            case TimeInForce.GoodForBars bars -> throw notNative("good-for-bars");
        };
        String expiry = order.timeInForce() instanceof TimeInForce.GoodTillDate(long nanos)
                ? Long.toString(Math.floorDiv(nanos, 1_000_000_000L))
                : null;
        JsonNode answer = calls.place(
                clock.nonces(),
                instrument.symbol(),
                order.side().name().toLowerCase(Locale.ROOT),
                type,
                text(quantity),
                price,
                second,
                as instanceof OrderType.Market ? null : time,
                expiry,
                order.postOnly() ? "post" : null,
                order.id().toString(),
                key,
                signature());
        JsonNode ids = VenueJson.array(result(answer), "txid");
        if (ids.size() != 1 || ids.path(0).asText().isEmpty()) {
            throw new UnexpectedAnswerException("the answer does not name one order", answer.toString());
        }
        return new VenueOrder(
                instrument.symbol(),
                order.id().toString(),
                OrderId.of(ids.path(0).asText()),
                order.side(),
                as,
                OrderStatus.NEW,
                quantity,
                BigDecimal.ZERO,
                clock.nanos(),
                List.of(),
                answer.toString());
    }

    private static IllegalArgumentException notNative(String time) {
        return new IllegalArgumentException("Kraken knows no " + time + ": its capabilities say so");
    }

    @Override
    public List<VenueOrder> placePair(
            ApprovedOrder.Single stop, ApprovedOrder.Single limit, VenueInstrument instrument, BigDecimal quantity) {
        throw new IllegalArgumentException("Kraken knows no pairs: its capabilities say so");
    }

    @Override
    public VenueOrder cancel(Reference order) throws IOException {
        boolean byId = !order.orderId().isEmpty();
        JsonNode result = result(calls.cancel(
                clock.nonces(), byId ? order.orderId() : null, byId ? null : order.clientId(), key, signature()));
        if (VenueJson.number(result, "count") < 1) {
            throw new IOException("nothing was canceled: " + result);
        }
        // The answer counts; what was filled before stands with the order.
        return query(order)
                .filter(view -> view.status().isTerminal())
                .orElseThrow(() -> new IOException("canceled, and not yet shown as that: " + result));
    }

    @Override
    public Optional<VenueOrder> query(Reference order) throws IOException {
        if (order.orderId().isEmpty()) {
            Optional<VenueOrder> open = named(order, openOrders(order.instrument()));
            return open.isPresent()
                    ? open
                    : named(order, closed(order.instrument(), clock.venueMillis() - 86_400_000L));
        }
        JsonNode result = result(calls.query(clock.nonces(), order.orderId(), key, signature()));
        JsonNode found = result.get(order.orderId());
        return found == null ? Optional.empty() : Optional.ofNullable(order(order.orderId(), found));
    }

    private static Optional<VenueOrder> named(Reference order, List<VenueOrder> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.clientId().equals(order.clientId()))
                .findFirst();
    }

    @Override
    public List<VenueOrder> openOrders(VenueInstrument instrument) throws IOException {
        return allOpenOrders().stream()
                .filter(order -> order.symbol().equals(instrument.symbol()))
                .toList();
    }

    @Override
    public List<VenueOrder> allOpenOrders() throws IOException {
        return orders(result(calls.openOrders(clock.nonces(), key, signature())), "open");
    }

    private List<VenueOrder> closed(VenueInstrument instrument, long sinceMillis) throws IOException {
        long start = Math.floorDiv(sinceMillis, 1_000L);
        List<VenueOrder> all = new ArrayList<>();
        for (int offset = 0; offset < MOST_PAGES * PAGE; offset += PAGE) {
            JsonNode page = result(calls.closedOrders(clock.nonces(), start, offset, key, signature()));
            all.addAll(orders(page, "closed"));
            if (page.path("closed").size() < PAGE
                    || offset + PAGE >= page.path("count").asInt()) {
                break;
            }
        }
        return all.stream()
                .filter(order -> order.symbol().equals(instrument.symbol()))
                .toList();
    }

    @Override
    public Optional<List<VenueOrder>> recentOrders(VenueInstrument instrument, long sinceMillis) throws IOException {
        return Optional.of(closed(instrument, sinceMillis));
    }

    private List<VenueOrder> orders(JsonNode result, String field) throws IOException {
        JsonNode orders = result.get(field);
        if (orders == null || !orders.isObject()) {
            throw new UnexpectedAnswerException("orders were asked for, and none came", result.toString());
        }
        List<VenueOrder> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> order : orders.properties()) {
            VenueOrder view = order(order.getKey(), order.getValue());
            if (view != null) {
                all.add(view);
            }
        }
        return all;
    }

    /** Null for a market that is not listed any more. */
    private @Nullable VenueOrder order(String id, JsonNode order) throws IOException {
        JsonNode description = order.path("descr");
        VenueInstrument instrument = byName.get(VenueJson.text(description, "pair"));
        if (instrument == null) {
            return null;
        }
        BigDecimal executed = VenueJson.decimal(order, "vol_exec");
        return new VenueOrder(
                instrument.symbol(),
                order.path("cl_ord_id").asText(order.path("userref").asText("")),
                OrderId.of(id),
                side(VenueJson.text(description, "type"), order),
                type(description, instrument.instrument()),
                status(VenueJson.text(order, "status"), executed, order),
                VenueJson.decimal(order, "vol"),
                executed,
                nanos(VenueJson.decimal(order, order.has("closetm") ? "closetm" : "opentm")),
                List.of(),
                order.toString());
    }

    private static Side side(String text, JsonNode order) throws UnexpectedAnswerException {
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new UnexpectedAnswerException("'" + text + "' is no side", order.toString());
        };
    }

    private static OrderStatus status(String text, BigDecimal executed, JsonNode order)
            throws UnexpectedAnswerException {
        return switch (text) {
            case "pending", "open" -> executed.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
            case "closed" -> OrderStatus.FILLED;
            case "canceled" -> OrderStatus.CANCELED;
            case "expired" -> OrderStatus.EXPIRED;
            default -> throw new UnexpectedAnswerException("'" + text + "' is no status", order.toString());
        };
    }

    private static OrderType type(JsonNode description, Instrument grid) throws IOException {
        long price = grid.roundedTicks(VenueJson.decimal(description, "price"), RoundingMode.HALF_EVEN);
        return switch (VenueJson.text(description, "ordertype")) {
            case "limit" -> new OrderType.Limit(price);
            case "stop-loss" -> new OrderType.Stop(price);
            case "stop-loss-limit" ->
                new OrderType.StopLimit(
                        price, grid.roundedTicks(VenueJson.decimal(description, "price2"), RoundingMode.HALF_EVEN));
            default -> OrderType.Market.INSTANCE;
        };
    }

    // Account

    /**
     * Kraken tells fills by time and not by order: those that were seen are kept, and what is new is asked for. If nothing
     * is new of this order, all are asked for again since it was sent.
     */
    @Override
    public List<VenueFill> fills(Reference order) throws IOException {
        Map<TradeId, VenueFill> kept = seen.getOrDefault(order.orderId(), Map.of());
        int known = kept.size();
        BigDecimal done = kept.values().stream().map(VenueFill::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (known > 0 && done.compareTo(order.quantity()) >= 0) {
            return List.copyOf(kept.values());
        }
        if (newestMillis > order.sinceMillis()) {
            keep(recentFills(order.instrument(), newestMillis - LATE_MILLIS));
        }
        if (seen.getOrDefault(order.orderId(), Map.of()).size() == known) {
            keep(recentFills(order.instrument(), order.sinceMillis()));
        }
        return List.copyOf(seen.getOrDefault(order.orderId(), Map.of()).values());
    }

    private void keep(List<VenueFill> fills) {
        for (VenueFill fill : fills) {
            seen.computeIfAbsent(fill.orderId().toString(), id -> new LinkedHashMap<>())
                    .put(fill.tradeId(), fill);
            newestMillis = Math.max(newestMillis, fill.timeNanos() / MILLI);
        }
    }

    @Override
    public List<VenueFill> recentFills(VenueInstrument instrument, long sinceMillis) throws IOException {
        long start = Math.floorDiv(sinceMillis, 1_000L);
        List<VenueFill> fills = new ArrayList<>();
        for (int offset = 0; offset < MOST_PAGES * PAGE; offset += PAGE) {
            JsonNode page = result(calls.trades(clock.nonces(), start, offset, key, signature()));
            JsonNode trades = page.get("trades");
            if (trades == null || !trades.isObject()) {
                throw new UnexpectedAnswerException("fills were asked for, and none came", page.toString());
            }
            fills.addAll(fills(instrument, trades));
            if (trades.size() < PAGE || offset + PAGE >= page.path("count").asInt()) {
                break;
            }
        }
        return fills;
    }

    private List<VenueFill> fills(VenueInstrument instrument, JsonNode trades) throws IOException {
        List<VenueFill> fills = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : trades.properties()) {
            JsonNode trade = entry.getValue();
            VenueInstrument of = byName.get(VenueJson.text(trade, "pair"));
            if (of == null || !of.equals(instrument)) {
                continue;
            }
            fills.add(new VenueFill(
                    TradeId.of(entry.getKey()),
                    OrderId.of(VenueJson.text(trade, "ordertxid")),
                    side(VenueJson.text(trade, "type"), trade),
                    VenueJson.decimal(trade, "price"),
                    VenueJson.decimal(trade, "vol"),
                    VenueJson.decimal(trade, "fee"),
                    of.instrument().quote(),
                    trade.path("maker").asBoolean() ? Liquidity.MAKER : Liquidity.TAKER,
                    nanos(VenueJson.decimal(trade, "time"))));
        }
        return fills;
    }

    @Override
    public List<VenueBalance> balances() throws IOException {
        JsonNode balances = result(calls.balance(clock.nonces(), key, signature()));
        Map<String, BigDecimal> held = new HashMap<>();
        for (VenueOrder order : allOpenOrders()) {
            VenueInstrument at = byName.get(order.symbol());
            if (at == null) {
                continue;
            }
            BigDecimal left = order.quantity().subtract(order.executed());
            if (order.side() == Side.SELL) {
                held.merge(at.instrument().base(), left, BigDecimal::add);
            } else if (order.type() instanceof OrderType.Limit(long ticks)) {
                held.merge(
                        at.instrument().quote(), left.multiply(at.instrument().price(ticks)), BigDecimal::add);
            }
        }
        List<VenueBalance> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> balance : balances.properties()) {
            String asset = assets.getOrDefault(balance.getKey(), balance.getKey());
            BigDecimal total = VenueJson.decimal(balances, balance.getValue(), balance.getKey());
            BigDecimal locked = held.getOrDefault(asset, BigDecimal.ZERO).min(total);
            all.add(new VenueBalance(asset, total.subtract(locked), locked));
        }
        return all;
    }

    // Market data

    @Override
    public Ticker ticker(VenueInstrument instrument) throws IOException {
        JsonNode result = result(calls.ticker(instrument.symbol()));
        JsonNode ticker = result.path(instrument.symbol());
        Instrument grid = instrument.instrument();
        return new Ticker(
                grid, ticks(grid, ticker, "b"), ticks(grid, ticker, "a"), ticks(grid, ticker, "c"), clock.nanos());
    }

    private static long ticks(Instrument grid, JsonNode ticker, String field) throws IOException {
        return grid.roundedTicks(VenueJson.decimal(ticker, ticker.path(field).path(0), field), RoundingMode.HALF_EVEN);
    }

    @Override
    public List<BarRecord> bars(VenueInstrument instrument, Duration bar, long fromMillis, long toMillis)
            throws IOException {
        mustHave(bar);
        long since = Math.floorDiv(fromMillis, 1_000L) - 1;
        JsonNode rows =
                result(calls.bars(instrument.symbol(), bar.toMinutes(), since)).path(instrument.symbol());
        Instrument grid = instrument.instrument();
        List<BarRecord> bars = new ArrayList<>();
        for (JsonNode row : rows) {
            long open = row.path(0).asLong() * 1_000L;
            long close = open + bar.toMillis();
            if (open >= fromMillis && open < toMillis && close <= clock.venueMillis()) {
                bars.add(new BarRecord(
                        grid,
                        -1,
                        open * MILLI,
                        close * MILLI,
                        price(grid, row, 1),
                        price(grid, row, 2),
                        price(grid, row, 3),
                        price(grid, row, 4),
                        VenueJson.decimal(row, row.path(6), "volume").doubleValue()));
            }
        }
        return bars;
    }

    private static void mustHave(Duration bar) {
        if (!bar.equals(Duration.ofMinutes(bar.toMinutes())) || !MINUTES.contains(bar.toMinutes())) {
            throw new IllegalArgumentException("Kraken has no bars of " + bar + "; it has "
                    + MINUTES.stream().sorted().toList() + " minutes");
        }
    }

    @Override
    public StreamDialect marketStream(VenueInstrument instrument, Duration bar) {
        mustHave(bar);
        return new KrakenStream(streams, instrument, bar.toMinutes());
    }

    private static long price(Instrument grid, JsonNode row, int column) throws IOException {
        return grid.roundedTicks(VenueJson.decimal(row, row.path(column), "price"), RoundingMode.HALF_EVEN);
    }

    private static long nanos(BigDecimal seconds) {
        return seconds.multiply(NANOS).longValue();
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
