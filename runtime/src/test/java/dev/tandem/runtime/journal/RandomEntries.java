package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineCommand;
import dev.tandem.gate.Denial;
import dev.tandem.gate.DenialReason;
import dev.tandem.gate.OrderRole;
import dev.tandem.gate.TradingState;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Liquidity;
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
import dev.tandem.plugin.RejectReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Entries of every kind with every kind of content, the odd ones more often than they deserve. */
final class RandomEntries {
    private static final List<Instrument> INSTRUMENTS = List.of(
            Instrument.of("BTC/USDT", "0.01", "0.00001"),
            Instrument.of("ETH/BTC"),
            Instrument.of("NK225M1!/JPY", new BigDecimal("5"), new BigDecimal("100"), 12_345_678L),
            Instrument.of("A/B", "0.000000000000000001", "1"));
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "xchange:binance",
            "größer als 10 €",
            "line\nbreak\0",
            "日本",
            "\uD83D\uDE80",
            "\uD83D",
            "x".repeat(300));
    private static final long[] LONGS = {0, 1, -1, 63, 64, -64, -65, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE};

    private final SplittableRandom random;

    RandomEntries(long seed) {
        this.random = new SplittableRandom(seed);
    }

    JournalEntry next() {
        return switch (random.nextInt(20)) {
            case 0 -> new JournalEntry.Started();
            case 1 -> new JournalEntry.WarmedUp(bar());
            case 2 -> new JournalEntry.BarClosed(bar());
            case 3, 4 -> new JournalEntry.Reported(report());
            case 5 -> new JournalEntry.Answered(id(), flag() ? id() : null, result());
            case 6 -> new JournalEntry.CancelAnswered(id(), cancelResult());
            case 7 -> new JournalEntry.Finished(flag());
            case 8 -> new JournalEntry.Requested(number(), request());
            case 9 -> new JournalEntry.Approved(number(), id(), number(), textOrNull());
            case 10 -> new JournalEntry.Denied(number(), id(), text(), text());
            case 11 -> new JournalEntry.Sent(text(), order());
            case 12 -> new JournalEntry.SentPair(text(), order(), order());
            case 13 -> new JournalEntry.CancelSent(text(), id());
            case 14 -> new JournalEntry.ReplaceSent(text(), id(), order());
            case 15 -> new JournalEntry.SignalReceived(signal());
            case 18 -> new JournalEntry.Commanded(command());
            case 16 -> new JournalEntry.Settings(Map.of("name", text(), "x" + text(), "b"));
            case 17 -> new JournalEntry.Remark(text(), text());
            default -> new JournalEntry.StrategyFailed(text());
        };
    }

    private EngineCommand command() {
        return switch (random.nextInt(5)) {
            case 0 ->
                new EngineCommand.ChangeState(
                        TradingState.values()[random.nextInt(TradingState.values().length)], text());
            case 1 -> new EngineCommand.CancelAll(text());
            case 2 -> new EngineCommand.Flatten(text());
            case 3 -> new EngineCommand.Close(instrument(), text(), text());
            default -> new EngineCommand.Rearm(text());
        };
    }

    boolean flag() {
        return random.nextBoolean();
    }

    long number() {
        return flag() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong() >> random.nextInt(64);
    }

    private long positive() {
        return 1 + random.nextLong(Long.MAX_VALUE >> random.nextInt(62));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private @Nullable String textOrNull() {
        return flag() ? text() : null;
    }

    private Instrument instrument() {
        return INSTRUMENTS.get(random.nextInt(INSTRUMENTS.size()));
    }

    private BarRecord bar() {
        long[] prices = {number(), number(), number(), number()};
        java.util.Arrays.sort(prices);
        boolean up = flag();
        double volume = flag()
                ? random.nextDouble() * 1e9
                : List.of(0.0, -0.0, Double.NaN, Double.MAX_VALUE).get(random.nextInt(4));
        return new BarRecord(
                instrument(),
                number(),
                number(),
                number(),
                prices[up ? 1 : 2],
                prices[3],
                prices[0],
                prices[up ? 2 : 1],
                volume);
    }

    private Signal signal() {
        return new Signal(
                text(),
                "a" + text(),
                instrument(),
                side(),
                confidence(),
                number(),
                positive(),
                rateOrNull(),
                rateOrNull(),
                text(),
                textOrNull());
    }

    private @Nullable Rate rateOrNull() {
        return flag() ? new Rate(number()) : null;
    }

    private ExecutionReport report() {
        return switch (random.nextInt(5)) {
            case 0 -> new ExecutionReport.Accepted(id(), orderId(), number());
            case 1 -> new ExecutionReport.Filled(fill(), number());
            case 2 -> new ExecutionReport.Canceled(id(), text(), number());
            case 3 -> new ExecutionReport.Expired(id(), text(), number());
            default -> new ExecutionReport.Rejected(id(), text(), text(), number(), rejectReason());
        };
    }

    private Fill fill() {
        return new Fill(
                flag() ? TradeId.of(number()) : TradeId.of(text()),
                instrument(),
                id(),
                orderId(),
                side(),
                number(),
                positive(),
                number(),
                flag() ? Liquidity.MAKER : Liquidity.TAKER,
                number(),
                flag() ? 0 : positive());
    }

    private ExecutionResult result() {
        return switch (random.nextInt(5)) {
            case 0 -> new ExecutionResult.Accepted(orderId(), number(), text());
            case 1 -> new ExecutionResult.Filled(orderId(), number(), number(), number(), number(), text());
            case 2 ->
                new ExecutionResult.Denied(
                        new Denial(
                                DenialReason.values()[random.nextInt(DenialReason.values().length)],
                                text(),
                                text(),
                                text(),
                                text(),
                                flag() ? List.of() : List.of(text(), text()),
                                text()),
                        number());
            case 3 -> new ExecutionResult.Rejected(text(), text(), number(), text(), rejectReason());
            default -> new ExecutionResult.Unconfirmed(text(), number(), text());
        };
    }

    private RejectReason rejectReason() {
        return RejectReason.values()[random.nextInt(RejectReason.values().length)];
    }

    private CancelResult cancelResult() {
        return switch (random.nextInt(3)) {
            case 0 -> new CancelResult.Canceled(number());
            case 1 -> new CancelResult.TooLate(text(), number());
            default -> new CancelResult.Unconfirmed(text(), number());
        };
    }

    private OrderTerms order() {
        return new OrderTerms(
                id(),
                instrument(),
                side(),
                type(),
                positive(),
                time(),
                flag(),
                flag(),
                OrderRole.values()[random.nextInt(OrderRole.values().length)],
                confidence(),
                flag() ? id() : null);
    }

    private RequestTerms request() {
        return new RequestTerms(
                instrument(),
                side(),
                type(),
                flag() ? 0 : positive(),
                time(),
                flag(),
                flag(),
                confidence(),
                exit(),
                exit(),
                rateOrNull(),
                textOrNull(),
                text(),
                flag() ? List.of() : List.of(text(), text()),
                textOrNull());
    }

    private Confidence confidence() {
        return switch (random.nextInt(3)) {
            case 0 -> Confidence.CERTAIN;
            case 1 -> Confidence.UNSTATED;
            default -> Confidence.of(random.nextDouble());
        };
    }

    private @Nullable Exit exit() {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 ->
                new Exit.At(new BigDecimal(
                        BigInteger.valueOf(number()).multiply(BigInteger.valueOf(number())), random.nextInt(-5, 40)));
            default -> new Exit.FromFill(new Rate(positive()));
        };
    }

    private OrderType type() {
        return switch (random.nextInt(5)) {
            case 0 -> OrderType.Market.INSTANCE;
            case 1 -> new OrderType.Limit(number());
            case 2 -> new OrderType.Stop(number());
            case 3 -> new OrderType.StopLimit(number(), number());
            default -> new OrderType.TrailingStop(new Rate(1 + random.nextLong(Rate.ONE - 1)));
        };
    }

    private TimeInForce time() {
        return switch (random.nextInt(6)) {
            case 0 -> TimeInForce.GOOD_TILL_CANCELED;
            case 1 -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case 2 -> TimeInForce.FILL_OR_KILL;
            case 3 -> TimeInForce.DAY;
            case 4 -> new TimeInForce.GoodTillDate(number());
            default -> new TimeInForce.GoodForBars(1 + random.nextInt(Integer.MAX_VALUE));
        };
    }

    private ClientOrderId id() {
        return new ClientOrderId(text(), number());
    }

    private OrderId orderId() {
        return flag() ? OrderId.of(number()) : OrderId.of(text());
    }

    private Side side() {
        return flag() ? Side.BUY : Side.SELL;
    }
}
