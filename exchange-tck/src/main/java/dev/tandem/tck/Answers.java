package dev.tandem.tck;

import dev.tandem.model.OrderId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import org.jspecify.annotations.Nullable;

/** What an answer must be like, whatever it says. */
final class Answers {
    private Answers() {}

    /** What is wrong with an answer to an order for so many lots; null if nothing is. */
    @SuppressWarnings("NullAway") // a plugin may be written in a language that knows no such promise
    static @Nullable String defectOf(ExecutionResult result, long lots) {
        if (result == null) {
            return "the answer is null";
        }
        if (result.timeNanos() <= 0) {
            return "the answer has no time: " + result;
        }
        if (result.raw() == null) {
            return "the answer's raw() is null: " + result;
        }
        if (result.success() == (result.error() != null)) {
            return "success() is " + result.success() + " and error() is " + result.error() + ": " + result;
        }
        return switch (result) {
            case ExecutionResult.Accepted accepted -> {
                if (accepted.orderId().equals(OrderId.NONE)) {
                    yield "it was accepted without an order id: " + result;
                }
                yield null;
            }
            case ExecutionResult.Filled filled -> {
                if (filled.orderId().equals(OrderId.NONE)) {
                    yield "it was filled without an order id: " + result;
                }
                if (filled.filledLots() <= 0 || filled.filledLots() > lots) {
                    yield "an order for " + lots + " lots was answered as filled with " + filled.filledLots();
                }
                yield filled.averagePriceTicks() <= 0 ? "it was filled without a price: " + result : null;
            }
            case ExecutionResult.Denied denied ->
                denied.denial().message().isBlank() ? "it was denied without a reason: " + result : null;
            case ExecutionResult.Rejected rejected ->
                rejected.message().isBlank() ? "it was rejected without the venue's words: " + result : null;
            case ExecutionResult.Unconfirmed unconfirmed ->
                unconfirmed.message().isBlank() ? "it is unconfirmed and nothing says why: " + result : null;
        };
    }

    static String text(ExecutionResult result) {
        return switch (result) {
            case ExecutionResult.Accepted accepted -> "taken";
            case ExecutionResult.Filled filled -> "taken";
            case ExecutionResult.Denied denied -> "refused";
            case ExecutionResult.Rejected rejected -> "refused";
            case ExecutionResult.Unconfirmed unconfirmed -> "unconfirmed";
        };
    }

    static String text(CancelResult result) {
        return switch (result) {
            case CancelResult.Canceled canceled -> "done";
            case CancelResult.TooLate late -> "too late";
            case CancelResult.Unconfirmed unconfirmed -> "unconfirmed";
        };
    }
}
