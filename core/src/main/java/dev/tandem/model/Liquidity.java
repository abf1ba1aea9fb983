package dev.tandem.model;

/** Whether a fill took an order that rested in the book, or was the one that rested (FIX tag 851). */
public enum Liquidity {
    MAKER,
    TAKER
}
