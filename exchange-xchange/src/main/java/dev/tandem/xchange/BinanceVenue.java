package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.Ticker;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.service.BinanceHmacDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import si.mazi.rescu.HttpStatusException;
import si.mazi.rescu.HttpStatusIOException;
import si.mazi.rescu.ParamsDigest;

/** An account at Binance, spot. What is peculiar about it stands in {@link BinanceProfile}. */
final class BinanceVenue implements Venue {
    private static final Logger LOG = LoggerFactory.getLogger(BinanceVenue.class);
    private static final int PAGE = 1_000;
    private static final int NOT_FOUND = 404;
    private static final long MILLI = 1_000_000L;
    private static final Map<Long, String> INTERVALS = Map.ofEntries(
            Map.entry(1L, "1s"),
            Map.entry(60L, "1m"),
            Map.entry(180L, "3m"),
            Map.entry(300L, "5m"),
            Map.entry(900L, "15m"),
            Map.entry(1_800L, "30m"),
            Map.entry(3_600L, "1h"),
            Map.entry(7_200L, "2h"),
            Map.entry(14_400L, "4h"),
            Map.entry(21_600L, "6h"),
            Map.entry(28_800L, "8h"),
            Map.entry(43_200L, "12h"),
            Map.entry(86_400L, "1d"));

    private final BinanceCalls calls;
    private final VenueClock clock;
    private final boolean sandbox;
    private final boolean hasAll;
    private final String streams;
    private final String key;
    private String listenKey = "";
    private final @Nullable ParamsDigest signature;
    private final Map<String, Instrument> bySymbol = new HashMap<>();
    private final BinanceReports reports;
    private List<RateBudget.Limit> limits = List.of();

    BinanceVenue(VenueProfile.Access access) {
        this(access, true);
    }

    /** @param hasAll whether it takes pairs and tells what a key may do, as Binance itself does */
    BinanceVenue(VenueProfile.Access access, boolean hasAll) {
        this.hasAll = hasAll;
        // XChange puts the sandbox's address into the specification.
        ExchangeSpecification specification =
                ExchangeFactory.INSTANCE.createExchange(access.specification()).getExchangeSpecification();
        this.calls = VenueJson.calls(BinanceCalls.class, specification);
        this.clock = access.clock();
        this.reports = new BinanceReports(bySymbol, clock);
        this.sandbox = access.settings().sandbox();
        String url = access.settings().url();
        this.streams = url != null
                ? url.replaceFirst("^http", "ws")
                : hasAll
                        ? sandbox ? "wss://stream.testnet.binance.vision" : "wss://stream.binance.com:9443"
                        : "wss://stream.binance.us:9443";
        Credentials credentials = access.credentials();
        this.key = credentials == null ? "" : credentials.key();
        this.signature = credentials == null ? null : BinanceHmacDigest.createInstance(credentials.secret());
    }

    private ParamsDigest signature() throws IOException {
        if (signature == null) {
            throw new IOException("there are no credentials: only public data can be had");
        }
        return signature;
    }

    @Override
    public List<VenueInstrument> instruments() throws IOException {
        JsonNode info = calls.exchangeInfo();
        List<VenueInstrument> all = BinanceListing.instruments(info, hasAll);
        all.forEach(instrument -> bySymbol.put(instrument.symbol(), instrument.instrument()));
        limits = BinanceListing.limits(info);
        return all;
    }

    @Override
    public List<RateBudget.Limit> limits() {
        return limits;
    }

    @Override
    public Optional<Long> time() throws IOException {
        return Optional.of(VenueJson.number(calls.time(), "serverTime"));
    }

    @Override
    public Optional<String> objection() throws IOException {
        // The sandbox has no /sapi.
        if (signature == null || sandbox) {
            return Optional.empty();
        }
        if (!hasAll) {
            LOG.warn("this venue does not tell what the key may do: see to it that it may not withdraw");
            return Optional.empty();
        }
        JsonNode rights;
        try {
            rights = calls.restrictions(BinanceProfile.WINDOW_MILLIS, clock.timestamps(), key, signature());
        } catch (VenueFault | HttpStatusIOException e) {
            if (((HttpStatusException) e).getHttpStatusCode() == NOT_FOUND) {
                LOG.warn("this address does not tell what the key may do: see to it that it may not withdraw");
                return Optional.empty();
            }
            throw e;
        }
        return rights.path("enableWithdrawals").asBoolean()
                ? Optional.of("the key may withdraw; make one that may only trade")
                : Optional.empty();
    }

    // Orders

