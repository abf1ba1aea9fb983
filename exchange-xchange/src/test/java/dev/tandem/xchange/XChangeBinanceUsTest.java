package dev.tandem.xchange;

import dev.tandem.tck.ExecutionPluginTck;
import dev.tandem.tck.VenueUnderTest;
import java.nio.file.Path;

/** Binance US over HTTP, at a venue that would take stops and pairs: what it is not asked for, it is not sent. */
class XChangeBinanceUsTest extends ExecutionPluginTck {
    @Override
    protected VenueUnderTest openVenue() {
        return new VenueOnLoopback(new BinanceUsProfile());
    }

    @Override
    protected Path page() {
        return Path.of(System.getProperty("tandem.root", ".."), "docs", "venues.md");
    }
}
