package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.web.ErrorFormat;
import dev.tandem.web.Refusal;
import dev.tandem.web.Request;
import dev.tandem.web.Response;
import dev.tandem.web.WebServerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Binance's spot REST API: which call is where and what it weighs, and what each goes through: weight, parameters,
 * signature, then the call itself.
 */
final class BinanceRest {
    static final String JSON = "application/json;charset=UTF-8";

    private static final JsonFactory JSON_FACTORY = new JsonFactory();
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOT_FOUND =
            "<html><body><h2>404 Not found</h2></body></html>".getBytes(StandardCharsets.US_ASCII);

    private final InstantSource clock;
    private final Symbols symbols;
    private final Security security;
    private final RequestWeights weights;
    private final OrderCounts orderCounts;
    private final Function<SymbolRules, @Nullable BigDecimal> averagePrice;
    private InstantSource limitClock;
    private Faults faults = Faults.NONE;
    private final Map<String, Registered> calls = new HashMap<>();

    /** A call, as it can also be made over the ws-api. */
    record Registered(ToIntFunction<Parameters> weight, Endpoint.Access access, Endpoint endpoint) {}

    /**
     * @param clock the venue's time, which timestamps and limits are measured with
     * @param averagePrice the price of the last minutes, or null while there is none
     */
    BinanceRest(
            InstantSource clock,
            Symbols symbols,
            ApiKeys keys,
            RequestWeights weights,
            OrderCounts orderCounts,
            Function<SymbolRules, @Nullable BigDecimal> averagePrice) {
        this.clock = clock;
        this.symbols = symbols;
        this.security = new Security(keys);
        this.weights = weights;
        this.orderCounts = orderCounts;
        this.averagePrice = averagePrice;
        this.limitClock = clock;
    }

    /** Lets things go wrong with every call that is installed from now on. */
    BinanceRest with(Faults trouble) {
        faults = trouble;
        return this;
    }

    /** Measures weights and order rates with another clock than timestamps: that of a market which stands still. */
    BinanceRest limitsBy(InstantSource market) {
        limitClock = market;
        return this;
    }

    /** Adds every call to a server. */
    WebServerBuilder install(WebServerBuilder server) {
        server.errors(errors());
        route(server, "GET", "/api/v3/ping", 1, Endpoint.Access.PUBLIC, this::ping);
        route(server, "GET", "/api/v3/time", 1, Endpoint.Access.PUBLIC, this::time);
        route(server, "GET", "/api/v3/exchangeInfo", 20, Endpoint.Access.PUBLIC, this::exchangeInfo);
        // Who loads all markets asks for futures too: there are none.
        route(server, "GET", "/fapi/v1/exchangeInfo", 1, Endpoint.Access.PUBLIC, this::noMarkets);
        route(server, "GET", "/dapi/v1/exchangeInfo", 1, Endpoint.Access.PUBLIC, this::noMarkets);
        route(server, "GET", "/eapi/v1/exchangeInfo", 1, Endpoint.Access.PUBLIC, this::noMarkets);
        route(server, "GET", "/api/v3/rateLimit/order", 40, Endpoint.Access.SIGNED, this::rateLimits);
        route(server, "POST", "/api/v3/order/test", 1, Endpoint.Access.SIGNED, this::testOrder);
        return server;
    }

    void route(
            WebServerBuilder server,
            String method,
            String path,
            int weight,
            Endpoint.Access access,
            Endpoint endpoint) {
        route(server, method, path, request -> weight, access, endpoint);
    }

    /** A call whose weight depends on its parameters. */
    void route(
            WebServerBuilder server,
            String method,
            String path,
            ToIntFunction<Parameters> weight,
            Endpoint.Access access,
            Endpoint endpoint) {
        calls.put(method + " " + path, new Registered(weight, access, endpoint));
        server.route(method, path, faults.around(request -> handle(request, weight, access, endpoint)));
    }

    /** The call that is at a path; there is one. */
    Registered registered(String methodAndPath) {
        Registered call = calls.get(methodAndPath);
        if (call == null) {
            throw new IllegalArgumentException("there is no call " + methodAndPath);
        }
        return call;
    }