    @Override
    public VenueOrder place(ApprovedOrder.Single order, OrderType as, VenueInstrument instrument, BigDecimal quantity)
            throws IOException {
        Instrument grid = order.instrument();
        String price = null;
        String stop = null;
        switch (as) {
            case OrderType.Limit(long limitTicks) -> price = text(grid.price(limitTicks));
            case OrderType.Stop(long stopTicks) -> stop = text(grid.price(stopTicks));
            case OrderType.StopLimit(long stopTicks, long limitTicks) -> {
                stop = text(grid.price(stopTicks));
                price = text(grid.price(limitTicks));
            }
            case OrderType.Market market -> {}
            case OrderType.TrailingStop trailing -> {}
        }
        JsonNode answer = calls.place(
                instrument.symbol(),
                order.side().name(),
                BinanceWords.type(order, as),
                BinanceWords.timeInForce(order, as),
                text(quantity),
                price,
                stop,
                order.id().toString(),
                "FULL",
                BinanceProfile.WINDOW_MILLIS,
                clock.timestamps(),
                key,
                signature());
        return reports.placed(answer, order, as, instrument, quantity);
    }

    @Override
    public List<VenueOrder> placePair(
            ApprovedOrder.Single stopOrder,
            ApprovedOrder.Single limitOrder,
            VenueInstrument instrument,
            BigDecimal quantity)
            throws IOException {
        Instrument grid = stopOrder.instrument();
        boolean sells = stopOrder.side() == Side.SELL;
        if (!(stopOrder.type() instanceof OrderType.Stop(long stopTicks))
                || !(limitOrder.type() instanceof OrderType.Limit(long limitTicks))) {
            throw new IllegalArgumentException("a pair is a stop and a limit: " + stopOrder + ", " + limitOrder);
        }
        String stop = text(grid.price(stopTicks));
        String limit = text(grid.price(limitTicks));
        String stopId = stopOrder.id().toString();
        String limitId = limitOrder.id().toString();
        JsonNode answer = calls.placePair(
                instrument.symbol(),
                stopOrder.side().name(),
                text(quantity),
                sells ? "LIMIT_MAKER" : "STOP_LOSS",
                sells ? limitId : stopId,
                sells ? limit : null,
                sells ? null : stop,
                sells ? "STOP_LOSS" : "LIMIT_MAKER",
                sells ? stopId : limitId,
                sells ? null : limit,
                sells ? stop : null,
                "FULL",
                BinanceProfile.WINDOW_MILLIS,
                clock.timestamps(),
                key,
                signature());
        Map<String, JsonNode> byClientId = new HashMap<>();
        for (JsonNode report : VenueJson.array(answer, "orders")) {
            byClientId.put(VenueJson.text(report, "clientOrderId"), report);
        }
        for (JsonNode report : answer.path("orderReports")) {
            byClientId.put(VenueJson.text(report, "clientOrderId"), report);
        }
        JsonNode first = byClientId.get(stopId);
        JsonNode second = byClientId.get(limitId);
        if (first == null || second == null) {
            throw new UnexpectedAnswerException("the answer is about another pair", answer.toString());
        }
        return List.of(
                reports.placed(first, stopOrder, stopOrder.type(), instrument, quantity),
                reports.placed(second, limitOrder, limitOrder.type(), instrument, quantity));
    }

    @Override
    public VenueOrder cancel(Reference order) throws IOException {
        JsonNode answer = calls.cancel(
                order.instrument().symbol(),
                null,
                order.clientId(),
                BinanceProfile.WINDOW_MILLIS,
                clock.timestamps(),
                key,
                signature());
        // One of a pair: the answer is about the list, and the reports about its orders.
        for (JsonNode report : answer.path("orderReports")) {
            if (BinanceReports.clientId(report).equals(order.clientId())) {
                return reports.order(report);
            }
        }
        return reports.order(answer);
    }

