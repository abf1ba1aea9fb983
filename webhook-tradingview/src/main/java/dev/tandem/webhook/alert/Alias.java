package dev.tandem.webhook.alert;

/**
 * What a field means, under whichever of its names.
 *
 * @param bit one of 64: what an alert says at all is known by looking at one number
 */
record Alias(long bit) {
    Alias {
        if (Long.bitCount(bit) != 1) {
            throw new IllegalArgumentException("one bit, not " + Long.toBinaryString(bit));
        }
    }
}
