package dev.tandem.xchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind WireMock when Kraken is asked: one market, XXBTZUSD, at a price that the test moves, and accounts that
 * exist as soon as their keys are used. It answers in the form of the recorded answers ({@link Payloads}), fifty trades or
 * closed orders to a page, and takes no nonce that is not larger than the last one of the key.
 */
final class KrakenDesk implements ResponseDefinitionTransformerV2 {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal TICK = new BigDecimal("0.1");
    private static final BigDecimal TAKER = new BigDecimal("0.004");
    private static final BigDecimal MAKER = new BigDecimal("0.0025");
    private static final int PAGE = 50;

    /** What happens to the next order. */
    enum Trouble {
        NONE,
        LOSE_BEFORE,
        LOSE_AFTER,
        TOO_MANY,
        HOLD
    }

    static final class Order {
        String id = "";
        String clientId = "";
        String side = "";
        String type = "";
        BigDecimal price = BigDecimal.ZERO;
        BigDecimal second = BigDecimal.ZERO;
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal executed = BigDecimal.ZERO;
        BigDecimal opened = BigDecimal.ZERO;

        @Nullable
        BigDecimal closed;

        String status = "open";
        boolean limited;

        boolean isOpen() {
            return status.equals("open");
        }

        boolean buys() {
            return side.equals("buy");
        }

        BigDecimal left() {
            return volume.subtract(executed);
        }
    }

    record Trade(
            String id,
            Order order,
            BigDecimal price,
            BigDecimal volume,
            BigDecimal fee,
            BigDecimal time,
            boolean maker) {}

    static final class Account {
        final Map<String, BigDecimal> held = new TreeMap<>();
        final Map<String, Order> orders = new LinkedHashMap<>();
        final Map<String, Trade> trades = new LinkedHashMap<>();
        long lastNonce;

        private BigDecimal has(String asset) {
            return held.getOrDefault(asset, BigDecimal.ZERO);
        }
    }

    private final InstantSource clock;
    private final BigDecimal cash;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Object held = new Object();
    private final AtomicLong received = new AtomicLong();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private BigDecimal price;
    private @Nullable BigDecimal liquidity;
    private long counter;
    private volatile Trouble next = Trouble.NONE;
    private volatile boolean down;
    private volatile String strangers = "";
    private boolean holding;

    /** @param cash what each account has of dollars */
    KrakenDesk(InstantSource clock, String price, String cash) {
        this.clock = clock;
        this.price = new BigDecimal(price);
        this.cash = new BigDecimal(cash);
    }

    @Override
    public String getName() {
        return "kraken-desk";
    }

    // For tests

    /** Keys that begin so are not known. */
    void strangers(String prefix) {
        strangers = prefix;
    }

    synchronized Account account(String key) {
        return accounts.computeIfAbsent(key, name -> {
            Account account = new Account();
            account.held.put("ZUSD", cash);
            account.held.put("XXBT", BigDecimal.ZERO);
            return account;
        });
    }

    /** What should never have been asked. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    long received() {
        return received.get();
    }

    void next(Trouble trouble) {
        if (trouble == Trouble.HOLD) {
            synchronized (held) {
                holding = true;
            }
        }
        next = trouble;
    }

    void letGo() {
        synchronized (held) {
            holding = false;
            held.notifyAll();
        }
    }

    /** Whoever takes finds this much and no more; the rest of a limit rests. */
    synchronized void liquidity(String volume) {
        liquidity = new BigDecimal(volume);
    }

    /** Orders that arrived under a name. */
    synchronized long arrived(String key, String clientId) {
        return account(key).orders.values().stream()
                .filter(order -> order.clientId.equals(clientId))
                .count();
    }

    void down(boolean now) {
        down = now;
    }

    synchronized void moveTo(String to) {
        price = new BigDecimal(to);
        for (Account account : accounts.values()) {
            for (Order order : List.copyOf(account.orders.values())) {
                if (order.isOpen()) {
                    meet(account, order);
                }
            }
        }
    }

    synchronized void fillPartly(String key, String clientId, BigDecimal volume) {
        Account account = account(key);
        for (Order order : List.copyOf(account.orders.values())) {
            if (order.isOpen() && order.clientId.equals(clientId)) {
                fill(account, order, order.price, volume, true);
                return;
            }
        }
        throw new AssertionError(clientId + " is not open: " + account.orders.keySet());
    }

    // The market

