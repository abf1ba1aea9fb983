package dev.tandem.cli;

import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Rate;
import java.util.List;

/**
 * What a backtest was asked for of its market.
 *
 * @param feeds the files, in the order in which they were named
 * @param frames longer bars that are made of the instruments' own
 * @param participation how much of a bar's volume may be ours; zero for as much as is asked for
 */
record MarketOptions(List<Feed> feeds, List<BarInterval> frames, Rate participation) {
    /**
     * A file and how it is read.
     *
     * @param source a file, or {@code sample:NAME}, as the user named it
     */
    record Feed(String source, ReadOptions reading) {}

    /** One file, and nothing else. */
    static MarketOptions of(String source, ReadOptions reading) {
        return new MarketOptions(List.of(new Feed(source, reading)), List.of(), Rate.ZERO);
    }

    /** Whether it is what could be asked for before there was more than one file. */
    boolean isSimple() {
        return feeds.size() == 1 && frames.isEmpty();
    }
}
