package dev.tandem.model;

/**
 * What a venue says of an instrument at this moment.
 *
 * @param instrument of what
 * @param bidTicks the best bid, or the last price where there is no book
 * @param askTicks the best ask, or the last price where there is no book
 * @param lastTicks the last price
 * @param timeNanos when
 */
public record Ticker(Instrument instrument, long bidTicks, long askTicks, long lastTicks, long timeNanos) {}
