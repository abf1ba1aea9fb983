package dev.tandem.engine;

import dev.tandem.model.Instrument;

/**
 * A position that was entered with a stop, and has none at the venue for some of it.
 *
 * @param exchange where it is
 * @param lots for how much no stop is confirmed
 */
public record Unprotected(Instrument instrument, String exchange, long lots) {}