    Security security() {
        return security;
    }

    RequestWeights.Decision weigh(InetAddress address, int weight) {
        return weights.take(address, weight, limitClock.millis());
    }

    BinanceError refusal(RequestWeights.Decision decision) {
        return decision.status() == 418
                ? BinanceError.banned(decision.bannedUntil())
                : BinanceError.tooMuchWeight(weights.limit());
    }

    InstantSource clock() {
        return clock;
    }

    private Response handle(
            Request request, ToIntFunction<Parameters> weight, Endpoint.Access access, Endpoint endpoint)
            throws IOException {
        Instant now = clock.instant();
        Parameters parameters;
        BinanceError unreadable = null;
        try {
            parameters = Parameters.of(request);
        } catch (BinanceException e) {
            unreadable = e.error();
            parameters = new Parameters();
        }
        RequestWeights.Decision decision =
                weigh(request.remote().getAddress(), unreadable == null ? weight.applyAsInt(parameters) : 1);
        if (decision.status() != 200) {
            return weighed(refusal(decision).toResponse(), decision)
                    .withHeader("Retry-After", Long.toString(decision.retryAfterSeconds()));
        }
        try {
            if (unreadable != null) {
                throw unreadable.exception();
            }
            String account = switch (access) {
                case SIGNED -> security.verify(request, parameters, now);
                case KEYED -> security.identify(request).account();
                case PUBLIC -> "";
            };
            return weighed(endpoint.answer(new Call(request, parameters, account, now)), decision);
        } catch (BinanceException e) {
            return weighed(e.error().toResponse(), decision);
        }
    }

    private static Response weighed(Response response, RequestWeights.Decision decision) {
        String used = Integer.toString(decision.used());
        return response.withHeader("X-MBX-USED-WEIGHT", used).withHeader("X-MBX-USED-WEIGHT-1M", used);
    }

    // General calls

    private Response ping(Call call) {
        call.parameters().requireNone();
        return Response.of(200, JSON, NOTHING);
    }

    private Response time(Call call) {
        call.parameters().requireNone();
        return json("{\"serverTime\":" + call.now().toEpochMilli() + "}");
    }

