package dev.tandem.sim.spot;

import static org.assertj.core.api.Assertions.fail;

import dev.tandem.model.Instrument;
import dev.tandem.sim.book.Expiry;
import dev.tandem.sim.book.RandomFlow;
import dev.tandem.sim.book.RandomFlow.Command;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever accounts do: after every event each asset adds up to what was deposited, nobody has less than nothing, each
 * account has what a slow ledger in decimals says, and when all orders are gone nothing is locked.
 */
class ConservationTest {
    private static final long SEED = Long.getLong("tandem.seed", -1);
    private static final int COMMANDS = 500;
    private static final List<Instrument> GRIDS = List.of(
            Instrument.of("BTC/USDT", "0.01", "0.00001"),
            Instrument.of("AAA/BBB"),
            Instrument.of("ETH/BTC", "0.5", "0.00000001"),
            Instrument.of("ODD/USD", "0.25", "0.003"),
            Instrument.of("SHIB/USDT", "0.00000001", "1"));

    private final Map<Reject, Integer> rejects = new EnumMap<>(Reject.class);
    private final Map<Expiry, Integer> expiries = new EnumMap<>(Expiry.class);
    private long trades;

    @Test
    void addsUpAfterEveryEventOfAHundredThousandRandomCommands() {
        run(1, 200);
        if (SEED < 0) {
            Assertions.assertThat(trades).isGreaterThan(10_000);
            Assertions.assertThat(rejects).containsKey(Reject.INSUFFICIENT_BALANCE);
            Assertions.assertThat(expiries).containsKey(Expiry.INSUFFICIENT_BALANCE);
        }
    }

    @Test
    @Tag("long")
    void addsUpAfterEveryEventOfFiveMillionRandomCommands() {
        run(1_000_000, 10_000);
    }

    private void run(long firstSeed, int runs) {
        long from = SEED >= 0 ? SEED : firstSeed;
        long to = SEED >= 0 ? SEED + 1 : firstSeed + runs;
        for (long seed = from; seed < to; seed++) {
            List<String> story = new ArrayList<>();
            try {
                new World(seed).run(story);
            } catch (RuntimeException | AssertionError e) {
                List<String> end = story.subList(Math.max(0, story.size() - 5), story.size());
                fail(
                        "seed " + seed + " (-Dtandem.seed=" + seed + "), after " + story.size() + " commands, the last "
                                + end + ": " + e,
                        e);
            }
        }
    }

    /** A market with some accounts, and a ledger of its own that is kept from the events alone. */
    private final class World implements SpotListener, RandomFlow.Target {
        private final RandomFlow flow;
        private final Instrument instrument;
        private final SpotFees fees;
        private final SpotAccounts accounts = new SpotAccounts();
        private final SpotMarket market;
        private final Set<Long> open = new HashSet<>();
        /** By asset (base, quote) and account. */
        private final BigDecimal[][] ledger;

        private final BigDecimal[] deposited = {BigDecimal.ZERO, BigDecimal.ZERO};

        World(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            instrument = GRIDS.get(random.nextInt(GRIDS.size()));
            flow = new RandomFlow(random.nextLong(), 1, random.nextBoolean() ? 100_000 : 1L << 50);
            String maker = new String[] {"0", "0.001", "0.00075", "0.3"}[random.nextInt(4)];
            String taker = new String[] {"0", "0.001", "0.0004", "0.77"}[random.nextInt(4)];
            fees = SpotFees.of(maker, taker, FeeAsset.values()[random.nextInt(2)]);
            market = new SpotMarket(accounts, instrument, fees, flow.triggerPrice, flow.early, this);
            ledger = new BigDecimal[2][flow.accounts + 1];
            for (BigDecimal[] balances : ledger) {
                Arrays.fill(balances, BigDecimal.ZERO);
            }
            BigDecimal lots = BigDecimal.valueOf(flow.lot).multiply(BigDecimal.valueOf(1 + random.nextInt(60)));
            BigDecimal base = lots.multiply(instrument.lotSize()).min(new BigDecimal("1000000000"));
            BigDecimal quote = base.multiply(instrument.price(flow.middle))
                    .min(new BigDecimal("1000000000"))
                    .setScale(8, RoundingMode.UP);
            for (int i = 1; i <= flow.accounts; i++) {
                int account = i > 1 && random.nextInt(8) == 0 ? accounts.openHouse() : accounts.open();
                deposit(account, market.base(), base.setScale(8, RoundingMode.UP));
                deposit(account, market.quote(), quote);
            }
        }

