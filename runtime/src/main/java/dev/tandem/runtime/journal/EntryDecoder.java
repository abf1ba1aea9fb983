package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineCommand;
import dev.tandem.gate.Denial;
import dev.tandem.gate.DenialReason;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns bytes into entries: the mirror of {@link EntryEncoder}. */
final class EntryDecoder {
    private final ByteSource from;
    private final InstrumentTable instruments;
    private final int version;

    /** @param version of the format, in which the bytes are written */
    EntryDecoder(ByteSource from, InstrumentTable instruments, int version) {
        this.from = from;
        this.instruments = instruments;
        this.version = version;
    }

    /** @throws MalformedEntryException if the bytes are none of an entry of this type, or more than one */
    JournalEntry read(EntryType type) {
        JournalEntry entry;
        try {
            entry = entry(type);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedEntryException(String.valueOf(e.getMessage()));
        }
        if (from.left() > 0) {
            throw new MalformedEntryException(from.left() + " bytes are left over");
        }
        return entry;
    }

    private JournalEntry entry(EntryType type) {
        return switch (type) {
            case START -> new JournalEntry.Started();
            case WARM_UP -> new JournalEntry.WarmedUp(bar());
            case BAR -> new JournalEntry.BarClosed(bar());
            case REPORT -> new JournalEntry.Reported(report());
            case ANSWER -> new JournalEntry.Answered(clientId(), from.flag() ? clientId() : null, result());
            case CANCEL_ANSWER -> new JournalEntry.CancelAnswered(clientId(), cancelResult());
            case FINISH -> new JournalEntry.Finished(from.flag());
            case SIGNAL -> new JournalEntry.SignalReceived(signal());
            case COMMAND -> new JournalEntry.Commanded(command());
            case REQUEST -> new JournalEntry.Requested(from.number(), request());
            case APPROVAL -> new JournalEntry.Approved(from.number(), clientId(), from.number(), from.textOrNull());
            case DENIAL -> denied(from.number(), clientId(), from.text(), from.text());
            case SEND -> new JournalEntry.Sent(from.text(), order());
            case SEND_PAIR -> new JournalEntry.SentPair(from.text(), order(), order());
            case CANCEL -> new JournalEntry.CancelSent(from.text(), clientId());
            case REPLACE -> new JournalEntry.ReplaceSent(from.text(), clientId(), order());
            case FAILURE -> new JournalEntry.StrategyFailed(from.text());
            case INSTRUMENT -> instrumentNamed();
            case OPEN -> new JournalEntry.Opened(from.number(), from.number());
            case SETTINGS -> new JournalEntry.Settings(values());
            case REMARK -> new JournalEntry.Remark(from.text(), from.text());
        };
    }

    /** Version 1 did not know why an order was denied while a session was warmed up: for its state, as nothing else is then. */
    private JournalEntry.Denied denied(long request, ClientOrderId order, String reason, String message) {
        boolean unknown = version == 1 && reason.equals("unknown") && message.startsWith("trading is ");
        return new JournalEntry.Denied(request, order, unknown ? DenialReason.TRADING_STATE.text() : reason, message);
    }

    private JournalEntry.InstrumentNamed instrumentNamed() {
        int number = from.smallNumber();
        Instrument instrument = Instrument.of(from.text(), from.decimal(), from.decimal(), from.number());
        instruments.add(number, instrument);
        return new JournalEntry.InstrumentNamed(number, instrument);
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (long left = from.number(); left > 0; left--) {
            values.put(from.text(), from.text());
        }
        return values;
    }

    private EngineCommand command() {
        int code = from.u8();
        return switch (code) {
            case Codes.CHANGE_STATE -> new EngineCommand.ChangeState(Codes.tradingState(from.u8()), from.text());
            case Codes.CANCEL_ALL -> new EngineCommand.CancelAll(from.text());
            case Codes.FLATTEN -> new EngineCommand.Flatten(from.text());
            case Codes.REARM -> new EngineCommand.Rearm(from.text());
            case Codes.CLOSE -> new EngineCommand.Close(instrument(), from.text(), from.text());
            default -> throw Codes.unknown("command", code);
        };
    }

    private Bar bar() {
        Instrument instrument = instrument();
        long index = from.number();
        long openTime = from.fixed();
        long closeTime = from.fixed();
        long close = from.number();
        long open = from.number() + close;
        long high = from.number() + close;
        long low = from.number() + close;
        return new BarRecord(instrument, index, openTime, closeTime, open, high, low, close, from.real());
    }

    private Signal signal() {
        return new Signal(
                from.text(),
                from.text(),
                instrument(),
                Codes.side(from.u8()),
                confidence(),
                from.fixed(),
                from.number(),
                rate(),
                rate(),
                from.text(),
                from.textOrNull());
    }

    private @Nullable Rate rate() {
        return from.flag() ? new Rate(from.number()) : null;
    }

    private ExecutionReport report() {
        int code = from.u8();
        return switch (code) {
            case Codes.ACCEPTED -> new ExecutionReport.Accepted(clientId(), orderId(), from.fixed());
            case Codes.FILLED -> new ExecutionReport.Filled(fill(), from.number());
            case Codes.CANCELED -> new ExecutionReport.Canceled(clientId(), from.text(), from.fixed());
            case Codes.EXPIRED -> new ExecutionReport.Expired(clientId(), from.text(), from.fixed());
            case Codes.REJECTED -> new ExecutionReport.Rejected(clientId(), from.text(), from.text(), from.fixed());
            case Codes.REJECTED_WITH_REASON ->
                new ExecutionReport.Rejected(
                        clientId(), from.text(), from.text(), from.fixed(), Codes.rejectReason(from.u8()));
            default -> throw Codes.unknown("report", code);
        };
    }

