package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.sim.spot.SpotAccounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what happens as Binance's stream events; what nobody listens to is not written. */
final class Broadcast implements VenueEvents {
    private static final JsonFactory JSON = new JsonFactory();
    /** Levels that a book difference is computed over. */
    private static final int LEVELS = 1_000;

    private final VenueCore core;
    private final StreamHub hub;
    private final UserStreams users;
    private final Depth depth;
    private final String stream;
    /** Of the candles that bars can be put together to. */
    private final Map<String, Long> intervals = new TreeMap<>();

    private long publishedTrade;
    private int publishedBars;
    private int openedBar = -1;
    private Depth.Level bid = new Depth.Level(0, 0);
    private Depth.Level ask = new Depth.Level(0, 0);
    private Map<Long, Long> bids = Map.of();
    private Map<Long, Long> asks = Map.of();
    private boolean diffing;
    private long executions;
    /** What users will be told when the command is done, and written down. */
    private final List<Runnable> untold = new ArrayList<>();

    Broadcast(VenueCore core, StreamHub hub, UserStreams users, Depth depth) {
        this.core = core;
        this.hub = hub;
        this.users = users;
        this.depth = depth;
        this.stream = core.rules().symbol().toLowerCase(Locale.ROOT) + "@";
        Intervals.all().forEach((name, nanos) -> {
            if (core.tape().has(nanos)) {
                intervals.put(name, nanos);
            }
        });
    }

