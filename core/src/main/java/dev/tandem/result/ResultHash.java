package dev.tandem.result;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One number for what a run came to, so that two machines can compare: SHA-256 over the trades and the final equity.
 *
 * <p>What is hashed, numbers as 8 bytes with the highest first: for each trade the text {@code SYMBOL tick lot} in UTF-8
 * (only where it differs from the trade before), then {@code +1} or {@code -1} for a long or a short, lots, row, time and
 * ticks of the entry, the ordinal of the reason of the exit (-1 while open), and unless it is open row, time and ticks of
 * the exit; then fees and result; at the end the equity. How long it took is not in it.
 */
public final class ResultHash {
    private static final int LONGS_OF_A_TRADE = 11;

    private ResultHash() {}

    public static String of(List<Trade> trades, long equity) {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(LONGS_OF_A_TRADE * Long.BYTES);
        Instrument last = null;
        for (Trade trade : trades) {
            Instrument instrument = trade.instrument();
            if (!instrument.equals(last)) {
                last = instrument;
                digest.update(name(instrument).getBytes(StandardCharsets.UTF_8));
            }
            put(buffer, trade);
            digest.update(buffer.flip());
            buffer.clear();
        }
        digest.update(buffer.putLong(equity).flip());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String name(Instrument instrument) {
        return instrument.symbol() + " " + Decimals.text(instrument.tickSize()) + " "
                + Decimals.text(instrument.lotSize());
    }

    private static void put(ByteBuffer buffer, Trade trade) {
        ExitReason reason = trade.exitReason();
        buffer.putLong(trade.entrySide().sign())
                .putLong(trade.lots())
                .putLong(trade.entryIndex())
                .putLong(trade.entryTimeNanos())
                .putLong(trade.entryTicks())
                .putLong(reason == null ? -1 : reason.ordinal());
        if (reason != null) {
            buffer.putLong(trade.exitIndex()).putLong(trade.exitTimeNanos()).putLong(trade.exitTicks());
        }
        buffer.putLong(trade.fees()).putLong(trade.pnl());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
