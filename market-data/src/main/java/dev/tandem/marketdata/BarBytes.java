package dev.tandem.marketdata;

import dev.tandem.model.Instrument;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/**
 * Bars as bytes, for another process of the same Tandem: 60 bytes a bar, nothing rounded, rows and all. It is no format to
 * keep data in.
 */
public final class BarBytes {
    private static final int RECORD = 7 * Long.BYTES + Integer.BYTES;
    private static final int RECORDS = 1024;

    private BarBytes() {}

    /** Writes bars. */
    public static void write(BarColumns bars, DataOutputStream out) throws IOException {
        Instrument instrument = bars.instrument();
        out.writeUTF(instrument.symbol());
        out.writeUTF(instrument.tickSize().toString());
        out.writeUTF(instrument.lotSize().toString());
        out.writeLong(instrument.minNotional());
        out.writeLong(bars.intervalNanos());
        out.writeInt(bars.size());
        ByteBuffer buffer = ByteBuffer.allocate(RECORDS * RECORD);
        for (int i = 0; i < bars.size(); i++) {
            buffer.putLong(bars.index(i))
                    .putLong(bars.openTimeNanos(i))
                    .putLong(bars.openTicks(i))
                    .putLong(bars.highTicks(i))
                    .putLong(bars.lowTicks(i))
                    .putLong(bars.closeTicks(i))
                    .putDouble(bars.volume(i))
                    .putInt(bars.rounded(i));
            if (!buffer.hasRemaining() || i == bars.size() - 1) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
    }

    /** Reads what {@link #write} has written. */
    public static BarColumns read(DataInputStream in) throws IOException {
        Instrument instrument =
                Instrument.of(in.readUTF(), new BigDecimal(in.readUTF()), new BigDecimal(in.readUTF()), in.readLong());
        long interval = in.readLong();
        int size = in.readInt();
        BarColumns.Builder bars = new BarColumns.Builder(instrument, interval, Math.max(size, 1));
        byte[] bytes = new byte[RECORDS * RECORD];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i < size; i += RECORDS) {
            int records = Math.min(RECORDS, size - i);
            in.readFully(bytes, 0, records * RECORD);
            buffer.clear();
            for (int k = 0; k < records; k++) {
                bars.append(
                        (int) buffer.getLong(),
                        buffer.getLong(),
                        buffer.getLong(),
                        buffer.getLong(),
                        buffer.getLong(),
                        buffer.getLong(),
                        buffer.getDouble(),
                        buffer.getInt());
            }
        }
        return bars.build();
    }
}