    @Override
    public Optional<VenueOrder> query(Reference order) throws IOException {
        boolean byId = !order.orderId().isEmpty();
        try {
            return Optional.of(reports.order(calls.query(
                    order.instrument().symbol(),
                    byId ? order.orderId() : null,
                    byId ? null : order.clientId(),
                    BinanceProfile.WINDOW_MILLIS,
                    clock.timestamps(),
                    key,
                    signature())));
        } catch (VenueFault fault) {
            if (fault.body().path("code").asInt() == -2013) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    @Override
    public List<VenueOrder> openOrders(VenueInstrument instrument) throws IOException {
        return reports.orders(calls.openOrders(
                instrument.symbol(), BinanceProfile.WINDOW_MILLIS, clock.timestamps(), key, signature()));
    }

    @Override
    public List<VenueOrder> allOpenOrders() throws IOException {
        return reports.orders(
                calls.openOrders(null, BinanceProfile.WINDOW_MILLIS, clock.timestamps(), key, signature()));
    }

    @Override
    public Optional<List<VenueOrder>> recentOrders(VenueInstrument instrument, long sinceMillis) throws IOException {
        return Optional.of(reports.orders(calls.allOrders(
                instrument.symbol(),
                sinceMillis,
                PAGE,
                BinanceProfile.WINDOW_MILLIS,
                clock.timestamps(),
                key,
                signature())));
    }

    // Account

    @Override
    public List<VenueFill> fills(Reference order) throws IOException {
        JsonNode answer = calls.trades(
                order.instrument().symbol(),
                order.orderId(),
                null,
                PAGE,
                BinanceProfile.WINDOW_MILLIS,
                clock.timestamps(),
                key,
                signature());
        // Where the order's id is not looked at, the latest fills come, whosever they are.
        return BinanceReports.fills(answer).stream()
                .filter(fill -> fill.orderId().toString().equals(order.orderId()))
                .toList();
    }

    @Override
    public List<VenueFill> recentFills(VenueInstrument instrument, long sinceMillis) throws IOException {
        return BinanceReports.fills(calls.trades(
                instrument.symbol(),
                null,
                sinceMillis,
                PAGE,
                BinanceProfile.WINDOW_MILLIS,
                clock.timestamps(),
                key,
                signature()));
    }

    @Override
    public List<VenueBalance> balances() throws IOException {
        JsonNode account = calls.account(BinanceProfile.WINDOW_MILLIS, clock.timestamps(), key, signature());
        List<VenueBalance> balances = new ArrayList<>();
        for (JsonNode balance : VenueJson.array(account, "balances")) {
            balances.add(new VenueBalance(
                    VenueJson.text(balance, "asset"),
                    VenueJson.decimal(balance, "free"),
                    VenueJson.decimal(balance, "locked")));
        }
        return balances;
    }

    @Override
    public URI openStream() throws IOException {
        listenKey = VenueJson.text(calls.openStream(key), "listenKey");
        return URI.create(streams + "/ws/" + listenKey);
    }

    @Override
    public void keepStream() throws IOException {
        calls.keepStream(listenKey, key);
    }

    @Override
    public News news(String event) {
        try {
            JsonNode json = VenueJson.read(event);
            return switch (VenueJson.text(json, "e")) {
                case "executionReport" -> {
                    // A cancel is told under its own name, and names the order beside it.
                    String canceled = VenueJson.text(json, "C");
                    yield new News.OfOrder(
                            canceled.isEmpty() ? VenueJson.text(json, "c") : canceled,
                            Long.toString(VenueJson.number(json, "i")),
                            BinanceReports.status(VenueJson.text(json, "X"), json)
                                    .isTerminal(),
                            VenueJson.decimal(json, "z"));
                }
                // The orders of a pair are told of one by one, too.
                case "outboundAccountPosition", "balanceUpdate", "listStatus" -> News.Nothing.INSTANCE;
                default -> News.Anything.INSTANCE;
            };
        } catch (IOException e) {
            LOG.debug("an event that is not understood: {}", event, e);
            return News.Anything.INSTANCE;
        }
    }

    // Market data

    @Override
    public Ticker ticker(VenueInstrument instrument) throws IOException {
        JsonNode ticker = calls.ticker(instrument.symbol());
        Instrument grid = instrument.instrument();
        return new Ticker(
                grid,
                grid.roundedTicks(VenueJson.decimal(ticker, "bidPrice"), RoundingMode.HALF_EVEN),
                grid.roundedTicks(VenueJson.decimal(ticker, "askPrice"), RoundingMode.HALF_EVEN),
                grid.roundedTicks(VenueJson.decimal(ticker, "lastPrice"), RoundingMode.HALF_EVEN),
                VenueJson.number(ticker, "closeTime") * MILLI);
    }

    @Override
    public List<BarRecord> bars(VenueInstrument instrument, Duration bar, long fromMillis, long toMillis)
            throws IOException {
        String interval = interval(bar);
        JsonNode answer = calls.klines(instrument.symbol(), interval, fromMillis, toMillis - 1, PAGE);
        if (answer == null || !answer.isArray()) {
            throw new UnexpectedAnswerException("bars were asked for, and no list came", String.valueOf(answer));
        }
        Instrument grid = instrument.instrument();
        long now = clock.marketMillis();
        List<BarRecord> bars = new ArrayList<>();
        for (JsonNode row : answer) {
            long open = row.path(0).asLong();
            long close = open + bar.toMillis();
            if (close <= now) {
                bars.add(new BarRecord(
                        grid,
                        -1,
                        open * MILLI,
                        close * MILLI,
                        ticks(grid, row, 1),
                        ticks(grid, row, 2),
                        ticks(grid, row, 3),
                        ticks(grid, row, 4),
                        VenueJson.decimal(row, row.path(5), "volume").doubleValue()));
            }
        }
        return bars;
    }

    private static String interval(Duration bar) {
        String interval = INTERVALS.get(bar.toSeconds());
        if (interval == null || !bar.equals(Duration.ofSeconds(bar.toSeconds()))) {
            throw new IllegalArgumentException("Binance has no bars of " + bar + "; it has "
                    + INTERVALS.keySet().stream()
                            .sorted()
                            .map(seconds -> String.valueOf(INTERVALS.get(seconds)))
                            .toList());
        }
        return interval;
    }

    @Override
    public StreamDialect marketStream(VenueInstrument instrument, Duration bar) {
        return new BinanceStream(streams, instrument, interval(bar), bar.toMillis());
    }

    private static long ticks(Instrument grid, JsonNode row, int column) throws IOException {
        return grid.roundedTicks(VenueJson.decimal(row, row.path(column), "price"), RoundingMode.HALF_EVEN);
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
