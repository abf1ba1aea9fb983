package dev.tandem.sim.spot;

/** A trade with its money. One object that is filled in again for each trade: read it during the call. */
public final class SpotTrade {
    long tradeId;
    long priceTicks;
    long lots;
    long amount;
    boolean takerBuys;
    long makerOrderId;
    int makerAccount;
    long makerRemainingLots;
    long takerOrderId;
    int takerAccount;
    long takerRemainingLots;
    long buyerFee;
    long sellerFee;
    int buyerFeeAsset;
    int sellerFeeAsset;

    SpotTrade() {}

    /** 1, 2, 3 … in this market. */
    public long tradeId() {
        return tradeId;
    }

    public long priceTicks() {
        return priceTicks;
    }

    public long lots() {
        return lots;
    }

    /** Price × quantity in 1e-8 of the quote asset, as it was booked. */
    public long amount() {
        return amount;
    }

    /** Whether the order that arrived buys; the one that rested sells then. */
    public boolean takerBuys() {
        return takerBuys;
    }

    public long makerOrderId() {
        return makerOrderId;
    }

    public int makerAccount() {
        return makerAccount;
    }

    /** What is left of the order that rested; 0 if it is filled. */
    public long makerRemainingLots() {
        return makerRemainingLots;
    }

    public long takerOrderId() {
        return takerOrderId;
    }

    public int takerAccount() {
        return takerAccount;
    }

    /** What is left of the order that arrived; 0 if it is filled; -1 if it is one by amount. */
    public long takerRemainingLots() {
        return takerRemainingLots;
    }

    /** What the order that rested was charged, in 1e-8 of {@link #makerFeeAsset}. */
    public long makerFee() {
        return takerBuys ? sellerFee : buyerFee;
    }

    /** The number of the asset in which the order that rested was charged. */
    public int makerFeeAsset() {
        return takerBuys ? sellerFeeAsset : buyerFeeAsset;
    }

    /** What the order that arrived was charged, in 1e-8 of {@link #takerFeeAsset}. */
    public long takerFee() {
        return takerBuys ? buyerFee : sellerFee;
    }

    /** The number of the asset in which the order that arrived was charged. */
    public int takerFeeAsset() {
        return takerBuys ? buyerFeeAsset : sellerFeeAsset;
    }
}