    private Response exchangeInfo(Call call) throws IOException {
        Collection<SymbolRules> wanted = wanted(call.parameters());
        call.parameters().requireAllRead();
        return json(json -> {
            json.writeStartObject();
            json.writeStringField("timezone", "UTC");
            json.writeNumberField("serverTime", call.now().toEpochMilli());
            json.writeArrayFieldStart("rateLimits");
            rateLimit(json, "REQUEST_WEIGHT", "MINUTE", 1, weights.limit(), -1);
            rateLimit(json, "ORDERS", "SECOND", 10, orderCounts.perTenSeconds(), -1);
            rateLimit(json, "ORDERS", "DAY", 1, orderCounts.perDay(), -1);
            json.writeEndArray();
            json.writeArrayFieldStart("exchangeFilters");
            json.writeEndArray();
            json.writeArrayFieldStart("symbols");
            for (SymbolRules rules : wanted) {
                rules.write(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Response noMarkets(Call call) {
        return json("{\"timezone\":\"UTC\",\"serverTime\":" + call.now().toEpochMilli()
                + ",\"rateLimits\":[],\"exchangeFilters\":[],\"symbols\":[],\"optionSymbols\":[]}");
    }

    /** The symbols that {@code symbol}, {@code symbols} or neither asks for. */
    Collection<SymbolRules> wanted(Parameters parameters) {
        String one = parameters.symbol("symbol");
        String several = parameters.text("symbols");
        parameters.text("permissions");
        parameters.text("showPermissionSets");
        parameters.text("symbolStatus");
        if (one != null && several != null) {
            throw BinanceError.BAD_COMBINATION.exception();
        }
        if (one != null) {
            return List.of(symbols.named(one));
        }
        return several == null ? symbols.all() : list(several);
    }

    /** {@code ["BTCUSDT","ETHUSDT"]}, without spaces, as Binance takes it. */
    private Collection<SymbolRules> list(String text) {
        if (!text.matches("\\[\"[A-Z0-9\\-_.]{1,20}\"(,\"[A-Z0-9\\-_.]{1,20}\"){0,99}]")) {
            throw BinanceError.illegal("symbols", "^\\[(\"[A-Z0-9-_.]{1,20}\"(,\"[A-Z0-9-_.]{1,20}\"){0,}){0,1}\\]$")
                    .exception();
        }
        List<SymbolRules> found = new ArrayList<>();
        for (String name : text.substring(2, text.length() - 2).split("\",\"", -1)) {
            SymbolRules rules = symbols.named(name);
            if (found.contains(rules)) {
                throw new BinanceError(400, -1151, "Symbol is present multiple times in the list.").exception();
            }
            found.add(rules);
        }
        return found;
    }

    private static void rateLimit(
            JsonGenerator json, String type, String interval, int intervalNum, int limit, int count)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("rateLimitType", type);
        json.writeStringField("interval", interval);
        json.writeNumberField("intervalNum", intervalNum);
        json.writeNumberField("limit", limit);
        if (count >= 0) {
            json.writeNumberField("count", count);
        }
        json.writeEndObject();
    }

    // Calls of an account

    private Response rateLimits(Call call) throws IOException {
        call.parameters().requireAllRead();
        OrderCounts.Used used = orderCounts.used(call.account(), limitClock.millis());
        return json(json -> {
            json.writeStartArray();
            rateLimit(json, "ORDERS", "SECOND", 10, orderCounts.perTenSeconds(), used.inTenSeconds());
            rateLimit(json, "ORDERS", "DAY", 1, orderCounts.perDay(), used.inDay());
            json.writeEndArray();
        });
    }

    /** Everything that can be said of an order without sending it to the book. */
    private Response testOrder(Call call) {
        call.parameters().text("computeCommissionRates");
        acceptableOrder(call);
        return Response.of(200, JSON, NOTHING);
    }

    /** The order on the form of a call, after every check that needs no book. */
    OrderForm acceptableOrder(Call call) {
        OrderForm order = OrderForm.read(call.parameters(), symbols);
        call.parameters().requireAllRead();
        BinanceError refused = order.rules().check(order, averagePrice.apply(order.rules()));
        if (refused != null) {
            throw refused.exception();
        }
        return order;
    }

    /** Does something that counts as so many new orders; what is refused does not count. */
    Response counted(Call call, int orders, Endpoint endpoint) throws IOException {
        long now = limitClock.millis();
        BinanceError tooMany = orderCounts.take(call.account(), orders, now);
        if (tooMany != null) {
            throw tooMany.exception();
        }
        Response response;
        try {
            response = endpoint.answer(call);
        } catch (BinanceException e) {
            orderCounts.giveBack(call.account(), orders, now);
            throw e;
        }
        OrderCounts.Used used = orderCounts.used(call.account(), now);
        return response.withHeader("X-MBX-ORDER-COUNT-10S", Integer.toString(used.inTenSeconds()))
                .withHeader("X-MBX-ORDER-COUNT-1D", Integer.toString(used.inDay()));
    }

    // Answers

    /** Writes one JSON document. */
    @FunctionalInterface
    interface Document {
        void write(JsonGenerator json) throws IOException;
    }

    static Response json(Document document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON_FACTORY.createGenerator(bytes)) {
            document.write(json);
        }
        return Response.of(200, JSON, bytes.toByteArray());
    }

    private static Response json(String text) {
        return Response.of(200, JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The web server's own refusals, in Binance's words. */
    static ErrorFormat errors() {
        return (refusal, requestId) -> {
            if (refusal == Refusal.NOT_FOUND || refusal == Refusal.PATH) {
                return Response.of(404, "text/html", NOT_FOUND);
            }
            BinanceError error = switch (refusal) {
                case OVERLOADED -> BinanceError.SERVER_BUSY;
                case STOPPING -> BinanceError.SHUTTING_DOWN;
                case INTERNAL -> BinanceError.DISCONNECTED;
                case METHOD -> BinanceError.UNSUPPORTED_OPERATION;
                default -> BinanceError.UNKNOWN;
            };
            return new BinanceError(refusal.status(), error.code(), error.message()).toResponse();
        };
    }
}