    /** Writes one event. */
    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] json(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void head(JsonGenerator json, String event) throws IOException {
        json.writeStringField("e", event);
        json.writeNumberField("E", core.tape().nowMillis());
        json.writeStringField("s", core.rules().symbol());
    }

    private void publish(String name, Body body) {
        String full = stream + name;
        if (hub.isHeard(full)) {
            hub.publish(full, json(body));
        }
    }

    // The market

    @Override
    public void market() {
        untold.forEach(Runnable::run);
        untold.clear();
        trades();
        candles();
        tickers();
        book();
    }

    private void trades() {
        List<Tape.PublicTrade> news =
                core.tape().lastTrades((int) Math.min(1_000, core.tape().lastTradeId() - publishedTrade));
        publishedTrade = core.tape().lastTradeId();
        for (Tape.PublicTrade trade : news) {
            publish("trade", json -> {
                head(json, "trade");
                json.writeNumberField("t", trade.id());
                tradeBody(json, trade);
            });
            publish("aggTrade", json -> {
                head(json, "aggTrade");
                json.writeNumberField("a", trade.id());
                json.writeNumberField("f", trade.id());
                json.writeNumberField("l", trade.id());
                tradeBody(json, trade);
            });
        }
    }

    private void tradeBody(JsonGenerator json, Tape.PublicTrade trade) throws IOException {
        json.writeStringField("p", core.price(trade.ticks()));
        json.writeStringField("q", core.rules().text(trade.quantity()));
        json.writeNumberField("T", trade.millis());
        json.writeBooleanField("m", trade.buyerMakes());
        json.writeBooleanField("M", true);
    }

    /** The candles in progress, and those that have finished. */
    private void candles() {
        Tape tape = core.tape();
        int bar = tape.finished() - 1;
        boolean closed = tape.finished() > publishedBars;
        boolean opened = tape.inProgress() && openedBar != tape.finished();
        for (Map.Entry<String, Long> interval : intervals.entrySet()) {
            if (!hub.isHeard(stream + "kline_" + interval.getKey())) {
                continue;
            }
            long nanos = interval.getValue();
            if (closed) {
                kline(interval.getKey(), tape.upTo(bar, nanos), tape.completes(bar, nanos));
            } else if (tape.unfinished(nanos) instanceof Candle candle) {
                if (opened && tape.leavesUnended(tape.finished(), nanos)) {
                    kline(interval.getKey(), tape.upTo(bar, nanos), true);
                }
                kline(interval.getKey(), candle, false);
            }
        }
        publishedBars = tape.finished();
        openedBar = tape.inProgress() ? tape.finished() : openedBar;
    }

    private void kline(String interval, Candle candle, boolean closed) {
        publish("kline_" + interval, json -> {
            head(json, "kline");
            json.writeObjectFieldStart("k");
            json.writeNumberField("t", candle.openMillis());
            json.writeNumberField("T", candle.closeMillis());
            json.writeStringField("s", core.rules().symbol());
            json.writeStringField("i", interval);
            json.writeNumberField("f", candle.firstId() == 0 ? -1 : candle.firstId());
            json.writeNumberField("L", candle.firstId() == 0 ? -1 : candle.lastId());
            json.writeStringField("o", core.price(candle.open()));
            json.writeStringField("c", core.price(candle.close()));
            json.writeStringField("h", core.price(candle.high()));
            json.writeStringField("l", core.price(candle.low()));
            json.writeStringField("v", core.rules().text(candle.volume()));
            json.writeNumberField("n", candle.trades());
            json.writeBooleanField("x", closed);
            json.writeStringField("q", core.rules().text(candle.quoteVolume()));
            json.writeStringField("V", core.rules().text(candle.buyVolume()));
            json.writeStringField("Q", core.rules().text(candle.buyQuoteVolume()));
            json.writeStringField("B", "0");
            json.writeEndObject();
        });
    }

    private void tickers() {
        boolean mini = hub.isHeard(stream + "miniTicker") || hub.isHeard("!miniTicker@arr");
        boolean full = hub.isHeard(stream + "ticker") || hub.isHeard("!ticker@arr");
        Candle day = mini || full ? core.tape().day() : null;
        if (day == null) {
            return;
        }
        if (mini) {
            byte[] event = json(json -> {
                head(json, "24hrMiniTicker");
                prices(json, day);
            });
            hub.publish(stream + "miniTicker", event);
            hub.publish("!miniTicker@arr", array(event));
        }
        if (full) {
            byte[] event = json(json -> {
                head(json, "24hrTicker");
                prices(json, day);
                more(json, day);
            });
            hub.publish(stream + "ticker", event);
            hub.publish("!ticker@arr", array(event));
        }
    }

    private static byte[] array(byte[] event) {
        byte[] all = new byte[event.length + 2];
        all[0] = '[';
        System.arraycopy(event, 0, all, 1, event.length);
        all[all.length - 1] = ']';
        return all;
    }

    private void prices(JsonGenerator json, Candle day) throws IOException {
        json.writeStringField("c", core.price(day.close()));
        json.writeStringField("o", core.price(day.open()));
        json.writeStringField("h", core.price(day.high()));
        json.writeStringField("l", core.price(day.low()));
        json.writeStringField("v", core.rules().text(day.volume()));
        json.writeStringField("q", core.rules().text(day.quoteVolume()));
    }

    private void more(JsonGenerator json, Candle day) throws IOException {
        BigDecimal open = core.rules().instrument().price(day.open());
        BigDecimal close = core.rules().instrument().price(day.close());
        Depth.Level bestBid = depth.best(true);
        Depth.Level bestAsk = depth.best(false);
        json.writeStringField("p", core.rules().text(close.subtract(open)));
        json.writeStringField("P", MarketCalls.percent(open, close));
        json.writeStringField("w", core.rules().text(MarketCalls.average(day.volume(), day.quoteVolume(), close)));
        json.writeStringField("x", core.rules().text(open));
        List<Tape.PublicTrade> last = core.tape().lastTrades(1);
        json.writeStringField(
                "Q",
                core.rules()
                        .text(last.isEmpty() ? BigDecimal.ZERO : last.getFirst().quantity()));
        json.writeStringField("b", core.price(bestBid.ticks()));
        json.writeStringField("B", core.quantity(bestBid.lots()));
        json.writeStringField("a", core.price(bestAsk.ticks()));
        json.writeStringField("A", core.quantity(bestAsk.lots()));
        json.writeNumberField("O", day.openMillis());
        json.writeNumberField("C", day.closeMillis());
        json.writeNumberField("F", 1);
        json.writeNumberField("L", core.tape().lastTradeId());
        json.writeNumberField("n", core.tape().lastTradeId());
    }

    // The book

    private void book() {
        long first = depth.updateId() + 1;
        depth.changed();
        bookTicker();
        boolean diffs = hub.isHeard(stream + "depth") || hub.isHeard(stream + "depth@100ms");
        if (diffs) {
            difference(first);
        }
        diffing = diffs;
        for (int levels : new int[] {5, 10, 20}) {
            partial(levels, "");
            partial(levels, "@100ms");
        }
    }

    private void bookTicker() {
        if (!hub.isHeard(stream + "bookTicker")) {
            return;
        }
        Depth.Level newBid = depth.best(true);
        Depth.Level newAsk = depth.best(false);
        if (newBid.equals(bid) && newAsk.equals(ask)) {
            return;
        }
        bid = newBid;
        ask = newAsk;
        publish("bookTicker", json -> {
            json.writeNumberField("u", depth.updateId());
            json.writeStringField("s", core.rules().symbol());
            json.writeStringField("b", core.price(bid.ticks()));
            json.writeStringField("B", core.quantity(bid.lots()));
            json.writeStringField("a", core.price(ask.ticks()));
            json.writeStringField("A", core.quantity(ask.lots()));
        });
    }

    /** What is different since the last event. Who begins to listen gets everything, and then only differences. */
    private void difference(long first) {
        Map<Long, Long> newBids = levels(true);
        Map<Long, Long> newAsks = levels(false);
        Map<Long, Long> changedBids = diffing ? changes(bids, newBids) : newBids;
        Map<Long, Long> changedAsks = diffing ? changes(asks, newAsks) : newAsks;
        bids = newBids;
        asks = newAsks;
        if (changedBids.isEmpty() && changedAsks.isEmpty()) {
            return;
        }
        Body body = json -> {
            head(json, "depthUpdate");
            json.writeNumberField("U", first);
            json.writeNumberField("u", depth.updateId());
            write(json, "b", changedBids);
            write(json, "a", changedAsks);
        };
        publish("depth", body);
        publish("depth@100ms", body);
    }

    private Map<Long, Long> levels(boolean buys) {
        Map<Long, Long> found = new LinkedHashMap<>();
        for (Depth.Level level : depth.levels(buys, LEVELS)) {
            found.put(level.ticks(), level.lots());
        }
        return found;
    }

    private static Map<Long, Long> changes(Map<Long, Long> before, Map<Long, Long> after) {
        Map<Long, Long> changed = new LinkedHashMap<>();
        before.keySet().forEach(ticks -> {
            if (!after.containsKey(ticks)) {
                changed.put(ticks, 0L);
            }
        });
        after.forEach((ticks, lots) -> {
            if (!Objects.equals(before.get(ticks), lots)) {
                changed.put(ticks, lots);
            }
        });
        return changed;
    }

    private void write(JsonGenerator json, String name, Map<Long, Long> levels) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<Long, Long> level : levels.entrySet()) {
            json.writeStartArray();
            json.writeString(core.price(level.getKey()));
            json.writeString(core.quantity(level.getValue()));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void partial(int levels, String speed) {
        publish("depth" + levels + speed, json -> {
            json.writeNumberField("lastUpdateId", depth.updateId());
            depth.write(json, "bids", true, levels);
            depth.write(json, "asks", false, levels);
        });
    }

    // Accounts

    @Override
    public void balances(VenueAccount account) {
        if (!users.isHeard(account.name)) {
            return;
        }
        SpotAccounts books = core.books();
        tell(account.name, json(json -> {
            json.writeStringField("e", "outboundAccountPosition");
            json.writeNumberField("E", core.tape().nowMillis());
            json.writeNumberField("u", account.updatedMillis);
            json.writeArrayFieldStart("B");
            List<String> assets = books.assets();
            for (int asset = 0; asset < assets.size(); asset++) {
                json.writeStartObject();
                json.writeStringField("a", assets.get(asset));
                json.writeStringField("f", core.units(books.free(account.number, asset)));
                json.writeStringField("l", core.units(books.locked(account.number, asset)));
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    @Override
    public void order(VenueOrder order, String execution, String reason, @Nullable VenueFill fill) {
        executions++;
        if (!users.isHeard(order.account.name)) {
            return;
        }
        tell(order.account.name, json(json -> report(json, order, execution, reason, fill)));
    }

    @Override
    public void list(OrderList list, boolean done) {
        if (!users.isHeard(list.account.name)) {
            return;
        }
        tell(list.account.name, json(json -> {
            head(json, "listStatus");
            json.writeNumberField("g", list.id);
            json.writeStringField("c", "OCO");
            json.writeStringField("l", done ? "ALL_DONE" : "EXEC_STARTED");
            json.writeStringField("L", done ? "ALL_DONE" : "EXECUTING");
            json.writeStringField("r", "NONE");
            json.writeStringField("C", list.clientId);
            json.writeNumberField("T", core.tape().nowMillis());
            json.writeArrayFieldStart("O");
            for (VenueOrder order : list.orders) {
                json.writeStartObject();
                json.writeStringField("s", core.rules().symbol());
                json.writeNumberField("i", order.id);
                json.writeStringField("c", order.clientId);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private void tell(String account, byte[] event) {
        untold.add(() -> users.publish(account, event));
    }

    private void report(JsonGenerator json, VenueOrder order, String execution, String reason, @Nullable VenueFill fill)
            throws IOException {
        boolean canceled = execution.equals("CANCELED");
        head(json, "executionReport");
        json.writeStringField("c", canceled ? order.cancelId : order.clientId);
        json.writeStringField("S", order.form.side().name());
        json.writeStringField("o", order.form.type().name());
        json.writeStringField("f", OrderJson.timeInForce(order));
        json.writeStringField("q", core.quantity(order.form.quantity() == null ? order.executedLots : order.lots));
        json.writeStringField("p", text(order.form.price()));
        json.writeStringField("P", text(order.form.stopPrice()));
        if (order.form.trailingDelta() > 0) {
            json.writeNumberField("d", order.form.trailingDelta());
        }
        json.writeStringField("F", core.quantity(0));
        json.writeNumberField("g", order.listId());
        json.writeStringField("C", canceled ? order.clientId : "");
        json.writeStringField("x", execution);
        json.writeStringField("X", order.status.name());
        json.writeStringField("r", reason);
        json.writeNumberField("i", order.id);
        json.writeStringField("l", core.quantity(fill == null ? 0 : fill.lots()));
        json.writeStringField("z", core.quantity(order.executedLots));
        json.writeStringField("L", core.price(fill == null ? 0 : fill.ticks()));
        json.writeStringField("n", core.units(fill == null ? 0 : fill.fee()));
        if (fill == null) {
            json.writeNullField("N");
        } else {
            json.writeStringField("N", fill.feeAsset());
        }
        json.writeNumberField("T", order.updatedMillis);
        json.writeNumberField("t", fill == null ? -1 : fill.id());
        json.writeNumberField("I", executions);
        json.writeBooleanField("w", order.working && order.isOpen());
        json.writeBooleanField("m", fill != null && fill.maker());
        json.writeBooleanField("M", fill != null);
        json.writeNumberField("O", order.createdMillis);
        json.writeStringField("Z", core.units(order.executedAmount));
        json.writeStringField("Y", core.units(fill == null ? 0 : fill.amount()));
        json.writeStringField("Q", text(order.form.quoteOrderQty()));
        json.writeNumberField("W", order.workingMillis);
        json.writeStringField("V", order.form.selfTradePrevention().name());
    }

    private String text(@Nullable BigDecimal value) {
        return core.rules().text(value == null ? BigDecimal.ZERO : value);
    }
}
