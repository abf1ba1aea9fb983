package dev.tandem.webhook;

import java.util.List;

/**
 * Who trades on what agents say, and where.
 *
 * @param agents reads and trades
 * @param markets an account for each instrument, apart from those of alerts; none of them {@linkplain
 *     Marketplace#outlivesUs outlives us}
 */
public record AgentOptions(Agents agents, List<Marketplace> markets) {
    public AgentOptions {
        markets = List.copyOf(markets);
        for (Marketplace market : markets) {
            if (market.outlivesUs() || market.instruments().size() != 1) {
                throw new IllegalArgumentException("agents trade one instrument in each account of recorded data, was "
                        + market.name() + " with " + market.instruments());
            }
        }
    }
}
