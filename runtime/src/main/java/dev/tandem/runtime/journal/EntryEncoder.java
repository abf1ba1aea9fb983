package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineCommand;
import dev.tandem.gate.Denial;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Signal;
import dev.tandem.model.TimeInForce;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.RejectReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns entries into bytes, in the order that {@code docs/journal.md} gives; {@link EntryDecoder} is its mirror. */
final class EntryEncoder {
    private final ByteSink to;
    private final InstrumentTable instruments;

    EntryEncoder(ByteSink to, InstrumentTable instruments) {
        this.to = to;
        this.instruments = instruments;
    }

    void write(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Started e -> {}
            case JournalEntry.WarmedUp(Bar bar) -> bar(bar);
            case JournalEntry.BarClosed(Bar bar) -> bar(bar);
            case JournalEntry.Reported(ExecutionReport report) -> report(report);
            case JournalEntry.Answered e -> {
                id(e.order());
                to.flag(e.limit() != null);
                if (e.limit() != null) {
                    id(e.limit());
                }
                result(e.result());
            }
            case JournalEntry.CancelAnswered(ClientOrderId order, CancelResult result) -> {
                id(order);
                result(result);
            }
            case JournalEntry.Finished(boolean closePositions) -> to.flag(closePositions);
            case JournalEntry.SignalReceived(Signal signal) -> signal(signal);
            case JournalEntry.Commanded(EngineCommand command) -> command(command);
            case JournalEntry.Requested(long request, RequestTerms terms) -> {
                to.number(request);
                terms(terms);
            }
            case JournalEntry.Approved e -> {
                to.number(e.request());
                id(e.order());
                to.number(e.lots());
                to.textOrNull(e.cutBy());
            }
            case JournalEntry.Denied e -> {
                to.number(e.request());
                id(e.order());
                to.text(e.reason());
                to.text(e.message());
            }
            case JournalEntry.Sent(String exchange, OrderTerms order) -> {
                to.text(exchange);
                terms(order);
            }
            case JournalEntry.SentPair(String exchange, OrderTerms stop, OrderTerms limit) -> {
                to.text(exchange);
                terms(stop);
                terms(limit);
            }
            case JournalEntry.CancelSent(String exchange, ClientOrderId order) -> {
                to.text(exchange);
                id(order);
            }
            case JournalEntry.ReplaceSent(String exchange, ClientOrderId order, OrderTerms replacement) -> {
                to.text(exchange);
                id(order);
                terms(replacement);
            }
            case JournalEntry.StrategyFailed(String message) -> to.text(message);
            case JournalEntry.InstrumentNamed(int number, Instrument instrument) -> {
                to.number(number);
                to.text(instrument.symbol());
                to.decimal(instrument.tickSize());
                to.decimal(instrument.lotSize());
                to.number(instrument.minNotional());
            }
            case JournalEntry.Settings(Map<String, String> values) -> {
                to.number(values.size());
                values.forEach((name, value) -> {
                    to.text(name);
                    to.text(value);
                });
            }
            case JournalEntry.Remark(String topic, String text) -> {
                to.text(topic);
                to.text(text);
            }
            case JournalEntry.Opened(long pid, long cutBytes) -> {
                to.number(pid);
                to.number(cutBytes);
            }
        }
    }

    private void command(EngineCommand command) {
        switch (command) {
            case EngineCommand.ChangeState change -> {
                to.u8(Codes.CHANGE_STATE);
                to.u8(Codes.of(change.state()));
            }
            case EngineCommand.CancelAll cancel -> to.u8(Codes.CANCEL_ALL);
            case EngineCommand.Flatten flatten -> to.u8(Codes.FLATTEN);
            case EngineCommand.Rearm rearm -> to.u8(Codes.REARM);
            case EngineCommand.Close close -> {
                to.u8(Codes.CLOSE);
                instrument(close.instrument());
                to.text(close.exchange());
            }
        }
        to.text(command.cause());
    }

    private void bar(Bar bar) {
        bar.copy(); // refuses what could not be read back: a high below the close
        instrument(bar.instrument());
        to.number(bar.index());
        to.fixed(bar.openTimeNanos());
        to.fixed(bar.closeTimeNanos());
        // Prices of a bar are near each other: three of them are differences.
        long close = bar.closeTicks();
        to.number(close);
        to.number(bar.openTicks() - close);
        to.number(bar.highTicks() - close);
        to.number(bar.lowTicks() - close);
        to.real(bar.volume());
    }

    private void signal(Signal signal) {
        to.text(signal.id());
        to.text(signal.agent());
        instrument(signal.instrument());
        to.u8(Codes.of(signal.side()));
        confidence(signal.confidence());
        to.fixed(signal.madeNanos());
        to.number(signal.horizonNanos());
        rate(signal.target());
        rate(signal.stop());
        to.text(signal.note());
        to.textOrNull(signal.defect());
    }

    private void rate(@Nullable Rate rate) {
        to.flag(rate != null);
        if (rate != null) {
            to.number(rate.units());
        }
    }

    private void report(ExecutionReport report) {
        switch (report) {
            case ExecutionReport.Accepted(ClientOrderId client, OrderId order, long time) -> {
                to.u8(Codes.ACCEPTED);
                id(client);
                id(order);
                to.fixed(time);
            }
            case ExecutionReport.Filled(Fill fill, long leavesLots) -> {
                to.u8(Codes.FILLED);
                fill(fill);
                to.number(leavesLots);
            }
            case ExecutionReport.Canceled(ClientOrderId client, String reason, long time) -> {
                to.u8(Codes.CANCELED);
                id(client);
                to.text(reason);
                to.fixed(time);
            }
            case ExecutionReport.Expired(ClientOrderId client, String reason, long time) -> {
                to.u8(Codes.EXPIRED);
                id(client);
                to.text(reason);
                to.fixed(time);
            }
            case ExecutionReport.Rejected(
                    ClientOrderId client,
                    String code,
                    String message,
                    long time,
                    RejectReason reason) -> {
                to.u8(rejected(reason));
                id(client);
                to.text(code);
                to.text(message);
                to.fixed(time);
                reason(reason);
            }
        }
    }

    private void fill(Fill fill) {
        to.number(fill.tradeId().number());
        to.text(fill.tradeId().text());
        instrument(fill.instrument());
        id(fill.clientOrderId());
        id(fill.orderId());
        to.u8(Codes.of(fill.side()));
        to.number(fill.priceTicks());
        to.number(fill.lots());
        to.number(fill.fee());
        to.u8(Codes.of(fill.liquidity()));
        to.fixed(fill.timeNanos());
        to.number(fill.baseFee());
    }

    private void result(ExecutionResult result) {
        switch (result) {
            case ExecutionResult.Accepted(OrderId order, long time, String raw) -> {
                to.u8(Codes.ACCEPTED);
                id(order);
                to.fixed(time);
                to.text(raw);
            }
            case ExecutionResult.Filled e -> {
                to.u8(Codes.FILLED);
                id(e.orderId());
                to.number(e.filledLots());
                to.number(e.averagePriceTicks());
                to.number(e.fees());
                to.fixed(e.timeNanos());
                to.text(e.raw());
            }
            case ExecutionResult.Denied(Denial denial, long time) -> {
                to.u8(Codes.DENIED);
                to.text(denial.reason().text());
                to.text(denial.value());
                to.text(denial.limit());
                to.text(denial.unit());
                to.text(denial.message());
                to.text(denial.policy());
                texts(denial.agents());
                to.fixed(time);
            }
            case ExecutionResult.Rejected(String code, String message, long time, String raw, RejectReason reason) -> {
                to.u8(rejected(reason));
                to.text(code);
                to.text(message);
                to.fixed(time);
                to.text(raw);
                reason(reason);
            }
            case ExecutionResult.Unconfirmed(String message, long time, String raw) -> {
                to.u8(Codes.UNCONFIRMED);
                to.text(message);
                to.fixed(time);
                to.text(raw);
            }
        }
    }

    /** Most refusals have no reason that matters to the engine: they are written as they always were. */
    private static int rejected(RejectReason reason) {
        return reason == RejectReason.OTHER ? Codes.REJECTED : Codes.REJECTED_WITH_REASON;
    }

    private void reason(RejectReason reason) {
        if (reason != RejectReason.OTHER) {
            to.u8(Codes.of(reason));
        }
    }

    private void result(CancelResult result) {
        switch (result) {
            case CancelResult.Canceled(long time) -> {
                to.u8(Codes.CANCELED);
                to.fixed(time);
            }
            case CancelResult.TooLate(String message, long time) -> {
                to.u8(Codes.TOO_LATE);
                to.text(message);
                to.fixed(time);
            }
            case CancelResult.Unconfirmed(String message, long time) -> {
                to.u8(Codes.UNCONFIRMED);
                to.text(message);
                to.fixed(time);
            }
        }
    }

    private void terms(OrderTerms order) {
        id(order.id());
        instrument(order.instrument());
        to.u8(Codes.of(order.side()));
        type(order.type());
        to.number(order.lots());
        time(order.timeInForce());
        to.flag(order.reduceOnly());
        to.flag(order.postOnly());
        ClientOrderId entry = order.entry();
        to.u8(Codes.of(order.role()) | (entry == null ? 0 : Codes.WITH_ENTRY));
        confidence(order.confidence());
        if (entry != null) {
            id(entry);
        }
    }

    private void terms(RequestTerms request) {
        instrument(request.instrument());
        to.u8(Codes.of(request.side()));
        type(request.type());
        to.number(request.lots());
        time(request.timeInForce());
        to.flag(request.reduceOnly());
        to.flag(request.postOnly());
        confidence(request.confidence());
        exit(request.stopLoss());
        exit(request.takeProfit());
        rate(request.trailingStop());
        to.textOrNull(request.exchange());
        to.text(request.tag());
        if (request.agents() == null) {
            throw new IllegalArgumentException(
                    "a request that does not say which agents it follows is one of a journal of version 1, and is not"
                            + " written again");
        }
        texts(request.agents());
        to.textOrNull(request.defect());
    }

    private void type(OrderType type) {
        switch (type) {
            case OrderType.Market market -> to.u8(Codes.MARKET);
            case OrderType.Limit(long price) -> {
                to.u8(Codes.LIMIT);
                to.number(price);
            }
            case OrderType.Stop(long stop) -> {
                to.u8(Codes.STOP);
                to.number(stop);
            }
            case OrderType.StopLimit(long stop, long limit) -> {
                to.u8(Codes.STOP_LIMIT);
                to.number(stop);
                to.number(limit);
            }
            case OrderType.TrailingStop(Rate distance) -> {
                to.u8(Codes.TRAILING_STOP);
                to.number(distance.units());
            }
        }
    }

    private void time(TimeInForce time) {
        switch (time) {
            case TimeInForce.GoodTillCanceled gtc -> to.u8(Codes.GOOD_TILL_CANCELED);
            case TimeInForce.ImmediateOrCancel ioc -> to.u8(Codes.IMMEDIATE_OR_CANCEL);
            case TimeInForce.FillOrKill fok -> to.u8(Codes.FILL_OR_KILL);
            case TimeInForce.Day day -> to.u8(Codes.DAY);
            case TimeInForce.GoodTillDate(long expiry) -> {
                to.u8(Codes.GOOD_TILL_DATE);
                to.fixed(expiry);
            }
            case TimeInForce.GoodForBars(int bars) -> {
                to.u8(Codes.GOOD_FOR_BARS);
                to.number(bars);
            }
        }
    }

    private void exit(@Nullable Exit exit) {
        switch (exit) {
            case null -> to.u8(Codes.NO_EXIT);
            case Exit.At at -> {
                to.u8(Codes.EXIT_AT);
                to.decimal(at.price());
            }
            case Exit.FromFill(Rate distance) -> {
                to.u8(Codes.EXIT_FROM_FILL);
                to.number(distance.units());
            }
        }
    }

    private void texts(List<String> texts) {
        to.number(texts.size());
        texts.forEach(to::text);
    }

    /** Not a number means that nobody stated it. */
    private void confidence(Confidence confidence) {
        to.real(confidence.value());
    }

    private void id(ClientOrderId id) {
        to.text(id.session());
        to.number(id.number());
    }

    private void id(OrderId id) {
        to.number(id.number());
        to.text(id.name());
    }

    private void instrument(Instrument instrument) {
        to.number(instruments.number(instrument));
    }
}
