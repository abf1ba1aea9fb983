package dev.tandem.xchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * As much of Binance as an order sees, on a bare socket, so that it can break off where no HTTP server would; and the truth
 * that a plugin's view is held against. One market, BTCUSDT, with a price that the test moves.
 */
final class FakeBinance implements AutoCloseable {
    static final String SECRET = "shh-do-not-tell";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal FEE = new BigDecimal("0.001");

    /** What happens to the answer of a request. */
    enum Fault {
        NONE,
        /** Read, and nothing done. */
        RESET_BEFORE,
        CLOSE_BEFORE,
        ERROR_503_BEFORE,
        UNKNOWN_1007_BEFORE,
        /** Done, and not answered. */
        RESET_AFTER,
        CLOSE_AFTER,
        ERROR_503_AFTER,
        UNKNOWN_1007_AFTER,
        CUT_AFTER,
        GARBAGE_AFTER,
        PAGE_AFTER,
        SHAPE_AFTER,
        /** Answered, and then the kept connection is closed without a word. */
        STALE;

        boolean isLost() {
            return this != NONE && this != STALE;
        }

        boolean isDone() {
            return name().endsWith("_AFTER") || this == NONE || this == STALE;
        }
    }

    record Request(String method, String path, Map<String, String> parameters, String key) {
        String get(String name) {
            return parameters.getOrDefault(name, "");
        }

        boolean isOrder() {
            return method.equals("POST") && path.startsWith("/api/v3/order");
        }
    }

    private record Answer(int status, String body) {}

    static final class Order {
        long id;
        String clientId = "";
        String side = "";
        String type = "";
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal executed = BigDecimal.ZERO;
        BigDecimal paid = BigDecimal.ZERO;
        BigDecimal price = BigDecimal.ZERO;
        BigDecimal stop = BigDecimal.ZERO;
        String status = "NEW";

        @Nullable
        Order sibling;

        long time;

        boolean isOpen() {
            return status.equals("NEW") || status.equals("PARTIALLY_FILLED");
        }
    }

    static final class Trade {
        long id;
        long orderId;
        boolean buyer;
        boolean maker;
        BigDecimal price = BigDecimal.ZERO;
        BigDecimal quantity = BigDecimal.ZERO;
        BigDecimal fee = BigDecimal.ZERO;
        String feeAsset = "";
        long time;
    }

    static final class Account {
        final Map<String, BigDecimal> total = new TreeMap<>();
        final Map<Long, Order> orders = new LinkedHashMap<>();
        final List<Trade> trades = new ArrayList<>();

