package dev.tandem.tck;

import dev.tandem.sim.AccountType;
import java.nio.file.Path;

/** The simulator with a margin account passes the kit. */
class SimTest extends ExecutionPluginTck {
    @Override
    protected VenueUnderTest openVenue() {
        return new SimVenue(AccountType.MARGIN);
    }

    @Override
    protected Path page() {
        return Path.of(System.getProperty("tandem.root", ".."), "docs", "venues.md");
    }
}
