package dev.tandem.model;

/**
 * What an account has of an asset.
 *
 * @param asset {@code USDT}
 * @param free what an order may use, in units of 1e-8
 * @param reserved what open orders hold, in units of 1e-8
 */
public record Balance(String asset, long free, long reserved) {
    public long total() {
        return Math.addExact(free, reserved);
    }
}
