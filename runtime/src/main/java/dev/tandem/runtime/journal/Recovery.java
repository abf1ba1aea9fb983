package dev.tandem.runtime.journal;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import java.util.List;

/**
 * What an engine was built up from.
 *
 * @param inputs how many inputs were fed to it
 * @param decisions how many decisions it came to again
 * @param unsent what it had decided when its process ended, and what was not in the journal: it never left
 * @param unanswered orders that were sent, and whose answer is not in the journal or was unclear: ask the venue
 * @param unansweredCancels orders whose cancel was sent, and of which the same is true
 */
public record Recovery(
        long inputs,
        long decisions,
        List<JournalEntry.Decision> unsent,
        List<ApprovedOrder> unanswered,
        List<ClientOrderId> unansweredCancels) {}