    private Fill fill() {
        return new Fill(
                new TradeId(from.number(), from.text()),
                instrument(),
                clientId(),
                orderId(),
                Codes.side(from.u8()),
                from.number(),
                from.number(),
                from.number(),
                Codes.liquidity(from.u8()),
                from.fixed(),
                from.number());
    }

    private ExecutionResult result() {
        int code = from.u8();
        return switch (code) {
            case Codes.ACCEPTED -> new ExecutionResult.Accepted(orderId(), from.fixed(), from.text());
            case Codes.FILLED ->
                new ExecutionResult.Filled(
                        orderId(), from.number(), from.number(), from.number(), from.fixed(), from.text());
            case Codes.DENIED -> new ExecutionResult.Denied(denial(), from.fixed());
            case Codes.REJECTED -> new ExecutionResult.Rejected(from.text(), from.text(), from.fixed(), from.text());
            case Codes.REJECTED_WITH_REASON ->
                new ExecutionResult.Rejected(
                        from.text(), from.text(), from.fixed(), from.text(), Codes.rejectReason(from.u8()));
            case Codes.UNCONFIRMED -> new ExecutionResult.Unconfirmed(from.text(), from.fixed(), from.text());
            default -> throw Codes.unknown("answer", code);
        };
    }

    private Denial denial() {
        DenialReason reason = Codes.denialReason(from.text());
        String value = from.text();
        String limit = from.text();
        String unit = from.text();
        String message = from.text();
        String policy = from.text();
        return new Denial(reason, policy, value, limit, unit, texts(), message);
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int left = from.smallNumber(); left > 0; left--) {
            texts.add(from.text());
        }
        return texts;
    }

    private CancelResult cancelResult() {
        int code = from.u8();
        return switch (code) {
            case Codes.CANCELED -> new CancelResult.Canceled(from.fixed());
            case Codes.TOO_LATE -> new CancelResult.TooLate(from.text(), from.fixed());
            case Codes.UNCONFIRMED -> new CancelResult.Unconfirmed(from.text(), from.fixed());
            default -> throw Codes.unknown("answer to a cancel", code);
        };
    }

    private OrderTerms order() {
        ClientOrderId id = clientId();
        Instrument instrument = instrument();
        Side side = Codes.side(from.u8());
        OrderType type = type();
        long lots = from.number();
        TimeInForce time = time();
        boolean reduceOnly = from.flag();
        boolean postOnly = from.flag();
        int role = from.u8();
        Confidence confidence = confidence();
        return new OrderTerms(
                id,
                instrument,
                side,
                type,
                lots,
                time,
                reduceOnly,
                postOnly,
                Codes.role(role & ~Codes.WITH_ENTRY),
                confidence,
                (role & Codes.WITH_ENTRY) == 0 ? null : clientId());
    }

    private RequestTerms request() {
        return new RequestTerms(
                instrument(),
                Codes.side(from.u8()),
                type(),
                from.number(),
                time(),
                from.flag(),
                from.flag(),
                confidence(),
                exit(),
                exit(),
                rate(),
                from.textOrNull(),
                from.text(),
                version == 1 ? null : texts(),
                from.textOrNull());
    }

    private OrderType type() {
        int code = from.u8();
        return switch (code) {
            case Codes.MARKET -> OrderType.Market.INSTANCE;
            case Codes.LIMIT -> new OrderType.Limit(from.number());
            case Codes.STOP -> new OrderType.Stop(from.number());
            case Codes.STOP_LIMIT -> new OrderType.StopLimit(from.number(), from.number());
            case Codes.TRAILING_STOP -> new OrderType.TrailingStop(new Rate(from.number()));
            default -> throw Codes.unknown("order type", code);
        };
    }

    private TimeInForce time() {
        int code = from.u8();
        return switch (code) {
            case Codes.GOOD_TILL_CANCELED -> TimeInForce.GOOD_TILL_CANCELED;
            case Codes.IMMEDIATE_OR_CANCEL -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case Codes.FILL_OR_KILL -> TimeInForce.FILL_OR_KILL;
            case Codes.DAY -> TimeInForce.DAY;
            case Codes.GOOD_TILL_DATE -> new TimeInForce.GoodTillDate(from.fixed());
            case Codes.GOOD_FOR_BARS -> new TimeInForce.GoodForBars(from.smallNumber());
            default -> throw Codes.unknown("time in force", code);
        };
    }

    private @Nullable Exit exit() {
        int code = from.u8();
        return switch (code) {
            case Codes.NO_EXIT -> null;
            case Codes.EXIT_AT -> new Exit.At(from.decimal());
            case Codes.EXIT_FROM_FILL -> new Exit.FromFill(new Rate(from.number()));
            default -> throw Codes.unknown("exit", code);
        };
    }

    private Confidence confidence() {
        double value = from.real();
        return Double.isNaN(value) ? Confidence.UNSTATED : Confidence.of(value);
    }

    private ClientOrderId clientId() {
        return new ClientOrderId(from.text(), from.number());
    }

    private OrderId orderId() {
        return new OrderId(from.number(), from.text());
    }

    private Instrument instrument() {
        return instruments.get(from.smallNumber());
    }
}
