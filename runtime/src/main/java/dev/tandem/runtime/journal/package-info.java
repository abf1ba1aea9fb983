/**
 * The journal: what a live engine took in and what it decided, in order, on disk before an order leaves.
 *
 * <p>Read first: {@link dev.tandem.runtime.journal.Journal} (writes it), {@link
 * dev.tandem.runtime.journal.JournalEntry} (what can be in it), {@link dev.tandem.runtime.journal.JournaledEngine}
 * (an engine that keeps one, and that is built up again from one). The bytes are described in {@code docs/journal.md}.
 *
 * <p>Knows {@code core} only: exchanges through their interface, and no JSON; {@code cli} makes that of {@link
 * dev.tandem.runtime.journal.EntryText}.
 */
@NullMarked
package dev.tandem.runtime.journal;

import org.jspecify.annotations.NullMarked;
