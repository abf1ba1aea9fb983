package dev.tandem.engine;

import dev.tandem.result.Rows;

/**
 * Where an engine leaves what it does not look at itself again: its closed trades, and what its accounts were worth at each
 * close.
 */
@FunctionalInterface
public interface Keeping {
    /** In memory, trades as they are: for a run that ends soon and whose trades are all looked at. */
    Keeping IN_MEMORY = Rows::inMemory;

    /** Nowhere: {@link Engine#trades} are the open ones alone then, and there is no curve. For who wants no result. */
    Keeping NOTHING = width -> Rows.none();

    /** Where rows of so many numbers go. */
    Rows rows(int width);
}
