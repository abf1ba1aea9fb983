package dev.tandem.xchange;

import dev.tandem.tck.ExecutionPluginTck;
import dev.tandem.tck.VenueUnderTest;
import java.nio.file.Path;

/** XChange's Kraken module over HTTP, at WireMock. */
class XChangeKrakenTest extends ExecutionPluginTck {
    @Override
    protected VenueUnderTest openVenue() {
        return new KrakenOnWireMock();
    }

    @Override
    protected Path page() {
        return Path.of(System.getProperty("tandem.root", ".."), "docs", "venues.md");
    }
}
