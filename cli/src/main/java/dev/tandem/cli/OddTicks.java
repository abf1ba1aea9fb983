package dev.tandem.cli;

import dev.tandem.marketdata.BookColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataKind;
import dev.tandem.marketdata.QuoteColumns;
import dev.tandem.marketdata.TradeColumns;
import dev.tandem.model.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is odd about files of ticks and can be so: quotes that cross, lock or jump, and files of one instrument that are not. */
final class OddTicks {
    private OddTicks() {}

    /** A sentence for each oddity of each file. */
    static List<String> in(List<MarketData> files) {
        List<String> sentences = new ArrayList<>();
        Map<String, MarketData> firstOf = new LinkedHashMap<>();
        for (MarketData file : files) {
            if (file.kind() == MarketDataKind.QUOTES) {
                quotes(file, sentences);
            }
            MarketData first = firstOf.putIfAbsent(file.instrument().symbol(), file);
            if (first != null) {
                compare(first, file, sentences);
            }
        }
        return sentences;
    }

    private static void quotes(MarketData file, List<String> sentences) {
        QuoteColumns quotes = file.quotes();
        Oddity crossed = new Oddity();
        Oddity locked = new Oddity();
        Oddity jumps = new Oddity();
        for (int i = 0; i < quotes.size(); i++) {
            long bid = quotes.bidTicks(i);
            long ask = quotes.askTicks(i);
            crossed.count(bid > ask, i);
            locked.count(bid == ask, i);
            if (i > 0) {
                long before = quotes.midTicks(i - 1);
                long now = quotes.midTicks(i);
                jumps.count(now / 2 > before || before / 2 > now, i);
            }
        }
        String name = file.source();
        if (crossed.count > 0) {
            sentences.add(crossed.count + " × crossed quote in " + name + ", the first at "
                    + Times.text(quotes.timeNanos(crossed.first)) + " (" + prices(quotes, crossed.first)
                    + "): used as it was recorded.");
        }
        if (locked.count > 0) {
            sentences.add(locked.count + " × locked quote in " + name + ", the first at "
                    + Times.text(quotes.timeNanos(locked.first)) + " (" + prices(quotes, locked.first)
                    + "): used as it was recorded.");
        }
        if (jumps.count > 0) {
            sentences.add("The quotes in " + name + " more than double or halve from one to the next " + jumps.count
                    + " times, the first time at " + Times.text(quotes.timeNanos(jumps.first))
                    + ": two instruments in one file, a split, or a market that does such things.");
        }
    }

    private static String prices(QuoteColumns quotes, int at) {
        return "bid " + quotes.instrument().price(quotes.bidTicks(at)).toPlainString() + ", offer "
                + quotes.instrument().price(quotes.askTicks(at)).toPlainString();
    }

    private static void compare(MarketData one, MarketData other, List<String> sentences) {
        double first = average(one);
        double second = average(other);
        if (first > 2 * second || second > 2 * first) {
            sentences.add("The prices in " + one.source() + " and in " + other.source() + ", which are said to be of "
                    + one.instrument() + ", are on average more than twice those of the other: two instruments?");
        }
    }

    /** In ticks. */
    private static double average(MarketData file) {
        double sum = 0;
        int size = 0;
        switch (file.kind()) {
            case TRADES -> {
                TradeColumns trades = file.trades();
                for (size = 0; size < trades.size(); size++) {
                    sum += trades.priceTicks(size);
                }
            }
            case QUOTES -> {
                QuoteColumns quotes = file.quotes();
                for (size = 0; size < quotes.size(); size++) {
                    sum += quotes.midTicks(size);
                }
            }
            case BOOK -> {
                BookColumns book = file.book();
                for (size = 0; size < book.size(); size++) {
                    sum += book.priceTicks(size);
                }
            }
            case BARS -> {
                for (size = 0; size < file.bars().size(); size++) {
                    sum += file.bars().closeTicks(size);
                }
            }
        }
        return sum / size;
    }

    private static final class Oddity {
        private long count;
        private int first;

        void count(boolean isOdd, int at) {
            if (isOdd) {
                first = count == 0 ? at : first;
                count++;
            }
        }
    }
}
