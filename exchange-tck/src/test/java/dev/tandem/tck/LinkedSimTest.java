package dev.tandem.tck;

import java.nio.file.Path;

/** The simulator passes the kit when messages are lost, late, doubled and out of order. */
class LinkedSimTest extends ExecutionPluginTck {
    @Override
    protected VenueUnderTest openVenue() {
        return new LinkedSimVenue();
    }

    @Override
    protected Path page() {
        return Path.of(System.getProperty("tandem.root", ".."), "docs", "venues.md");
    }
}
