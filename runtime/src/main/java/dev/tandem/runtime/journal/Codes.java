package dev.tandem.runtime.journal;

import dev.tandem.gate.DenialReason;
import dev.tandem.gate.OrderRole;
import dev.tandem.gate.TradingState;
import dev.tandem.model.Liquidity;
import dev.tandem.model.Side;
import dev.tandem.plugin.RejectReason;

/** The numbers that stand for words in the files. They are written down here, so that a new constant moves no old one. */
final class Codes {
    // What came of an order
    static final int ACCEPTED = 1;
    static final int FILLED = 2;
    static final int CANCELED = 3;
    static final int EXPIRED = 4;
    static final int REJECTED = 5;
    static final int DENIED = 6;
    static final int UNCONFIRMED = 7;
    static final int TOO_LATE = 8;
    static final int REJECTED_WITH_REASON = 9;

    static final int MARKET = 1;
    static final int LIMIT = 2;
    static final int STOP = 3;
    static final int STOP_LIMIT = 4;
    static final int TRAILING_STOP = 5;

    static final int GOOD_TILL_CANCELED = 1;
    static final int IMMEDIATE_OR_CANCEL = 2;
    static final int FILL_OR_KILL = 3;
    static final int DAY = 4;
    static final int GOOD_TILL_DATE = 5;
    static final int GOOD_FOR_BARS = 6;

    static final int NO_EXIT = 0;
    static final int EXIT_AT = 1;
    static final int EXIT_FROM_FILL = 2;

    static final int CHANGE_STATE = 1;
    static final int CANCEL_ALL = 2;
    static final int FLATTEN = 3;
    static final int REARM = 4;
    static final int CLOSE = 5;

    private Codes() {}

    static int of(TradingState state) {
        return switch (state) {
            case ACTIVE -> 1;
            case REDUCING -> 2;
            case HALTED -> 3;
        };
    }

    static TradingState tradingState(int code) {
        return switch (code) {
            case 1 -> TradingState.ACTIVE;
            case 2 -> TradingState.REDUCING;
            case 3 -> TradingState.HALTED;
            default -> throw unknown("trading state", code);
        };
    }

    static int of(Side side) {
        return switch (side) {
            case BUY -> 1;
            case SELL -> 2;
        };
    }

    static Side side(int code) {
        return switch (code) {
            case 1 -> Side.BUY;
            case 2 -> Side.SELL;
            default -> throw unknown("side", code);
        };
    }

    static int of(Liquidity liquidity) {
        return switch (liquidity) {
            case MAKER -> 1;
            case TAKER -> 2;
        };
    }

    static Liquidity liquidity(int code) {
        return switch (code) {
            case 1 -> Liquidity.MAKER;
            case 2 -> Liquidity.TAKER;
            default -> throw unknown("liquidity", code);
        };
    }

    /** Added to a role where the entry of the exit follows. */
    static final int WITH_ENTRY = 0x80;

    static int of(OrderRole role) {
        return switch (role) {
            case STRATEGY -> 1;
            case STOP_LOSS -> 2;
            case TAKE_PROFIT -> 3;
            case TRAILING_STOP -> 4;
            case CLOSE_AT_END -> 5;
        };
    }

    static OrderRole role(int code) {
        return switch (code) {
            case 1 -> OrderRole.STRATEGY;
            case 2 -> OrderRole.STOP_LOSS;
            case 3 -> OrderRole.TAKE_PROFIT;
            case 4 -> OrderRole.TRAILING_STOP;
            case 5 -> OrderRole.CLOSE_AT_END;
            default -> throw unknown("role", code);
        };
    }

    static int of(RejectReason reason) {
        return switch (reason) {
            case OTHER -> 1;
            case STOP_PASSED -> 2;
            case TARGET_PASSED -> 3;
        };
    }

    static RejectReason rejectReason(int code) {
        return switch (code) {
            case 1 -> RejectReason.OTHER;
            case 2 -> RejectReason.STOP_PASSED;
            case 3 -> RejectReason.TARGET_PASSED;
            default -> throw unknown("reason of a rejection", code);
        };
    }

    static DenialReason denialReason(String text) {
        for (DenialReason reason : DenialReason.values()) {
            if (reason.text().equals(text)) {
                return reason;
            }
        }
        throw new MalformedEntryException("there is no reason of a denial called '" + text + "'");
    }

    static MalformedEntryException unknown(String what, int code) {
        return new MalformedEntryException("there is no " + what + " with the number " + code);
    }
}
