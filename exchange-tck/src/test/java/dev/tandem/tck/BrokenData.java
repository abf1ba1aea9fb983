package dev.tandem.tck;

import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Plugins that tell something wrong of the market. */
final class BrokenData {
    private BrokenData() {}

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "bid and ask are swapped", "the latest prices", "not a price", to -> new ForwardingPlugin(to) {
                            @Override
                            public Ticker fetchData(Instrument instrument) {
                                Ticker ticker = super.fetchData(instrument);
                                return new Ticker(
                                        instrument,
                                        ticker.bidTicks() + 1,
                                        ticker.askTicks(),
                                        ticker.lastTicks(),
                                        ticker.timeNanos());
                            }
                        }),
                new Mistake("bars come newest first", "past bars", "not as asked for", to -> new ForwardingPlugin(to) {
                    @Override
                    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant end) {
                        return super.history(instrument, bar, from, end).reversed();
                    }
                }),
                new Mistake(
                        "a closed subscription goes on",
                        "bars arrive as they complete",
                        "bars have come since",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Subscription subscribe(
                                    Instrument instrument, Duration bar, MarketDataListener listener) {
                                super.subscribe(instrument, bar, listener);
                                return () -> {};
                            }
                        }),
                new Mistake(
                        "past bars are not among the capabilities, and come all the same",
                        "past bars",
                        "not denied",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Capabilities capabilities() {
                                return super.capabilities().without(Capability.HISTORY);
                            }
                        }));
    }
}
