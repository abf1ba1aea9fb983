package dev.tandem.runtime.session;

import dev.tandem.model.Balance;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each session in an account believes to own of it: its cash, and what it holds. Together they cannot own more than the
 * account has. Sessions write down their own, and read those of all; any thread.
 */
final class AccountClaims {
    /** By how much the cash of all may exceed the account's: what fees in other assets are worth is rounded. */
    private static final BigDecimal TOLERANCE = new BigDecimal("1.001");

    /**
     * What one session owns.
     *
     * @param name of the strategy, for people
     * @param asset of its cash
     * @param cash in units of {@link Money}
     * @param held how much of which asset
     */
    record Claim(String name, String asset, long cash, Map<String, BigDecimal> held) {
        static Claim of(String name, String asset, long cash, List<Position> positions) {
            Map<String, BigDecimal> held = new TreeMap<>();
            for (Position position : positions) {
                if (position.lots() > 0) {
                    held.merge(
                            position.instrument().base(),
                            position.instrument().quantity(position.lots()),
                            BigDecimal::add);
                }
            }
            return new Claim(name, asset, cash, held);
        }

        private BigDecimal of(String which) {
            BigDecimal holds = held.getOrDefault(which, BigDecimal.ZERO);
            return which.equals(asset) ? holds.add(Money.toDecimal(cash)) : holds;
        }
    }

    private final Map<String, Claim> claims = new ConcurrentSkipListMap<>();

    void put(String session, Claim claim) {
        claims.put(session, claim);
    }

    /** Whether several trade in it. */
    boolean isShared() {
        return claims.size() > 1;
    }

    /** What it owned is not looked after here any more. */
    void remove(String session) {
        claims.remove(session);
    }

    /**
     * What is missing of a session's position, in words, after what the others in the account hold of the asset; null if nothing
     * is.
     */
    @Nullable
    String shortfall(String session, Position position, List<Balance> balances) {
        Instrument instrument = position.instrument();
        String asset = instrument.base();
        BigDecimal has = total(asset, balances);
        BigDecimal others = BigDecimal.ZERO;
        for (Map.Entry<String, Claim> each : claims.entrySet()) {
            others = each.getKey().equals(session)
                    ? others
                    : others.add(each.getValue().of(asset));
        }
        if (instrument.roundedLots(has.subtract(others).max(BigDecimal.ZERO), RoundingMode.DOWN) >= position.lots()) {
            return null;
        }
        String engine = "the engine holds " + Decimals.text(instrument.quantity(position.lots()));
        return others.signum() == 0
                ? engine + ", the account has " + Decimals.text(has)
                : engine + " " + asset + ", and with the other strategies of the account " + owners(asset)
                        + ", the account has " + Decimals.text(has);
    }

    /** What is missing of the cash of several sessions together, in words; null if nothing is, or if there is only one. */
    @Nullable
    String cashShortfall(String asset, List<Balance> balances) {
        BigDecimal sum = BigDecimal.ZERO;
        int owners = 0;
        for (Claim claim : claims.values()) {
            BigDecimal owned = claim.of(asset);
            sum = sum.add(owned);
            owners += owned.signum() == 0 ? 0 : 1;
        }
        BigDecimal has = total(asset, balances);
        return owners < 2 || sum.compareTo(has.multiply(TOLERANCE)) <= 0
                ? null
                : "the strategies of the account own " + Decimals.text(sum) + " " + asset + " " + owners(asset)
                        + ", the account has " + Decimals.text(has);
    }

    /** {@code (trend 1000, revert 500)} */
    private String owners(String asset) {
        return claims.values().stream()
                .filter(claim -> claim.of(asset).signum() != 0)
                .sorted(Comparator.comparing(Claim::name))
                .map(claim -> claim.name + " " + Decimals.text(claim.of(asset)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static BigDecimal total(String asset, List<Balance> balances) {
        for (Balance balance : balances) {
            if (balance.asset().equals(asset)) {
                return Money.toDecimal(balance.total());
            }
        }
        return BigDecimal.ZERO;
    }
}
