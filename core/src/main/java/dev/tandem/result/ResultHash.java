package dev.tandem.result;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One number for what a run came to, so that two machines can compare: SHA-256 over the trades, one line each, and the
 * final equity. Prices, quantities and money are plain decimals, times nanoseconds; how long it took is not in it.
 */
public final class ResultHash {
    private ResultHash() {}

    public static String of(List<Trade> trades, long equity) {
        MessageDigest digest = sha256();
        StringBuilder line = new StringBuilder();
        for (Trade trade : trades) {
            line.setLength(0);
            append(line, trade);
            digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
        }
        digest.update(("equity " + Money.toText(equity) + "\n").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void append(StringBuilder line, Trade trade) {
        Instrument instrument = trade.instrument();
        line.append(instrument.symbol())
                .append(' ')
                .append(trade.entrySide())
                .append(' ')
                .append(Decimals.text(instrument.quantity(trade.lots())))
                .append(" entry ")
                .append(trade.entryIndex())
                .append(' ')
                .append(trade.entryTimeNanos())
                .append(' ')
                .append(Decimals.text(instrument.price(trade.entryTicks())))
                .append(" exit ");
        ExitReason reason = trade.exitReason();
        if (reason == null) {
            line.append("open");
        } else {
            line.append(trade.exitIndex())
                    .append(' ')
                    .append(trade.exitTimeNanos())
                    .append(' ')
                    .append(Decimals.text(instrument.price(trade.exitTicks())))
                    .append(' ')
                    .append(reason.text());
        }
        line.append(" fees ")
                .append(Money.toText(trade.fees()))
                .append(" pnl ")
                .append(Money.toText(trade.pnl()))
                .append('\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
