package dev.tandem.sim.spot;

/** In which asset a fee is charged. */
public enum FeeAsset {
    /** In the quote asset: from the seller's proceeds, and from the buyer on top of the price. */
    QUOTE,
    /** In what an account receives, as Binance does: a buyer pays in the base asset. */
    RECEIVED
}