        BigDecimal locked(String asset) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Order order : orders.values()) {
                boolean second = order.sibling != null && order.type.equals("STOP_LOSS");
                if (order.isOpen() && !second) {
                    BigDecimal left = order.quantity.subtract(order.executed);
                    if (order.side.equals("SELL") && asset.equals("BTC")) {
                        sum = sum.add(left);
                    } else if (order.side.equals("BUY") && asset.equals("USDT")) {
                        sum = sum.add(left.multiply(order.price));
                    }
                }
            }
            return sum;
        }

        BigDecimal free(String asset) {
            return total.getOrDefault(asset, BigDecimal.ZERO).subtract(locked(asset));
        }
    }

    private final ServerSocket server;
    private final LongSupplier clock;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> posts = new ConcurrentHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private volatile Function<Request, Fault> faults = request -> Fault.NONE;
    private volatile boolean hidesOrders;
    private volatile boolean refusesPairs;
    private BigDecimal price = new BigDecimal("60000.00");
    private String feeAsset = "";
    private BigDecimal liquidity = new BigDecimal("1000000");
    private long lastId = 1_000;
    private long lastTrade = 7_000;

    /** @param clock what its clock shows, in milliseconds */
    FakeBinance(LongSupplier clock) {
        this.clock = clock;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fake-binance").start(this::accept);
    }

    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    void faults(Function<Request, Fault> which) {
        faults = which;
    }

    /** Queries lag: orders are not shown for a while. */
    void hideOrders(boolean hide) {
        hidesOrders = hide;
    }

    /** How much a taker finds at the price; the rest of a market order expires. */
    synchronized void liquidity(String quantity) {
        liquidity = new BigDecimal(quantity);
    }

    /** Fees are taken in this asset. */
    synchronized void payFeesIn(String asset) {
        feeAsset = asset;
    }

    synchronized Account account(String key) {
        return accounts.computeIfAbsent(key, name -> {
            Account account = new Account();
            account.total.put("BTC", new BigDecimal("2"));
            account.total.put("USDT", new BigDecimal("100000000"));
            account.total.put("BNB", new BigDecimal("10"));
            return account;
        });
    }

    int posts(String clientId) {
        AtomicInteger count = posts.get(clientId);
        return count == null ? 0 : count.get();
    }

    /** The requests that came, as method and path. */
    List<String> requests() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** What was wrong with requests: signatures, times. */
    List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    /** The market moves, and what rests is executed. */
    synchronized void price(String now) {
        price = new BigDecimal(now);
        for (Account account : accounts.values()) {
            for (Order order : List.copyOf(account.orders.values())) {
                if (!order.isOpen()) {
                    continue;
                }
                boolean buys = order.side.equals("BUY");
                if (order.type.startsWith("STOP_LOSS")) {
                    if (buys ? price.compareTo(order.stop) >= 0 : price.compareTo(order.stop) <= 0) {
                        fill(account, order, order.quantity.subtract(order.executed), price, false);
                    }
                } else if (buys ? price.compareTo(order.price) <= 0 : price.compareTo(order.price) >= 0) {
                    fill(account, order, order.quantity.subtract(order.executed), order.price, true);
                }
            }
        }
    }

    /** Some of a resting order is executed at its price. */
    synchronized void fill(String key, String clientId, String quantity) {
        Account account = account(key);
        for (Order order : account.orders.values()) {
            if (order.clientId.equals(clientId) && order.isOpen()) {
                fill(account, order, new BigDecimal(quantity), order.price, true);
            }
        }
    }

    private void fill(Account account, Order order, BigDecimal quantity, BigDecimal at, boolean maker) {
        if (quantity.signum() == 0) {
            return;
        }
        boolean buys = order.side.equals("BUY");
        Trade trade = new Trade();
        trade.id = ++lastTrade;
        trade.orderId = order.id;
        trade.buyer = buys;
        trade.maker = maker;
        trade.price = at;
        trade.quantity = quantity;
        BigDecimal worth = quantity.multiply(at);
        trade.feeAsset = feeAsset.isEmpty() ? (buys ? "BTC" : "USDT") : feeAsset;
        trade.fee = switch (trade.feeAsset) {
            case "BTC" -> quantity.multiply(FEE).setScale(8, RoundingMode.HALF_EVEN);
            case "USDT" -> worth.multiply(FEE).setScale(8, RoundingMode.HALF_EVEN);
            default -> new BigDecimal("0.00010000");
        };
        trade.time = clock.getAsLong();
        account.trades.add(trade);
        account.total.merge("BTC", buys ? quantity : quantity.negate(), BigDecimal::add);
        account.total.merge("USDT", buys ? worth.negate() : worth, BigDecimal::add);
        account.total.merge(trade.feeAsset, trade.fee.negate(), BigDecimal::add);
        order.executed = order.executed.add(quantity);
        order.paid = order.paid.add(worth);
        order.status = order.executed.compareTo(order.quantity) >= 0 ? "FILLED" : "PARTIALLY_FILLED";
        if (order.sibling != null && order.sibling.isOpen()) {
            order.sibling.status = "EXPIRED";
        }
    }

    // HTTP

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                Request request = read(in);
                if (request == null) {
                    return;
                }
                synchronized (log) {
                    log.add(request.method + " " + request.path);
                }
                if (request.isOrder()) {
                    for (String name : List.of("newClientOrderId", "aboveClientOrderId", "belowClientOrderId")) {
                        if (!request.get(name).isEmpty()) {
                            posts.computeIfAbsent(request.get(name), id -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                    }
                }
                Fault fault = faults.apply(request);
                Answer answer = fault.isDone() ? handle(request) : new Answer(0, "");
                switch (fault) {
                    case NONE, STALE -> write(out, answer.status, answer.body, "application/json");
                    case RESET_BEFORE, RESET_AFTER -> socket.setSoLinger(true, 0);
                    case CLOSE_BEFORE, CLOSE_AFTER -> {}
                    case ERROR_503_BEFORE, ERROR_503_AFTER ->
                        write(out, 503, "<html>503 Service Unavailable</html>", "text/html");
                    case UNKNOWN_1007_BEFORE, UNKNOWN_1007_AFTER ->
                        write(
                                out,
                                504,
                                "{\"code\":-1007,\"msg\":\"Timeout waiting for response from backend server."
                                        + " Send status unknown; execution status unknown.\"}",
                                "application/json");
                    case CUT_AFTER -> {
                        byte[] whole = answer.body.getBytes(StandardCharsets.UTF_8);
                        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                        + whole.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                        out.write(whole, 0, whole.length / 2);
                        out.flush();
                    }
                    case GARBAGE_AFTER -> write(out, 200, "{\"orderId\":28457,,", "application/json");
                    case PAGE_AFTER -> write(out, 200, "<html>maintenance</html>", "text/html");
                    case SHAPE_AFTER -> write(out, 200, "{\"result\":\"ok\"}", "application/json");
                }
                if (fault != Fault.NONE
                        && !fault.name().startsWith("ERROR")
                        && !fault.name().startsWith("UNKNOWN")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null || line.isEmpty()) {
            return null;
        }
        String[] first = line.split(" ");
        int length = 0;
        String key = "";
        String header;
        while ((header = line(in)) != null && !header.isEmpty()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (lower.startsWith("x-mbx-apikey:")) {
                key = header.substring(13).strip();
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int question = first[1].indexOf('?');
        String path = question < 0 ? first[1] : first[1].substring(0, question);
        String query = question < 0 ? "" : first[1].substring(question + 1);
        Map<String, String> parameters = new LinkedHashMap<>();
        String signed = body.isEmpty() ? query.replaceAll("&?signature=[^&]*", "") : body;
        for (String part : (query + "&" + body).split("&")) {
            int is = part.indexOf('=');
            if (is > 0) {
                parameters.put(
                        part.substring(0, is), URLDecoder.decode(part.substring(is + 1), StandardCharsets.UTF_8));
            }
        }
        parameters.put("(signed)", signed);
        return new Request(first[0], path, parameters, key);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int next;
        while ((next = in.read()) >= 0) {
            if (next == '\n') {
                return text.toString().strip();
            }
            text.append((char) next);
        }
        return null;
    }

    private static void write(OutputStream out, int status, String body, String type) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    // The exchange

    private synchronized Answer handle(Request request) {
        if (!request.get("timestamp").isEmpty()) {
            Answer wrong = check(request);
            if (wrong != null) {
                return wrong;
            }
        }
        Account account = account(request.key);
        return switch (request.method + " " + request.path) {
            case "GET /api/v3/time" -> ok(JSON.createObjectNode().put("serverTime", clock.getAsLong()));
            case "GET /api/v3/exchangeInfo" -> new Answer(200, Payloads.EXCHANGE_INFO);
            case "GET /api/v3/ticker/24hr" ->
                ok(JSON.createObjectNode()
                        .put("symbol", request.get("symbol"))
                        .put("bidPrice", text(price))
                        .put("askPrice", text(price))
                        .put("lastPrice", text(price))
                        .put("closeTime", clock.getAsLong()));
            case "GET /sapi/v1/account/apiRestrictions" ->
                ok(JSON.createObjectNode().put("enableWithdrawals", request.key.contains("withdraw")));
            case "GET /api/v3/account" -> account(account);
            case "POST /api/v3/order" -> place(request, account);
            case "POST /api/v3/orderList/oco" -> pair(request, account);
            case "GET /api/v3/order" -> query(request, account);
            case "DELETE /api/v3/order" -> cancel(request, account);
            case "GET /api/v3/openOrders" -> orders(account, true);
            case "GET /api/v3/allOrders" -> orders(account, false);
            case "GET /api/v3/myTrades" -> trades(request, account);
            default -> error(404, -1, "no such path: " + request.path);
        };
    }

    private @Nullable Answer check(Request request) {
        long sent = Long.parseLong(request.get("timestamp"));
        long now = clock.getAsLong();
        String expected = hmac(request.get("(signed)"));
        if (!expected.equals(request.get("signature"))) {
            complain("signature of " + request);
            return error(400, -1022, "Signature for this request is not valid.");
        }
        if (sent > now + 1_000 || sent < now - 5_000) {
            complain("timestamp " + (sent - now) + " ms off");
            return error(400, -1021, "Timestamp for this request is outside of the recvWindow.");
        }
        return null;
    }

    private void complain(String what) {
        synchronized (complaints) {
            complaints.add(what);
        }
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer place(Request request, Account account) {
        Order order = order(request.get("newClientOrderId"), request);
        order.type = request.get("type");
        order.price = decimal(request.get("price"));
        order.stop = decimal(request.get("stopPrice"));
        boolean buys = order.side.equals("BUY");
        boolean atMarket = order.type.equals("MARKET");
        boolean marketable = atMarket
                || (order.type.equals("LIMIT")
                        && (buys ? order.price.compareTo(price) >= 0 : order.price.compareTo(price) <= 0));
        if (account.orders.values().stream().anyMatch(o -> o.isOpen() && o.clientId.equals(order.clientId))) {
            return error(400, -2010, "Duplicate order sent.");
        }
        if (order.type.startsWith("STOP_LOSS")
                && (buys ? price.compareTo(order.stop) >= 0 : price.compareTo(order.stop) <= 0)) {
            return error(400, -2010, "Stop price would trigger immediately.");
        }
        BigDecimal needed = buys ? order.quantity.multiply(atMarket ? price : order.price) : order.quantity;
        if (account.free(buys ? "USDT" : "BTC").compareTo(needed) < 0) {
            return error(400, -2010, "Account has insufficient balance for requested action.");
        }
        account.orders.put(order.id, order);
        ArrayNode fills = JSON.createArrayNode();
        if (marketable) {
            BigDecimal can = order.quantity.min(liquidity);
            BigDecimal first = can.divide(BigDecimal.TWO, 5, RoundingMode.DOWN);
            for (BigDecimal part : List.of(first, can.subtract(first))) {
                if (part.signum() > 0) {
                    fill(account, order, part, price, false);
                    Trade trade = account.trades.getLast();
                    fills.addObject()
                            .put("price", text(trade.price))
                            .put("qty", text(trade.quantity))
                            .put("commission", text(trade.fee))
                            .put("commissionAsset", trade.feeAsset)
                            .put("tradeId", trade.id);
                }
            }
            String time = request.get("timeInForce");
            if (order.isOpen() && (atMarket || time.equals("IOC") || time.equals("FOK"))) {
                order.status = "EXPIRED";
            }
        } else if (request.get("timeInForce").equals("IOC")
                || request.get("timeInForce").equals("FOK")) {
            order.status = "EXPIRED";
        }
        ObjectNode answer = json(order);
        answer.put("transactTime", order.time);
        answer.set("fills", fills);
        return ok(answer);
    }

    /** The next pairs are refused, wherever the market is. */
    void refusePairs() {
        refusesPairs = true;
    }

    private Answer pair(Request request, Account account) {
        Order above = order(request.get("aboveClientOrderId"), request);
        above.type = request.get("aboveType");
        above.price = decimal(request.get("abovePrice"));
        above.stop = decimal(request.get("aboveStopPrice"));
        Order below = order(request.get("belowClientOrderId"), request);
        below.type = request.get("belowType");
        below.price = decimal(request.get("belowPrice"));
        below.stop = decimal(request.get("belowStopPrice"));
        above.sibling = below;
        below.sibling = above;
        if (refusesPairs
                || below.type.equals("STOP_LOSS") && price.compareTo(below.stop) <= 0
                || above.type.equals("LIMIT_MAKER") && price.compareTo(above.price) >= 0) {
            return error(400, -2010, "The relationship of the prices for the orders is not correct.");
        }
        if (account.free("BTC").compareTo(above.quantity) < 0) {
            return error(400, -2010, "Account has insufficient balance for requested action.");
        }
        account.orders.put(above.id, above);
        account.orders.put(below.id, below);
        ObjectNode answer = JSON.createObjectNode().put("orderListId", above.id).put("contingencyType", "OCO");
        ArrayNode orders = answer.putArray("orders");
        ArrayNode reports = answer.putArray("orderReports");
        for (Order order : List.of(above, below)) {
            orders.addObject().put("symbol", "BTCUSDT").put("orderId", order.id).put("clientOrderId", order.clientId);
            reports.add(json(order).put("transactTime", order.time));
        }
        return ok(answer);
    }

    private Order order(String clientId, Request request) {
        Order order = new Order();
        order.id = ++lastId;
        order.clientId = clientId;
        order.side = request.get("side");
        order.quantity = decimal(request.get("quantity"));
        order.time = clock.getAsLong();
        return order;
    }

    private @Nullable Order find(Request request, Account account) {
        Order found = null;
        for (Order order : account.orders.values()) {
            if (request.get("orderId").equals(Long.toString(order.id))
                    || request.get("origClientOrderId").equals(order.clientId)) {
                found = order;
            }
        }
        return hidesOrders ? null : found;
    }

    private Answer query(Request request, Account account) {
        Order order = find(request, account);
        return order == null ? error(400, -2013, "Order does not exist.") : ok(json(order));
    }

    private Answer cancel(Request request, Account account) {
        Order order = find(request, account);
        if (order == null || !order.isOpen()) {
            return error(400, -2011, "Unknown order sent.");
        }
        order.status = "CANCELED";
        Order sibling = order.sibling;
        if (sibling != null) {
            sibling.status = "CANCELED";
            ObjectNode answer = JSON.createObjectNode().put("orderListId", order.id);
            ArrayNode reports = answer.putArray("orderReports");
            reports.add(canceled(order));
            reports.add(canceled(sibling));
            return ok(answer);
        }
        return ok(canceled(order));
    }

    /** The venue gives a canceled order a name of its own. */
    private static ObjectNode canceled(Order order) {
        return json(order).put("origClientOrderId", order.clientId).put("clientOrderId", "pXLV6Hz6mprAcVYpVMTGgx");
    }

    private Answer orders(Account account, boolean openOnly) {
        ArrayNode all = JSON.createArrayNode();
        for (Order order : account.orders.values()) {
            if (!hidesOrders && (!openOnly || order.isOpen())) {
                all.add(json(order));
            }
        }
        return new Answer(200, all.toString());
    }

    private static ObjectNode json(Order order) {
        return JSON.createObjectNode()
                .put("symbol", "BTCUSDT")
                .put("orderId", order.id)
                .put("orderListId", -1)
                .put("clientOrderId", order.clientId)
                .put("price", text(order.price))
                .put("origQty", text(order.quantity))
                .put("executedQty", text(order.executed))
                .put("cummulativeQuoteQty", text(order.paid))
                .put("status", order.status)
                .put("timeInForce", "GTC")
                .put("type", order.type)
                .put("side", order.side)
                .put("stopPrice", text(order.stop))
                .put("time", order.time)
                .put("updateTime", order.time);
    }

    private Answer trades(Request request, Account account) {
        ArrayNode all = JSON.createArrayNode();
        for (Trade trade : account.trades) {
            if (!request.get("orderId").isEmpty() && !request.get("orderId").equals(Long.toString(trade.orderId))) {
                continue;
            }
            if (hidesOrders) {
                continue;
            }
            all.addObject()
                    .put("symbol", "BTCUSDT")
                    .put("id", trade.id)
                    .put("orderId", trade.orderId)
                    .put("price", text(trade.price))
                    .put("qty", text(trade.quantity))
                    .put("commission", text(trade.fee))
                    .put("commissionAsset", trade.feeAsset)
                    .put("time", trade.time)
                    .put("isBuyer", trade.buyer)
                    .put("isMaker", trade.maker);
        }
        return new Answer(200, all.toString());
    }

    private Answer account(Account account) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode balances = answer.putArray("balances");
        account.total.forEach((asset, total) -> balances.addObject()
                .put("asset", asset)
                .put("free", text(account.free(asset)))
                .put("locked", text(account.locked(asset))));
        return ok(answer);
    }

    private static BigDecimal decimal(String text) {
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private static String text(BigDecimal number) {
        return number.setScale(8, RoundingMode.UNNECESSARY).toPlainString();
    }

    private static Answer ok(ObjectNode body) {
        return new Answer(200, body.toString());
    }

    private static Answer error(int status, int code, String message) {
        return new Answer(
                status,
                JSON.createObjectNode().put("code", code).put("msg", message).toString());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
