package dev.tandem.cli;

import dev.tandem.model.Balance;
import dev.tandem.model.Money;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the strategies of one account are to own of its cash when they begin. Those that go on own what their journals say,
 * which is known once they have been built up again; the sessions look at that.
 */
final class AccountShare {
    private final ExecutionPlugin plugin;
    /** By asset, then by strategy. */
    private final Map<String, Map<String, Long>> cash = new LinkedHashMap<>();

    private int strategies;
    private boolean onesIsMissing;

    AccountShare(ExecutionPlugin plugin) {
        this.plugin = plugin;
    }

    /**
     * @param symbol what it trades first, {@code BTC/USDT}
     * @param own what it is to have; null for what is free
     * @param goesOn whether it has begun before
     */
    void add(String strategy, String symbol, @Nullable Long own, boolean goesOn) {
        strategies++;
        onesIsMissing |= own == null && !goesOn;
        if (own != null && !goesOn) {
            String asset = symbol.substring(symbol.indexOf('/') + 1);
            cash.computeIfAbsent(asset, none -> new LinkedHashMap<>()).put(strategy, own);
        }
    }

    /**
     * Looks whether the account has what its strategies are to own together. Who is alone may say more: the venue refuses what
     * it cannot pay.
     */
    void check() {
        if (strategies < 2) {
            return;
        }
        if (onesIsMissing) {
            throw UserError.usage(
                    "--cash: missing; several strategies trade in this account, so say what each may count as"
                            + " its own, such as cash: 1000");
        }
        if (cash.isEmpty()) {
            return;
        }
        Map<String, Long> has = new LinkedHashMap<>();
        try {
            for (Balance balance : plugin.fetchBalance()) {
                has.put(balance.asset(), balance.total());
            }
        } catch (PluginException e) {
            throw UserError.network(String.valueOf(e.getMessage()));
        }
        cash.forEach((asset, owners) -> {
            long sum = owners.values().stream().reduce(0L, Math::addExact);
            long there = has.getOrDefault(asset, 0L);
            if (sum > there) {
                StringBuilder each = new StringBuilder();
                owners.forEach((name, own) -> each.append(each.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(' ')
                        .append(Money.toText(own)));
                throw UserError.refused(
                        "cash: the strategies that begin in one account at " + plugin.name() + " are to own "
                                + Money.toText(sum) + " " + asset + " (" + each + "), and it has " + Money.toText(there)
                                + " " + asset
                                + ": give them less, or the account more");
            }
        });
    }
}
