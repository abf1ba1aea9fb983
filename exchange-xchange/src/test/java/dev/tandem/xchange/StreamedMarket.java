package dev.tandem.xchange;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A venue whose market is known beforehand, down to its trades, and on whose stream things go wrong. Its time goes on a bar
 * at a time, when the test says so.
 */
final class StreamedMarket implements InstantSource, StreamServer.Script, AutoCloseable {
    static final long MINUTE = 60 * Times.SECOND;
    private static final long START = Times.nanos(Instant.parse("2026-03-01T00:00:00Z"));

    /** A trade. */
    record Deal(long id, long timeNanos, long ticks, String quantity) {}

    /** A bar, and what it is made of. */
    record Minute(BarRecord bar, List<Deal> deals) {}

    /** How a venue says it. */
    interface Speech {
        /** Under which name it is found. */
        String exchange();

        Instrument instrument();

        /** The answer to a question other than for bars; null if there is none. */
        @Nullable
        String answer(StreamedMarket market, String target);

        /** The answer to a question for bars, if it is one. */
        @Nullable
        String bars(StreamedMarket market, String target);

        /** Whether there is a bar where nobody has traded. */
        default boolean hasFlatBars() {
            return true;
        }

        /** What is said to somebody who connects; null for nothing. */
        default @Nullable String welcome() {
            return null;
        }

        /** What is answered to somebody who says something; null for nothing. */
        default @Nullable String reply(String text) {
            return null;
        }

        /** What is said of a bar in progress, or of a trade in it. */
        List<String> during(Minute minute);

        /** What is said at a bar's end; nothing where the venue says nothing of it. */
        List<String> after(Minute minute);
    }

    /** What can go wrong around a bar. */
    enum Trouble {
        NONE,
        IN_PARTS,
        LOST,
        TWICE,
        OLD_AGAIN,
        LATE,
        GARBAGE,
        HALF,
        RESET,
        HANG_UP,
        SILENT
    }

    private static final List<String> GARBAGE = List.of(
            "",
            "{",
            "null",
            "[]",
            "42",
            "\"hello\"",
            "<html>502</html>",
            "{\"e\":\"kline\"}",
            "{\"e\":\"kline\",\"k\":{\"s\":\"BTCUSDT\",\"i\":\"1m\",\"t\":\"x\"}}",
            "{\"channel\":\"ohlc\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\"}]}",
            "{\"arg\":{\"channel\":\"candle1m\",\"instId\":\"BTC-USDT\"},\"data\":[[\"1\"]]}",
            "{\"topic\":\"kline.1.BTCUSDT\",\"data\":[{\"confirm\":true}]}",
            "{\"channel\":\"market_trades\",\"events\":[{\"trades\":[{\"price\":\"-\"}]}]}",
            "{\"event\":\"trade\",\"channel\":\"live_trades_btcusd\",\"data\":{\"price\":{}}}");

    final List<Minute> minutes = new ArrayList<>();
    private final Speech speech;
    private final StreamServer server;
    private final List<Trouble> troubles = new ArrayList<>();
    private final SplittableRandom random;
    private volatile int over;
    private volatile boolean away;

    StreamedMarket(Speech speech, long seed, int count) {
        this.speech = speech;
        this.random = new SplittableRandom(seed);
        long price = speech.instrument().ticks(new java.math.BigDecimal("60000"));
        long id = 1_000;
        for (int i = 0; i < count; i++) {
            long open = START + i * MINUTE;
            List<Deal> deals = new ArrayList<>();
            int trades = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
            for (int n = 0; n < trades; n++) {
                price += random.nextLong(-500, 501);
                deals.add(new Deal(
                        id++,
                        open + (n + 1) * MINUTE / 8,
                        price,
                        String.format(Locale.ROOT, "0.%04d", 1 + random.nextInt(9_999))));
            }
            minutes.add(new Minute(bar(speech.instrument(), open, deals, price), deals));
        }
        for (int i = 0; i < count; i++) {
            boolean calm = i < 2 || i > count - 4 || random.nextInt(3) > 0;
            troubles.add(calm ? Trouble.NONE : Trouble.values()[random.nextInt(Trouble.values().length)]);
        }
        this.server = new StreamServer(this);
    }

    /** One without a trade is flat at the last price, as venues publish it. */
    static BarRecord bar(Instrument instrument, long open, List<Deal> deals, long lastPrice) {
        long first = deals.isEmpty() ? lastPrice : deals.getFirst().ticks();
        long last = deals.isEmpty() ? lastPrice : deals.getLast().ticks();
        java.math.BigDecimal volume = deals.stream()
                .map(deal -> new java.math.BigDecimal(deal.quantity()))
                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
        return new BarRecord(
                instrument,
                -1,
                open,
                open + MINUTE,
                first,
                deals.stream().mapToLong(Deal::ticks).max().orElse(lastPrice),
                deals.stream().mapToLong(Deal::ticks).min().orElse(lastPrice),
                last,
                volume.doubleValue());
    }