    private void meet(Account account, Order order) {
        if (order.limited) {
            BigDecimal limit = order.type.equals("stop-loss-limit") ? order.second : order.price;
            boolean reached = order.buys() ? price.compareTo(limit) <= 0 : price.compareTo(limit) >= 0;
            if (reached) {
                fill(account, order, limit, order.left(), true);
            }
            return;
        }
        boolean triggered = order.buys() ? price.compareTo(order.price) >= 0 : price.compareTo(order.price) <= 0;
        if (triggered && order.type.equals("stop-loss")) {
            fill(account, order, taken(order), order.left(), false);
        } else if (triggered) {
            order.limited = true;
            fill(account, order, taken(order), order.left(), false);
        }
    }

    private BigDecimal taken(Order order) {
        return order.buys() ? price.add(TICK) : price;
    }

    private void fill(Account account, Order order, BigDecimal at, BigDecimal volume, boolean maker) {
        BigDecimal cost = at.multiply(volume);
        BigDecimal fee = cost.multiply(maker ? MAKER : TAKER).setScale(8, RoundingMode.HALF_EVEN);
        Trade trade = new Trade(name("T"), order, at, volume, fee, now(), maker);
        account.trades.put(trade.id, trade);
        order.executed = order.executed.add(volume);
        account.held.merge("XXBT", order.buys() ? volume : volume.negate(), BigDecimal::add);
        account.held.merge("ZUSD", (order.buys() ? cost.negate() : cost).subtract(fee), BigDecimal::add);
        if (order.left().signum() == 0) {
            end(order, "closed");
        }
    }

    private void end(Order order, String status) {
        order.status = status;
        order.closed = now();
    }

    /** Seconds, a little later each time. */
    private BigDecimal now() {
        return BigDecimal.valueOf(clock.millis(), 3).add(BigDecimal.valueOf(++counter % 10_000, 7));
    }

    private String name(String letter) {
        return String.format(Locale.ROOT, "%s%05d-TANDE-M%05d", letter, ++counter % 100_000, counter);
    }

