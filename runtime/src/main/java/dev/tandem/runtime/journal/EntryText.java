package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineCommand;
import dev.tandem.gate.Denial;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Decimals;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Signal;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a record says, for people and for programs. */
public final class EntryText {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private EntryText() {}

    /**
     * The fields of an entry by name, in a fixed order. Values are text, whole numbers, truth values, and lists of text; prices,
     * quantities and money are text with the exact decimal, times ISO-8601 in UTC.
     */
    public static Map<String, Object> fields(JournalEntry entry) {
        EntryText text = new EntryText();
        text.add(entry);
        return text.fields;
    }

    /** One line: number, time, type, and the fields. */
    public static String line(JournalRecord record) {
        StringBuilder line = new StringBuilder();
        line.append(record.number())
                .append("  ")
                .append(Times.text(record.timeNanos()))
                .append(record.nested() ? "  > " : "  ")
                .append(EntryType.of(record.entry()).text());
        fields(record.entry()).forEach((name, value) -> {
            String text = text(value);
            boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=');
            line.append("  ").append(name).append('=').append(plain ? text : '"' + text.replace("\"", "\\\"") + '"');
        });
        return line.toString();
    }

    /** A value of a field in words; of a list with commas between them. */
    static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : value.toString();
    }

    /** The client order ids that an entry is about; empty if it is about none. */
    public static Set<String> orders(JournalEntry entry) {
        Set<String> ids = new LinkedHashSet<>();
        switch (entry) {
            case JournalEntry.Reported(ExecutionReport report) ->
                ids.add(report.clientOrderId().toString());
            case JournalEntry.Answered e -> {
                ids.add(e.order().toString());
                if (e.limit() != null) {
                    ids.add(e.limit().toString());
                }
            }
            case JournalEntry.CancelAnswered e -> ids.add(e.order().toString());
            case JournalEntry.Approved e -> ids.add(e.order().toString());
            case JournalEntry.Denied e -> ids.add(e.order().toString());
            case JournalEntry.Sent e -> ids.add(e.order().id().toString());
            case JournalEntry.SentPair e -> {
                ids.add(e.stop().id().toString());
                ids.add(e.limit().id().toString());
            }
            case JournalEntry.CancelSent e -> ids.add(e.order().toString());
            case JournalEntry.ReplaceSent e -> ids.add(e.order().toString());
            case JournalEntry.Started e -> {}
            case JournalEntry.WarmedUp e -> {}
            case JournalEntry.BarClosed e -> {}
            case JournalEntry.Finished e -> {}
            case JournalEntry.SignalReceived e -> {}
            case JournalEntry.Commanded e -> {}
            case JournalEntry.Requested e -> {}
            case JournalEntry.StrategyFailed e -> {}
            case JournalEntry.InstrumentNamed e -> {}
            case JournalEntry.Opened e -> {}
            case JournalEntry.Settings e -> {}
            case JournalEntry.Remark e -> {}
        }
        return ids;
    }

    private void add(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Started e -> {}
            case JournalEntry.WarmedUp(Bar bar) -> bar(bar);
            case JournalEntry.BarClosed(Bar bar) -> bar(bar);
            case JournalEntry.Reported(ExecutionReport report) -> report(report);
            case JournalEntry.Answered e -> {
                put("order", e.order());
                putIfAny("limitOrder", e.limit());
                result(e.result());
            }
            case JournalEntry.CancelAnswered(ClientOrderId order, CancelResult result) -> {
                put("order", order);
                result(result);
            }
            case JournalEntry.Finished(boolean closePositions) -> put("closePositions", closePositions);
            case JournalEntry.SignalReceived(Signal signal) -> signal(signal);
            case JournalEntry.Commanded(EngineCommand command) -> {
                put("command", name(command));
                if (command instanceof EngineCommand.ChangeState change) {
                    put("state", change.state().text());
                }
                if (command instanceof EngineCommand.Close close) {
                    put("instrument", close.instrument());
                    put("exchange", close.exchange());
                }
                put("cause", command.cause());
            }
            case JournalEntry.Requested(long request, RequestTerms terms) -> {
                put("request", request);
                request(terms);
            }
            case JournalEntry.Approved e -> {
                put("request", e.request());
                put("order", e.order());
                put("lots", e.lots());
                putIfAny("cutBy", e.cutBy());
            }
            case JournalEntry.Denied e -> {
                put("request", e.request());
                put("order", e.order());
                put("reason", e.reason());
                put("message", e.message());
            }
            case JournalEntry.Sent(String exchange, OrderTerms order) -> {
                put("exchange", exchange);
                order("", order);
            }
            case JournalEntry.SentPair(String exchange, OrderTerms stop, OrderTerms limit) -> {
                put("exchange", exchange);
                order("", stop);
                order("limit.", limit);
            }
            case JournalEntry.CancelSent(String exchange, ClientOrderId order) -> {
                put("exchange", exchange);
                put("order", order);
            }
            case JournalEntry.ReplaceSent(String exchange, ClientOrderId order, OrderTerms replacement) -> {
                put("exchange", exchange);
                order("", replacement);
                if (!order.equals(replacement.id())) {
                    put("replaces", order);
                }
            }
            case JournalEntry.StrategyFailed(String message) -> put("message", message);
            case JournalEntry.InstrumentNamed(int number, Instrument instrument) -> {
                put("number", (long) number);
                put("instrument", instrument);
                put("tick", Decimals.text(instrument.tickSize()));
                put("lot", Decimals.text(instrument.lotSize()));
                put("minNotional", Money.toText(instrument.minNotional()));
            }
            case JournalEntry.Settings(Map<String, String> values) -> values.forEach(this::put);
            case JournalEntry.Remark(String topic, String text) -> {
                put("topic", topic);
                put("text", text);
            }
            case JournalEntry.Opened(long pid, long cutBytes) -> {
                put("pid", pid);
                put("cutBytes", cutBytes);
            }
        }
    }

    private static String name(EngineCommand command) {
        return switch (command) {
            case EngineCommand.ChangeState e -> "change-state";
            case EngineCommand.CancelAll e -> "cancel-all";
            case EngineCommand.Flatten e -> "flatten";
            case EngineCommand.Rearm e -> "rearm";
            case EngineCommand.Close e -> "close";
        };
    }

    private void bar(Bar bar) {
        Instrument instrument = bar.instrument();
        put("instrument", instrument);
        put("index", bar.index());
        put("openTime", Times.text(bar.openTimeNanos()));
        put("closeTime", Times.text(bar.closeTimeNanos()));
        put("open", price(instrument, bar.openTicks()));
        put("high", price(instrument, bar.highTicks()));
        put("low", price(instrument, bar.lowTicks()));
        put("close", price(instrument, bar.closeTicks()));
        put("volume", Double.toString(bar.volume()));
    }

    private void signal(Signal signal) {
        put("id", signal.id());
        put("agent", signal.agent());
        put("instrument", signal.instrument());
        put("side", lower(signal.side()));
        put("confidence", signal.confidence());
        put("made", Times.text(signal.madeNanos()));
        put("horizonMs", signal.horizonNanos() / 1_000_000);
        putIfAny("target", signal.target());
        putIfAny("stop", signal.stop());
        put("note", signal.note());
        putIfAny("defect", signal.defect());
    }

    private void report(ExecutionReport report) {
        put("order", report.clientOrderId());
        switch (report) {
            case ExecutionReport.Accepted accepted -> {
                put("status", "accepted");
                put("orderId", accepted.orderId());
            }
            case ExecutionReport.Filled(Fill fill, long leavesLots) -> {
                Instrument instrument = fill.instrument();
                put("status", "filled");
                put("orderId", fill.orderId());
                put("tradeId", fill.tradeId());
                put("instrument", instrument);
                put("side", lower(fill.side()));
                put("price", price(instrument, fill.priceTicks()));
                put("quantity", quantity(instrument, fill.lots()));
                put("fee", Money.toText(fill.fee()));
                put("liquidity", lower(fill.liquidity()));
                put("leaves", quantity(instrument, leavesLots));
            }
            case ExecutionReport.Canceled canceled -> {
                put("status", "canceled");
                put("reason", canceled.reason());
            }
            case ExecutionReport.Expired expired -> {
                put("status", "expired");
                put("reason", expired.reason());
            }
            case ExecutionReport.Rejected rejected -> {
                put("status", "rejected");
                put("code", rejected.code());
                put("message", rejected.message());
                if (rejected.reason().isPassed()) {
                    put("reason", rejected.reason().text());
                }
            }
        }
        put("venueTime", Times.text(report.timeNanos()));
    }

    private void result(ExecutionResult result) {
        switch (result) {
            case ExecutionResult.Accepted accepted -> {
                put("status", "accepted");
                put("orderId", accepted.orderId());
            }
            case ExecutionResult.Filled filled -> {
                put("status", "filled");
                put("orderId", filled.orderId());
                put("filledLots", filled.filledLots());
                put("averagePriceTicks", filled.averagePriceTicks());
                put("fees", Money.toText(filled.fees()));
            }
            case ExecutionResult.Denied(Denial denial, long time) -> {
                put("status", "denied");
                put("reason", denial.reason().text());
                put("message", denial.message());
                agents(denial.agents());
            }
            case ExecutionResult.Rejected rejected -> {
                put("status", "rejected");
                put("code", rejected.code());
                put("message", rejected.message());
                if (rejected.reason().isPassed()) {
                    put("reason", rejected.reason().text());
                }
            }
            case ExecutionResult.Unconfirmed unconfirmed -> {
                put("status", "unconfirmed");
                put("message", unconfirmed.message());
            }
        }
        put("venueTime", Times.text(result.timeNanos()));
        if (!result.raw().isEmpty()) {
            put("raw", result.raw());
        }
    }

    private void result(CancelResult result) {
        switch (result) {
            case CancelResult.Canceled(long time) -> {
                put("status", "canceled");
                put("venueTime", Times.text(time));
            }
            case CancelResult.TooLate(String message, long time) -> {
                put("status", "too-late");
                put("message", message);
                put("venueTime", Times.text(time));
            }
            case CancelResult.Unconfirmed(String message, long time) -> {
                put("status", "unconfirmed");
                put("message", message);
                put("venueTime", Times.text(time));
            }
        }
    }

    private void order(String prefix, OrderTerms order) {
        Instrument instrument = order.instrument();
        put(prefix + "order", order.id());
        put(prefix + "instrument", instrument);
        put(prefix + "side", lower(order.side()));
        put(prefix + "quantity", quantity(instrument, order.lots()));
        type(prefix, instrument, order.type());
        put(prefix + "timeInForce", time(order.timeInForce()));
        put(prefix + "reduceOnly", order.reduceOnly());
        put(prefix + "postOnly", order.postOnly());
        put(prefix + "role", lower(order.role()));
        if (order.entry() != null) {
            put(prefix + "entry", order.entry());
        }
        put(prefix + "confidence", order.confidence());
    }

    private void request(RequestTerms request) {
        Instrument instrument = request.instrument();
        put("instrument", instrument);
        put("side", lower(request.side()));
        put("quantity", request.lots() == 0 ? "by-run" : quantity(instrument, request.lots()));
        type("", instrument, request.type());
        put("timeInForce", time(request.timeInForce()));
        put("reduceOnly", request.reduceOnly());
        put("postOnly", request.postOnly());
        put("confidence", request.confidence());
        agents(request.agents());
        exit("stopLoss", request.stopLoss());
        exit("takeProfit", request.takeProfit());
        putIfAny("trailingStop", request.trailingStop());
        putIfAny("exchange", request.exchange());
        if (!request.tag().isEmpty()) {
            put("tag", request.tag());
        }
        putIfAny("defect", request.defect());
    }

    private void exit(String name, @Nullable Exit exit) {
        switch (exit) {
            case null -> {}
            case Exit.At at -> put(name, Decimals.text(at.price()));
            case Exit.FromFill(Rate distance) -> put(name, distance + " from the fill");
        }
    }

    private void type(String prefix, Instrument instrument, OrderType type) {
        switch (type) {
            case OrderType.Market market -> put(prefix + "orderType", "market");
            case OrderType.Limit(long price) -> {
                put(prefix + "orderType", "limit");
                put(prefix + "limit", price(instrument, price));
            }
            case OrderType.Stop(long stop) -> {
                put(prefix + "orderType", "stop");
                put(prefix + "stop", price(instrument, stop));
            }
            case OrderType.StopLimit(long stop, long limit) -> {
                put(prefix + "orderType", "stop-limit");
                put(prefix + "stop", price(instrument, stop));
                put(prefix + "limit", price(instrument, limit));
            }
            case OrderType.TrailingStop(Rate distance) -> {
                put(prefix + "orderType", "trailing-stop");
                put(prefix + "distance", distance);
            }
        }
    }

    private static String time(TimeInForce time) {
        return switch (time) {
            case TimeInForce.GoodTillCanceled gtc -> "good-till-canceled";
            case TimeInForce.ImmediateOrCancel ioc -> "immediate-or-cancel";
            case TimeInForce.FillOrKill fok -> "fill-or-kill";
            case TimeInForce.Day day -> "day";
            case TimeInForce.GoodTillDate(long expiry) -> "good-till-" + Times.text(expiry);
            case TimeInForce.GoodForBars(int bars) -> "good-for-" + bars + "-bars";
        };
    }

    private void put(String name, Object value) {
        fields.put(name, value instanceof Long || value instanceof Boolean ? value : value.toString());
    }

    private void agents(@Nullable List<String> agents) {
        if (agents != null && !agents.isEmpty()) {
            fields.put("agents", agents);
        }
    }

    private void putIfAny(String name, @Nullable Object value) {
        if (value != null) {
            put(name, value);
        }
    }

    private static String price(Instrument instrument, long ticks) {
        return Decimals.text(instrument.price(ticks));
    }

    private static String quantity(Instrument instrument, long lots) {
        return Decimals.text(instrument.quantity(lots));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
