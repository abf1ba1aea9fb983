package dev.tandem.result;

import dev.tandem.model.Money;
import java.util.List;

/**
 * One strategy on one set of data under several assumptions about fills: how much of its result is the market's, and how much
 * the assumption's.
 *
 * @param cash what each run started with, in units of {@link Money}
 * @param bands from the hardest to the kindest assumption
 */
public record FillBands(long cash, List<Band> bands) {
    /**
     * What one assumption came to.
     *
     * @param fills {@code pessimistic}, {@code realistic} or {@code optimistic}
     * @param equity in the end, in units of {@link Money}
     * @param fees in all
     * @param trades round trips, open ones among them
     * @param resultSha256 as in {@link RunResult#resultSha256}
     */
    public record Band(String fills, long equity, long fees, int trades, String resultSha256) {
        /** What a run came to. */
        public static Band of(String fills, RunResult run) {
            return new Band(fills, run.equity(), run.fees(), run.trades().size(), run.resultSha256());
        }
    }

    public FillBands {
        bands = List.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("at least one assumption is needed");
        }
    }

    /** What a band earned, in units of {@link Money}. */
    public long profit(Band band) {
        return Math.subtractExact(band.equity(), cash);
    }

    /** Whether it earns under one assumption and loses under another. */
    public boolean signDepends() {
        boolean earns = bands.stream().anyMatch(band -> profit(band) > 0);
        boolean doesNot = bands.stream().anyMatch(band -> profit(band) <= 0);
        return earns && doesNot;
    }

    /** Whether the assumptions make any difference. */
    public boolean differ() {
        return bands.stream().map(Band::resultSha256).distinct().count() > 1;
    }

    /** In a sentence, what the bands say about the result. */
    public String verdict() {
        Band hardest = bands.getFirst();
        Band kindest = bands.getLast();
        if (!differ()) {
            return "The assumption about fills makes no difference to this run.";
        }
        String span = "from " + signed(profit(hardest)) + " (" + hardest.fills() + ") to " + signed(profit(kindest))
                + " (" + kindest.fills() + ")";
        if (signDepends()) {
            return "Whether this strategy earns or loses depends on the assumption about fills, " + span
                    + ": the data cannot tell, and neither can this backtest.";
        }
        boolean earns = profit(hardest) > 0;
        return "The strategy earns under " + (earns ? "every" : "no") + " assumption about fills, " + span + ".";
    }

    private static String signed(long units) {
        return (units > 0 ? "+" : "") + Money.toText(units);
    }
}