    // The protocol

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String path = URI.create(request.getUrl()).getPath();
        boolean isOrder = path.equals("/0/private/AddOrder");
        if (down) {
            return lost();
        }
        Trouble trouble = Trouble.NONE;
        if (isOrder) {
            received.incrementAndGet();
            synchronized (this) {
                trouble = next;
                next = Trouble.NONE;
            }
        }
        if (trouble == Trouble.LOSE_BEFORE) {
            return lost();
        }
        ObjectNode answer = trouble == Trouble.TOO_MANY ? error("EAPI:Rate limit exceeded") : answer(request, path);
        if (trouble == Trouble.LOSE_AFTER) {
            return lost();
        }
        if (trouble == Trouble.HOLD) {
            waitUntilLetGo();
        }
        return WireMock.okJson(answer.toString()).build();
    }

    private static ResponseDefinition lost() {
        return new ResponseDefinitionBuilder()
                .withFault(Fault.CONNECTION_RESET_BY_PEER)
                .build();
    }

    private void waitUntilLetGo() {
        synchronized (held) {
            while (holding) {
                try {
                    held.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private synchronized ObjectNode answer(Request request, String path) {
        Map<String, String> asked = parameters(request);
        if (path.startsWith("/0/public/")) {
            return open(path, asked);
        }
        String key = request.getHeader("API-Key");
        if (key == null || !strangers.isEmpty() && key.startsWith(strangers)) {
            return error("EAPI:Invalid key");
        }
        if (request.getHeader("API-Sign") == null) {
            return error("EAPI:Invalid signature");
        }
        Account account = account(key);
        long nonce = Long.parseLong(asked.getOrDefault("nonce", "0"));
        if (nonce <= account.lastNonce) {
            complaints.add("nonce " + nonce + " after " + account.lastNonce + " of " + key);
            return error("EAPI:Invalid nonce");
        }
        account.lastNonce = nonce;
        return switch (path) {
            case "/0/private/Balance" -> {
                ObjectNode result = JSON.createObjectNode();
                account.held.forEach((asset, amount) -> result.put(asset, amount.toPlainString()));
                yield result(result);
            }
            case "/0/private/AddOrder" -> add(account, asked);
            case "/0/private/CancelOrder" -> cancel(account, asked);
            case "/0/private/QueryOrders" -> query(account, asked);
            case "/0/private/OpenOrders" -> openOrders(account);
            case "/0/private/ClosedOrders" -> closedOrders(account, asked);
            case "/0/private/TradesHistory" -> tradesHistory(account, asked);
            default -> error("EGeneral:Unknown method");
        };
    }

    private ObjectNode open(String path, Map<String, String> asked) {
        try {
            return switch (path) {
                case "/0/public/Assets" -> (ObjectNode) JSON.readTree(Payloads.KRAKEN_ASSETS);
                case "/0/public/AssetPairs" -> (ObjectNode) JSON.readTree(Payloads.KRAKEN_PAIRS);
                case "/0/public/Ticker" -> {
                    ObjectNode market = JSON.createObjectNode();
                    market.putArray("a")
                            .add(price.add(TICK).toPlainString())
                            .add("1")
                            .add("1.000");
                    market.putArray("b").add(price.toPlainString()).add("1").add("1.000");
                    market.putArray("c").add(price.toPlainString()).add("0.1");
                    ObjectNode result = JSON.createObjectNode();
                    result.set("XXBTZUSD", market);
                    yield result(result);
                }
                case "/0/public/OHLC" -> bars(asked);
                default -> error("EGeneral:Unknown method");
            };
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Flat ones; the last of them is not finished, as at Kraken. */
    private ObjectNode bars(Map<String, String> asked) {
        long length = 60 * Long.parseLong(asked.getOrDefault("interval", "1"));
        long since = Long.parseLong(asked.getOrDefault("since", "0"));
        long last = Math.floorDiv(clock.millis() / 1_000, length) * length;
        ArrayNode rows = JSON.createArrayNode();
        for (long open = Math.max(last - 719 * length, Math.floorDiv(since, length) * length);
                open <= last;
                open += length) {
            if (open > since) {
                ArrayNode row = rows.addArray().add(open);
                for (int i = 0; i < 5; i++) {
                    row.add(price.toPlainString());
                }
                row.add("1.5").add(7);
            }
        }
        ObjectNode result = JSON.createObjectNode();
        result.set("XXBTZUSD", rows);
        result.put("last", last - length);
        return result(result);
    }

    private ObjectNode add(Account account, Map<String, String> asked) {
        if (!asked.getOrDefault("pair", "").equals("XXBTZUSD")) {
            return error("EQuery:Unknown asset pair");
        }
        Order order = new Order();
        order.clientId = asked.getOrDefault("cl_ord_id", "");
        order.side = asked.getOrDefault("type", "");
        order.type = asked.getOrDefault("ordertype", "");
        order.volume = new BigDecimal(asked.getOrDefault("volume", "0"));
        order.price = new BigDecimal(asked.getOrDefault("price", "0"));
        order.second = new BigDecimal(asked.getOrDefault("price2", "0"));
        order.limited = order.type.equals("limit");
        BigDecimal best = taken(order);
        boolean takes = order.type.equals("market")
                || order.limited
                        && (order.buys() ? order.price.compareTo(best) >= 0 : order.price.compareTo(best) <= 0);
        if (takes && asked.getOrDefault("oflags", "").contains("post")) {
            return error("EOrder:Post only order");
        }
        BigDecimal cost = order.volume.multiply(order.limited && !takes ? order.price : best);
        BigDecimal free = order.buys()
                ? account.has("ZUSD").subtract(onOrder(account, true))
                : account.has("XXBT").subtract(onOrder(account, false));
        if (free.compareTo(order.buys() ? cost : order.volume) < 0) {
            return error("EOrder:Insufficient funds");
        }
        order.id = name("O");
        order.opened = now();
        account.orders.put(order.id, order);
        if (takes) {
            BigDecimal found = liquidity == null ? order.volume : liquidity.min(order.volume);
            if (found.signum() > 0) {
                fill(account, order, best, found, false);
            }
        } else if (asked.getOrDefault("timeinforce", "").equals("IOC")) {
            end(order, "canceled");
        } else if (!order.limited) {
            meet(account, order);
        }
        ObjectNode result = JSON.createObjectNode();
        result.putObject("descr").put("order", order.side + " " + order.volume.toPlainString() + " XBTUSD");
        result.putArray("txid").add(order.id);
        return result(result);
    }

    private static BigDecimal onOrder(Account account, boolean buys) {
        return account.orders.values().stream()
                .filter(order -> order.isOpen() && order.buys() == buys)
                .map(order -> buys ? order.left().multiply(order.price) : order.left())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private ObjectNode cancel(Account account, Map<String, String> asked) {
        for (Order order : account.orders.values()) {
            boolean named = asked.containsKey("txid")
                    ? order.id.equals(asked.get("txid"))
                    : order.clientId.equals(asked.get("cl_ord_id"));
            if (named && order.isOpen()) {
                end(order, "canceled");
                return result(JSON.createObjectNode().put("count", 1));
            }
        }
        return error("EOrder:Unknown order");
    }

    private ObjectNode query(Account account, Map<String, String> asked) {
        ObjectNode result = JSON.createObjectNode();
        for (String id : asked.getOrDefault("txid", "").split(",")) {
            Order order = account.orders.get(id);
            if (order == null) {
                return error("EOrder:Unknown order");
            }
            result.set(id, json(order));
        }
        return result(result);
    }

    private ObjectNode openOrders(Account account) {
        ObjectNode open = JSON.createObjectNode();
        // The newest first, as they come.
        for (Order order : List.copyOf(account.orders.values()).reversed()) {
            if (order.isOpen()) {
                open.set(order.id, json(order));
            }
        }
        ObjectNode result = JSON.createObjectNode();
        result.set("open", open);
        return result(result);
    }

    private ObjectNode closedOrders(Account account, Map<String, String> asked) {
        BigDecimal start = new BigDecimal(asked.getOrDefault("start", "0"));
        List<Order> found = new ArrayList<>();
        for (Order order : List.copyOf(account.orders.values()).reversed()) {
            if (order.closed != null && order.opened.compareTo(start) >= 0) {
                found.add(order);
            }
        }
        ObjectNode closed = JSON.createObjectNode();
        for (Order order : page(found, asked)) {
            closed.set(order.id, json(order));
        }
        ObjectNode result = JSON.createObjectNode();
        result.set("closed", closed);
        result.put("count", found.size());
        return result(result);
    }

    private static <T> List<T> page(List<T> found, Map<String, String> asked) {
        int from = Math.min(found.size(), Integer.parseInt(asked.getOrDefault("ofs", "0")));
        return found.subList(from, Math.min(found.size(), from + PAGE));
    }

    private ObjectNode tradesHistory(Account account, Map<String, String> asked) {
        BigDecimal start = new BigDecimal(asked.getOrDefault("start", "0"));
        List<Trade> found = new ArrayList<>();
        for (Trade trade : List.copyOf(account.trades.values()).reversed()) {
            if (trade.time.compareTo(start) >= 0) {
                found.add(trade);
            }
        }
        ObjectNode trades = JSON.createObjectNode();
        for (Trade trade : page(found, asked)) {
            trades.set(trade.id, json(trade));
        }
        ObjectNode result = JSON.createObjectNode();
        result.set("trades", trades);
        result.put("count", found.size());
        return result(result);
    }

    private static ObjectNode json(Order order) {
        ObjectNode json = JSON.createObjectNode();
        json.putNull("refid");
        json.put("userref", 0).put("cl_ord_id", order.clientId).put("status", order.status);
        json.put("opentm", order.opened);
        if (order.closed != null) {
            json.put("closetm", order.closed);
        }
        json.putObject("descr")
                .put("pair", "XBTUSD")
                .put("type", order.side)
                .put("ordertype", order.type)
                .put("price", order.price.toPlainString())
                .put("price2", order.second.toPlainString());
        return json.put("vol", order.volume.toPlainString())
                .put("vol_exec", order.executed.toPlainString())
                .put("misc", "")
                .put("oflags", "fciq");
    }

    private static ObjectNode json(Trade trade) {
        return JSON.createObjectNode()
                .put("ordertxid", trade.order.id)
                .put("pair", "XXBTZUSD")
                .put("time", trade.time)
                .put("type", trade.order.side)
                .put("ordertype", trade.order.type)
                .put("price", trade.price.toPlainString())
                .put("cost", trade.price.multiply(trade.volume).toPlainString())
                .put("fee", trade.fee.toPlainString())
                .put("vol", trade.volume.toPlainString())
                .put("margin", "0.0")
                .put("maker", trade.maker);
    }

    private static ObjectNode result(ObjectNode result) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("error");
        answer.set("result", result);
        return answer;
    }

    private static ObjectNode error(String text) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("error").add(text);
        return answer;
    }

    private static Map<String, String> parameters(Request request) {
        String query = URI.create(request.getUrl()).getRawQuery();
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : ((query == null ? "" : query) + "&" + request.getBodyAsString()).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return all;
    }
}
