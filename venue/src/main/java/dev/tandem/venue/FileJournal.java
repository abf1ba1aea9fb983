package dev.tandem.venue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue's memory in a file: every command that has changed it, one line each with a checksum, on the disk before it is
 * answered. Since the same commands give the same state, reading them again brings every order, fill and balance back.
 *
 * <p>A line that a crash has cut short was never answered: it is cut off when the file is opened. A damaged line before the
 * last one is an error.
 */
final class FileJournal implements CommandLog, AutoCloseable {
    static final String FILE = "venue.journal";
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final Path file;
    private final FileChannel channel;
    private final boolean standsStill;
    private boolean failed;

    /** The directory cannot be used, or what is in it is not this venue's. */
    static final class UnusableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private FileJournal(Path file, FileChannel channel, boolean standsStill) {
        this.file = file;
        this.channel = channel;
        this.standsStill = standsStill;
    }

    /**
     * Brings back what is in a directory's journal, and goes on with it.
     *
     * @param identity what must be the same for the commands to mean the same: the data, the accounts, the fees
     * @param standsStill whether each step is commanded
     */
    static FileJournal open(Path directory, String identity, boolean standsStill, VenueCore core, Symbols symbols) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean opened = false;
            try {
                lock(channel, file);
                FileJournal journal = new FileJournal(file, channel, standsStill);
                journal.recover(identity, core, symbols);
                opened = true;
                return journal;
            } finally {
                if (!opened) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new UnusableException("the journal " + file + " cannot be used: " + e, e);
        }
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new UnusableException("the journal " + file + " is in use by another venue", null);
        }
    }

    // Reading

    private void recover(String identity, VenueCore core, Symbols symbols) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(channel.size())];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
            // until all is read
        }
        int start = 0;
        int line = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String text = end == bytes.length ? null : payload(bytes, start, end);
            if (text == null) {
                if (end < bytes.length - 1) {
                    throw new UnusableException(
                            file + ":" + (line + 1) + ": is damaged, and not at the end of the file", null);
                }
                LOG.warn(
                        "{}: the last {} bytes were not written to their end and are cut off",
                        file,
                        bytes.length - start);
                break;
            }
            line++;
            if (line == 1) {
                requireSame(identity, text);
            } else {
                apply(text, line, core, symbols);
            }
            start = end + 1;
        }
        channel.truncate(start);
        channel.position(start);
        if (line == 0) {
            append(identity);
        }
    }

    private void requireSame(String identity, String text) {
        if (!identity.equals(text)) {
            throw new UnusableException(
                    "the journal " + file + " was written by a venue with other data or options: it was\n  " + text
                            + "\nand is\n  " + identity,
                    null);
        }
    }

    private static @Nullable String payload(byte[] bytes, int start, int end) {
        if (end - start < 10 || bytes[start + 8] != ' ') {
            return null;
        }
        String sum = new String(bytes, start, 8, StandardCharsets.US_ASCII);
        return sum.equals(checksum(bytes, start + 9, end - start - 9))
                ? new String(bytes, start + 9, end - start - 9, StandardCharsets.UTF_8)
                : null;
    }

    private static String checksum(byte[] bytes, int offset, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, offset, length);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private void apply(String text, int line, VenueCore core, Symbols symbols) {
        String[] fields = text.split("\t", -1);
        try {
            long steps = Long.parseLong(fields[1]);
            while (core.steps() < steps) {
                core.advance();
            }
            switch (fields[0]) {
                case "step" -> {}
                case "place" -> core.place(core.account(fields[2]), form(fields[3], symbols));
                case "pair" ->
                    core.placePair(
                            core.account(fields[2]), form(fields[4], symbols), form(fields[5], symbols), fields[3]);
                case "cancel" -> core.cancel(core.orders().get(Integer.parseInt(fields[2]) - 1), fields[3]);
                default -> throw new IllegalArgumentException("there is no command " + fields[0]);
            }
        } catch (RuntimeException e) {
            throw new UnusableException(file + ":" + line + ": does not fit what is before it: " + e.getMessage(), e);
        }
    }

    private static OrderForm form(String text, Symbols symbols) {
        Map<String, String> named = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            named.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return OrderForm.read(Parameters.of(named), symbols);
    }

    // Writing

    @Override
    public void advanced(long steps, boolean changed) {
        if (standsStill || changed) {
            append("step\t" + steps);
        }
    }

    @Override
    public void placed(VenueOrder order, long steps) {
        append("place\t" + steps + '\t' + order.account.name + '\t' + text(order));
    }

    @Override
    public void placed(OrderList list, long steps) {
        append("pair\t" + steps + '\t' + list.account.name + '\t' + list.clientId + '\t' + text(list.orders.get(0))
                + '\t' + text(list.orders.get(1)));
    }

    @Override
    public void canceled(VenueOrder order, long steps) {
        append("cancel\t" + steps + '\t' + order.id + '\t' + order.cancelId);
    }

    private static String text(VenueOrder order) {
        OrderForm form = order.form;
        List<String> pairs = new ArrayList<>();
        pairs.add("symbol=" + form.rules().symbol());
        pairs.add("side=" + form.side());
        pairs.add("type=" + form.type());
        add(pairs, "quantity", form.quantity());
        add(pairs, "quoteOrderQty", form.quoteOrderQty());
        add(pairs, "price", form.price());
        add(pairs, "stopPrice", form.stopPrice());
        if (form.timeInForce() != null) {
            pairs.add("timeInForce=" + form.timeInForce());
        }
        if (form.trailingDelta() > 0) {
            pairs.add("trailingDelta=" + form.trailingDelta());
        }
        pairs.add("newClientOrderId=" + order.clientId);
        pairs.add("newOrderRespType=" + form.responseType());
        pairs.add("selfTradePreventionMode=" + form.selfTradePrevention());
        return String.join("&", pairs);
    }

    private static void add(List<String> pairs, String name, @Nullable BigDecimal value) {
        if (value != null) {
            pairs.add(name + "=" + value.toPlainString());
        }
    }

    private void append(String payload) {
        if (failed) {
            throw new IllegalStateException("the journal " + file + " could not be written before");
        }
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        byte[] line = (checksum(text, 0, text.length) + " " + payload + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        } catch (IOException e) {
            // What the venue knows and what it has written are not the same any more: it takes no more commands.
            failed = true;
            throw new UncheckedIOException("the journal " + file + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the journal {} was not closed cleanly", file, e);
        }
    }
}
