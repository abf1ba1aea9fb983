package dev.tandem.tck;

import dev.tandem.sim.AccountType;
import java.nio.file.Path;

/** The simulator with a spot account passes the kit: what it cannot do is denied. */
class SimSpotTest extends ExecutionPluginTck {
    @Override
    protected VenueUnderTest openVenue() {
        return new SimVenue(AccountType.SPOT);
    }

    @Override
    protected Path page() {
        return Path.of(System.getProperty("tandem.root", ".."), "docs", "venues.md");
    }
}
