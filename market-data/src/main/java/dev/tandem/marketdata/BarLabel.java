package dev.tandem.marketdata;

/** Which end of a bar its timestamp in a file means. */
public enum BarLabel {
    /** The start of the bar: the rule. */
    OPEN,
    /** The end of the bar: it opened one interval before its timestamp. */
    CLOSE
}
