package dev.tandem.venue;

/**
 * One execution of an account's order.
 *
 * @param id of the trade; the same for both sides of it
 * @param amount price × quantity in 1e-8 of the quote asset, as it was booked
 * @param fee in 1e-8 of {@code feeAsset}
 * @param buyerMakes whether the buyer's order rested
 */
record VenueFill(
        long id,
        VenueOrder order,
        long ticks,
        long lots,
        long amount,
        long fee,
        String feeAsset,
        boolean maker,
        boolean buyerMakes,
        long millis) {}
