package dev.tandem.xchange;

import dev.tandem.tck.ExecutionPluginTck;
import dev.tandem.tck.VenueUnderTest;
import java.nio.file.Path;

/** XChange's Binance module over HTTP, at a venue that is not ours to bend. */
class XChangeBinanceTest extends ExecutionPluginTck {
    @Override
    protected VenueUnderTest openVenue() {
        return new VenueOnLoopback();
    }

    @Override
    protected Path page() {
        return Path.of(System.getProperty("tandem.root", ".."), "docs", "venues.md");
    }
}