        private void deposit(int account, int asset, BigDecimal amount) {
            accounts.deposit(account, asset, amount.movePointRight(8).longValueExact());
            deposited[row(asset)] = deposited[row(asset)].add(amount);
            move(account, asset, amount);
        }

        private int row(int asset) {
            return asset == market.base() ? 0 : 1;
        }

        private void move(int account, int asset, BigDecimal amount) {
            ledger[row(asset)][account] = ledger[row(asset)][account].add(amount);
        }

        void run(List<String> story) {
            for (Command command : flow.commands(COMMANDS)) {
                story.add(command.text());
                command.runner().run(this);
                check();
            }
            for (long id : Set.copyOf(open)) {
                for (int account = 1; account <= flow.accounts; account++) {
                    market.cancel(id, account);
                }
            }
            Assertions.assertThat(open).isEmpty();
            for (int account = 0; account < accounts.size(); account++) {
                Assertions.assertThat(accounts.locked(account, market.base())).isZero();
                Assertions.assertThat(accounts.locked(account, market.quote())).isZero();
            }
        }

        private void check() {
            for (int asset : new int[] {market.base(), market.quote()}) {
                BigDecimal total = BigDecimal.ZERO;
                for (int account = 0; account < accounts.size(); account++) {
                    long free = accounts.free(account, asset);
                    long locked = accounts.locked(account, asset);
                    total = total.add(units(free)).add(units(locked));
                    if (locked < 0 || (free < 0 && !accounts.isHouse(account))) {
                        fail("account " + account + " has " + free + " free and " + locked + " locked of asset "
                                + asset);
                    }
                    BigDecimal wanted = ledger[row(asset)][account];
                    if (wanted.compareTo(units(free).add(units(locked))) != 0) {
                        fail("account " + account + " has " + free + " + " + locked + " of asset " + asset
                                + ", the slow ledger " + wanted);
                    }
                }
                if (total.compareTo(deposited[row(asset)]) != 0) {
                    fail("asset " + asset + " adds up to " + total + ", " + deposited[row(asset)] + " was deposited");
                }
            }
        }

        private static BigDecimal units(long units) {
            return BigDecimal.valueOf(units, 8);
        }

        // The slow ledger

        @Override
        public void onTrade(SpotTrade trade) {
            trades++;
            BigDecimal quantity = instrument.quantity(trade.lots());
            BigDecimal exact = instrument.price(trade.priceTicks()).multiply(quantity);
            BigDecimal amount = exact.setScale(8, RoundingMode.HALF_EVEN);
            BigDecimal booked = units(trade.amount());
            boolean exactGrid =
                    instrument.tickSize().scale() + instrument.lotSize().scale() <= 8;
            if (exactGrid
                    ? booked.compareTo(amount) != 0
                    : amount.subtract(booked).compareTo(BigDecimal.ONE) > 0) {
                fail("booked " + booked + " for " + exact);
            }
            if (booked.compareTo(amount) > 0) {
                fail("booked " + booked + " for " + exact);
            }
            int buyer = trade.takerBuys() ? trade.takerAccount() : trade.makerAccount();
            int seller = trade.takerBuys() ? trade.makerAccount() : trade.takerAccount();
            move(buyer, market.base(), quantity);
            move(seller, market.base(), quantity.negate());
            move(buyer, market.quote(), booked.negate());
            move(seller, market.quote(), booked);
            charge(
                    trade.takerAccount(),
                    trade.takerBuys(),
                    fees.taker().toDecimal(),
                    trade.takerFee(),
                    trade.takerFeeAsset(),
                    exact,
                    quantity,
                    exactGrid);
            charge(
                    trade.makerAccount(),
                    !trade.takerBuys(),
                    fees.maker().toDecimal(),
                    trade.makerFee(),
                    trade.makerFeeAsset(),
                    exact,
                    quantity,
                    exactGrid);
            ended(trade.makerOrderId(), trade.makerRemainingLots() == 0);
            ended(trade.takerOrderId(), trade.takerRemainingLots() == 0);
            check();
        }

