package dev.tandem.sim.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every event as a row of numbers: quick to compare by the million, and readable when asked. */
final class EventLog implements BookListener {
    private static final int WIDTH = 11;
    private static final int ACCEPTED = 1;
    private static final int REJECTED = 2;
    private static final int TRIGGERED = 3;
    private static final int TRADE = 4;
    private static final int SPENT = 5;
    private static final int PREVENTED = 6;
    private static final int REPLACED = 7;
    private static final int REPLACE_REJECTED = 8;
    private static final int CANCELED = 9;
    private static final int CANCEL_REJECTED = 10;
    private static final int EXPIRED = 11;

    private long[] rows = new long[WIDTH * 64];
    private int size;

    void clear() {
        size = 0;
    }

    boolean sameAs(EventLog other) {
        return size == other.size && Arrays.equals(rows, 0, size, other.rows, 0, size);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Some orders' accounts cannot pay when they are triggered. */
    static boolean isFunded(long orderId) {
        return orderId % 7 != 3;
    }

    private void add(long type, long a, long b, long c, long d) {
        add(type, a, b, c, d, 0, 0, 0, 0, 0, 0);
    }

    private void add(long type, long a, long b, long c, long d, long e, long f, long g, long h, long i, long j) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        rows[size] = type;
        rows[size + 1] = a;
        rows[size + 2] = b;
        rows[size + 3] = c;
        rows[size + 4] = d;
        rows[size + 5] = e;
        rows[size + 6] = f;
        rows[size + 7] = g;
        rows[size + 8] = h;
        rows[size + 9] = i;
        rows[size + 10] = j;
        size += WIDTH;
    }

    @Override
    public void onAccepted(long orderId, int account, boolean working) {
        add(ACCEPTED, orderId, account, working ? 1 : 0, 0);
    }

    @Override
    public void onRejected(long orderId, int account, Reject reason) {
        add(REJECTED, orderId, account, reason.ordinal(), 0);
    }

    @Override
    public boolean onTriggered(long orderId, int account, long priceTicks) {
        add(TRIGGERED, orderId, account, priceTicks, 0);
        return isFunded(orderId);
    }

    @Override
    public void onTrade(
            long tradeId,
            long priceTicks,
            long lots,
            long makerOrderId,
            int makerAccount,
            long makerRemainingLots,
            long takerOrderId,
            int takerAccount,
            long takerRemainingLots,
            boolean takerBuys) {
        add(
                TRADE,
                tradeId,
                priceTicks,
                lots,
                makerOrderId,
                makerAccount,
                makerRemainingLots,
                takerOrderId,
                takerAccount,
                takerRemainingLots,
                takerBuys ? 1 : 0);
    }

    @Override
    public void onAmountSpent(long orderId, int account) {
        add(SPENT, orderId, account, 0, 0);
    }

    @Override
    public void onSelfTradePrevented(
            long priceTicks,
            int account,
            long makerOrderId,
            long makerRemainingLots,
            long takerOrderId,
            long takerRemainingLots) {
        add(
                PREVENTED,
                priceTicks,
                account,
                makerOrderId,
                makerRemainingLots,
                takerOrderId,
                takerRemainingLots,
                0,
                0,
                0,
                0);
    }

    @Override
    public void onReplaced(
            long orderId, int account, long priceTicks, long lots, long remainingLots, boolean priorityKept) {
        add(REPLACED, orderId, account, priceTicks, lots, remainingLots, priorityKept ? 1 : 0, 0, 0, 0, 0);
    }

    @Override
    public void onReplaceRejected(long orderId, int account, Reject reason) {
        add(REPLACE_REJECTED, orderId, account, reason.ordinal(), 0);
    }

    @Override
    public void onCanceled(long orderId, int account, long remainingLots) {
        add(CANCELED, orderId, account, remainingLots, 0);
    }

    @Override
    public void onCancelRejected(long orderId, int account, Reject reason) {
        add(CANCEL_REJECTED, orderId, account, reason.ordinal(), 0);
    }

    @Override
    public void onExpired(long orderId, int account, long remainingLots, Expiry reason) {
        add(EXPIRED, orderId, account, remainingLots, reason.ordinal());
    }

    /** Price and lots of each trade in which this order took. */
    List<String> taken(long orderId) {
        List<String> fills = new ArrayList<>();
        for (int row = 0; row < size; row += WIDTH) {
            if (rows[row] == TRADE && rows[row + 7] == orderId) {
                fills.add(rows[row + 3] + " @ " + rows[row + 2]);
            }
        }
        return fills;
    }

    /** The events as a person would tell them. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < size; row += WIDTH) {
            lines.add(line(row));
        }
        return lines;
    }

    private String line(int row) {
        long a = rows[row + 1];
        long c = rows[row + 3];
        long d = rows[row + 4];
        String order = "#" + a;
        return switch ((int) rows[row]) {
            case ACCEPTED -> order + (c == 1 ? " accepted" : " waits");
            case REJECTED -> order + " rejected " + Reject.values()[(int) c];
            case TRIGGERED -> order + " triggered at " + c;
            case TRADE ->
                "trade " + a + ": " + c + " @ " + rows[row + 2] + " maker #" + d + " left " + rows[row + 6]
                        + " taker #" + rows[row + 7] + (rows[row + 10] == 1 ? " buys" : " sells")
                        + (rows[row + 9] < 0 ? "" : " left " + rows[row + 9]);
            case SPENT -> order + " has spent its amount";
            case PREVENTED ->
                "self-trade prevented @ " + a + " maker #" + c + " left " + d + " taker #" + rows[row + 5] + " left "
                        + rows[row + 6];
            case REPLACED ->
                order + " now " + d + " @ " + c + " left " + rows[row + 5]
                        + (rows[row + 6] == 1 ? ", place kept" : ", behind the others");
            case REPLACE_REJECTED -> order + " not replaced " + Reject.values()[(int) c];
            case CANCELED -> order + " canceled left " + c;
            case CANCEL_REJECTED -> order + " not canceled " + Reject.values()[(int) c];
            case EXPIRED -> order + " expired left " + c + " " + Expiry.values()[(int) d];
            default -> throw new IllegalStateException();
        };
    }
}
