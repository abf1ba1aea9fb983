package dev.tandem.webhook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who trades on what agents say, and where.
 *
 * @param agents reads and trades
 * @param markets an account for each instrument, apart from those of alerts
 * @param bar how long a bar is at those that {@linkplain Marketplace#outlivesUs outlive us}; null where none does
 */
public record AgentOptions(
        Agents agents, List<Marketplace> markets, @Nullable Duration bar) {
    public AgentOptions {
        markets = List.copyOf(markets);
        for (Marketplace market : markets) {
            if (market.instruments().size() != 1) {
                throw new IllegalArgumentException("agents trade one instrument in each account, was " + market.name()
                        + " with " + market.instruments());
            }
            if (market.outlivesUs() && bar == null) {
                throw new IllegalArgumentException("at " + market.name() + " somebody has to say how long a bar is");
            }
        }
    }

    /** On recorded bars. */
    public AgentOptions(Agents agents, List<Marketplace> markets) {
        this(agents, markets, null);
    }
}