        private void charge(
                int account,
                boolean buys,
                BigDecimal rate,
                long fee,
                int asset,
                BigDecimal amount,
                BigDecimal quantity,
                boolean exactGrid) {
            boolean inBase = buys && fees.asset() == FeeAsset.RECEIVED;
            BigDecimal wanted = accounts.isHouse(account)
                    ? BigDecimal.ZERO
                    : rate.multiply(inBase ? quantity : amount).setScale(8, RoundingMode.HALF_EVEN);
            Assertions.assertThat(asset).isEqualTo(inBase ? market.base() : market.quote());
            // Half-even fees of partial fills may add up to a unit more than was set aside for the whole.
            BigDecimal less = wanted.subtract(units(fee));
            boolean may =
                    !inBase && less.signum() > 0 && (!exactGrid || less.compareTo(new BigDecimal("0.0000001")) < 0);
            if (less.signum() != 0 && !may) {
                fail("charged " + units(fee) + " instead of " + wanted);
            }
            move(account, asset, units(fee).negate());
            move(SpotAccounts.FEES, asset, units(fee));
        }

        private void ended(long orderId, boolean ended) {
            if (ended) {
                open.remove(orderId);
            }
        }

        @Override
        public void onAccepted(long orderId, int account, boolean working) {
            open.add(orderId);
            check();
        }

        @Override
        public void onRejected(long orderId, int account, Reject reason) {
            rejects.merge(reason, 1, Integer::sum);
            check();
        }

        @Override
        public void onTriggered(long orderId, int account, long priceTicks) {
            check();
        }

        @Override
        public void onAmountSpent(long orderId, int account) {
            open.remove(orderId);
            check();
        }

        @Override
        public void onSelfTradePrevented(
                long priceTicks, int account, long makerOrderId, long makerLots, long takerOrderId, long takerLots) {
            check();
        }

        @Override
        public void onReplaced(
                long orderId, int account, long priceTicks, long lots, long remainingLots, boolean priorityKept) {
            check();
        }

        @Override
        public void onReplaceRejected(long orderId, int account, Reject reason) {
            rejects.merge(reason, 1, Integer::sum);
            check();
        }

        @Override
        public void onCanceled(long orderId, int account, long remainingLots) {
            open.remove(orderId);
            check();
        }

        @Override
        public void onCancelRejected(long orderId, int account, Reject reason) {
            rejects.merge(reason, 1, Integer::sum);
        }

        @Override
        public void onExpired(long orderId, int account, long remainingLots, Expiry reason) {
            open.remove(orderId);
            expiries.merge(reason, 1, Integer::sum);
            check();
        }

        // Commands

        @Override
        public void submit(Ticket ticket) {
            @Nullable Reject expected = market.check(ticket);
            Assertions.assertThat(market.submit(ticket)).isEqualTo(expected == null);
        }

        @Override
        public void submitPair(Ticket first, Ticket second) {
            market.submitPair(first, second);
        }

        @Override
        public void cancel(long id, int account) {
            market.cancel(id, account);
        }

        @Override
        public void replace(long id, int account, long ticks, long lots) {
            market.replace(id, account, ticks, lots);
        }

        @Override
        public void amend(long id, int account, long lots) {
            market.amend(id, account, lots);
        }

        @Override
        public void print(long ticks) {
            market.print(ticks);
        }
    }
}
