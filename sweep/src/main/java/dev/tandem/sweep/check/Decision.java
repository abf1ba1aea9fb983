package dev.tandem.sweep.check;

import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.Times;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a strategy did.
 *
 * @param step when: {@code 2 i} within bar i, before it closed, {@code 2 i + 1} at its close
 * @param shape everything about it that is not a number
 * @param numbers lots, prices, distances and confidence; NaN where there is none
 * @param text for people
 */
record Decision(int step, String shape, double[] numbers, String text) {
    private static final double CLOSE_ENOUGH = 1e-5;
    private static final String FAILURE = "throws ";

    /** The bar that it was about. */
    int bar() {
        return step >> 1;
    }

    /** It threw an exception. */
    boolean isFailure() {
        return shape.startsWith(FAILURE);
    }

    static Decision submit(int step, OrderRequest request) {
        OrderType type = request.type();
        double price = Double.NaN;
        double limit = Double.NaN;
        switch (type) {
            case OrderType.Market _ -> {}
            case OrderType.Limit(long ticks) -> limit = ticks;
            case OrderType.Stop(long ticks) -> price = ticks;
            case OrderType.StopLimit(long stop, long ticks) -> {
                price = stop;
                limit = ticks;
            }
            case OrderType.TrailingStop(Rate distance) -> price = distance.units();
        }
        String shape = "submit " + request.side() + " " + type.getClass().getSimpleName() + " "
                + request.timeInForce() + " " + request.instrument() + (request.reduceOnly() ? " reduce-only" : "")
                + (request.postOnly() ? " post-only" : "") + " exchange=" + request.exchange() + " tag=" + request.tag()
                + " " + kind(request.stopLoss()) + " " + kind(request.takeProfit()) + " defect=" + request.defect();
        double[] numbers = {
            request.lots(),
            price,
            limit,
            number(request.stopLoss()),
            number(request.takeProfit()),
            request.trailingStop() == null ? Double.NaN : request.trailingStop().units(),
            request.confidence().isStated() ? request.confidence().value() : Double.NaN
        };
        return new Decision(step, shape, numbers, words(request));
    }

    static Decision cancel(int step, OrderRequest request) {
        Decision submitted = submit(step, request);
        return new Decision(step, "cancel " + submitted.shape, submitted.numbers, "cancel of " + submitted.text);
    }

    static Decision failed(int step, Throwable thrown) {
        String what =
                thrown.getClass().getSimpleName() + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
        return new Decision(step, FAILURE + thrown.getClass().getName(), new double[0], "throws " + what);
    }

    private static String kind(@Nullable Exit exit) {
        return switch (exit) {
            case null -> "-";
            case Exit.At _ -> "at";
            case Exit.FromFill _ -> "distance";
        };
    }

    private static double number(@Nullable Exit exit) {
        return switch (exit) {
            case null -> Double.NaN;
            case Exit.At(var price) -> price.doubleValue();
            case Exit.FromFill(Rate distance) -> distance.units();
        };
    }

    private static String words(OrderRequest request) {
        Instrument instrument = request.instrument();
        StringBuilder text = new StringBuilder();
        text.append(request.reduceOnly() ? "close " : "")
                .append(request.side().name().toLowerCase(Locale.ROOT));
        if (!request.isSizedByRun()) {
            text.append(' ')
                    .append(instrument
                            .quantity(request.lots())
                            .stripTrailingZeros()
                            .toPlainString());
        }
        switch (request.type()) {
            case OrderType.Market _ -> text.append(" at the market");
            case OrderType.Limit(long ticks) -> text.append(" limit ").append(price(instrument, ticks));
            case OrderType.Stop(long ticks) -> text.append(" stop ").append(price(instrument, ticks));
            case OrderType.StopLimit(long stop, long ticks) ->
                text.append(" stop ")
                        .append(price(instrument, stop))
                        .append(" limit ")
                        .append(price(instrument, ticks));
            case OrderType.TrailingStop(Rate distance) ->
                text.append(" trailing stop ").append(distance);
        }
        text.append(words(request.timeInForce()));
        if (request.postOnly()) {
            text.append(", post-only");
        }
        if (request.stopLoss() != null) {
            text.append(", stop-loss ").append(words(request.stopLoss()));
        }
        if (request.takeProfit() != null) {
            text.append(", take-profit ").append(words(request.takeProfit()));
        }
        if (request.trailingStop() != null) {
            text.append(", trailing ").append(request.trailingStop());
        }
        if (request.confidence().isStated() && request.confidence().value() != 1) {
            text.append(", confidence ").append(request.confidence().value());
        }
        return text.toString();
    }

    private static String words(TimeInForce time) {
        return switch (time) {
            case TimeInForce.GoodTillCanceled _ -> "";
            case TimeInForce.ImmediateOrCancel _ -> ", immediate or cancel";
            case TimeInForce.FillOrKill _ -> ", fill or kill";
            case TimeInForce.Day _ -> ", for the day";
            case TimeInForce.GoodTillDate(long nanos) -> ", until " + Times.text(nanos);
            case TimeInForce.GoodForBars(int bars) -> ", for " + bars + (bars == 1 ? " bar" : " bars");
        };
    }

    private static String words(Exit exit) {
        return switch (exit) {
            case Exit.At(var price) -> price.toPlainString();
            case Exit.FromFill(Rate distance) -> distance + " from the fill";
        };
    }

    private static String price(Instrument instrument, long ticks) {
        return instrument.price(ticks).stripTrailingZeros().toPlainString();
    }

    /** The same in every figure, at the same time. */
    boolean isSame(Decision other) {
        return step == other.step && shape.equals(other.shape) && Arrays.equals(numbers, other.numbers);
    }

    /** The same but for what is left of a memory that fades; quantities are not looked at where they hang on the equity. */
    boolean isNearlySame(Decision other, boolean quantities) {
        if (step != other.step || !shape.equals(other.shape) || numbers.length != other.numbers.length) {
            return false;
        }
        for (int i = quantities ? 0 : 1; i < numbers.length; i++) {
            double a = numbers[i];
            double b = other.numbers[i];
            boolean near = Double.isNaN(a) ? Double.isNaN(b) : Math.abs(a - b) <= CLOSE_ENOUGH * Math.abs(a) + 1e-12;
            if (!near) {
                return false;
            }
        }
        return true;
    }
}