    /** The same, of the instrument as the plugin has it. */
    void isOf(Instrument instrument) {
        minutes.replaceAll(minute -> new Minute(
                bar(
                        instrument,
                        minute.bar().openTimeNanos(),
                        minute.deals(),
                        minute.bar().closeTicks()),
                minute.deals()));
    }

    /** Only this goes wrong. */
    StreamedMarket with(Map<Integer, Trouble> only) {
        troubles.replaceAll(trouble -> Trouble.NONE);
        only.forEach(troubles::set);
        return this;
    }

    String url() {
        return server.url();
    }

    StreamServer server() {
        return server;
    }

    List<BarRecord> truth() {
        return minutes.stream()
                .filter(minute -> speech.hasFlatBars() || !minute.deals().isEmpty())
                .map(Minute::bar)
                .toList();
    }

    /** The bars that are over. */
    List<Minute> past() {
        return minutes.subList(0, over);
    }

    /** Those, and the one that is not, as venues tell it, too. */
    List<Minute> pastAndPresent() {
        return minutes.subList(0, Math.min(minutes.size(), over + 1));
    }

    /** The one that is not; null at the end. */
    @Nullable
    Minute inProgress() {
        return over < minutes.size() ? minutes.get(over) : null;
    }

    long startNanos() {
        return START;
    }

    @Override
    public Instant instant() {
        return Times.instant(START + over * MINUTE + Times.SECOND);
    }

    /** A bar happens: what is said while it does, its end, and what is said of that. */
    void next() {
        Minute minute = minutes.get(over);
        Trouble trouble = troubles.get(over);
        away = false;
        List<String> during = speech.during(minute);
        for (int i = 0; i < during.size(); i++) {
            boolean lost = trouble == Trouble.LOST && i == during.size() - 1;
            for (StreamServer.Caller caller : server.callers()) {
                if (!lost) {
                    say(caller, during.get(i));
                }
            }
        }
        over++;
        List<String> after = new ArrayList<>(speech.after(minute));
        if (trouble == Trouble.OLD_AGAIN && over > 4) {
            after.addAll(0, speech.after(minutes.get(over - 4)));
        }
        if (over > 1 && troubles.get(over - 2) == Trouble.LATE) {
            after.addAll(speech.after(minutes.get(over - 2)));
        }
        for (StreamServer.Caller caller : server.callers()) {
            try {
                told(caller, trouble, after);
            } catch (IOException gone) {
                // It has hung up while it was spoken to: it hears nothing more, as with any venue.
                continue;
            }
        }
    }

    private void told(StreamServer.Caller caller, Trouble trouble, List<String> texts) throws IOException {
        String last = texts.isEmpty() ? "{}" : texts.getLast();
        switch (trouble) {
            case NONE, OLD_AGAIN -> texts.forEach(text -> say(caller, text));
            case IN_PARTS -> caller.sayInParts(last);
            case LOST, LATE -> {}
            case TWICE -> {
                texts.forEach(text -> say(caller, text));
                texts.forEach(text -> say(caller, text));
            }
            case GARBAGE -> {
                GARBAGE.forEach(text -> say(caller, text));
                texts.forEach(text -> say(caller, text));
            }
            case HALF -> caller.sayHalf(last);
            case RESET -> {
                away = random.nextBoolean();
                caller.reset();
            }
            case HANG_UP -> caller.hangUp();
            case SILENT -> caller.fallSilent();
        }
    }

    private static void say(StreamServer.Caller caller, String text) {
        try {
            caller.say(text);
        } catch (IOException gone) {
            // It has hung up: it hears nothing more.
            return;
        }
    }

    // What the server is asked

    @Override
    public @Nullable String answer(String target) {
        String bars = speech.bars(this, target);
        return bars == null ? speech.answer(this, target) : bars;
    }

    @Override
    public void connected(StreamServer.Caller caller, String target) throws IOException {
        if (away) {
            throw new IOException("nobody is let in at the moment");
        }
        String welcome = speech.welcome();
        if (welcome != null) {
            caller.say(welcome);
        }
    }

    @Override
    public void said(StreamServer.Caller caller, String text) throws IOException {
        String reply = speech.reply(text);
        if (reply != null) {
            caller.say(reply);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
