package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.match.FillModel;
import dev.tandem.sim.spot.BarMarket;
import dev.tandem.sim.spot.FeeAsset;
import dev.tandem.sim.spot.SpotAccounts;
import dev.tandem.sim.spot.SpotFees;
import dev.tandem.sim.spot.SpotListenerAdapter;
import dev.tandem.sim.spot.SpotTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random orders of two accounts over the wire, and the same orders given to the simulated market directly: every fill is the
 * same in every field, and so is every balance. What goes over the wire are forms, signatures and JSON, over real connections.
 */
class FlowTest {
    private static final int COMMANDS = 25;

    @Test
    void fillsOverTheWireAreThoseOfTheMarketItself() {
        long given = Long.getLong("tandem.seed", -1);
        if (given >= 0) {
            run(given);
            return;
        }
        int fills = 0;
        for (long seed = 0; seed < 40; seed++) {
            fills += run(seed);
        }
        assertThat(fills).as("fills that were compared").isGreaterThan(250);
    }

    @Test
    @Tag("long")
    void forManySeeds() {
        for (long seed = 1_000; seed < 2_000; seed++) {
            run(seed);
        }
    }

    /** How many fills there were to compare. */
    private static int run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FeeAsset feeAsset = random.nextBoolean() ? FeeAsset.QUOTE : FeeAsset.RECEIVED;
        BarColumns bars = bars(random);
        Direct direct = new Direct(bars, feeAsset);
        try (Venue venue = Venue.of(bars)
                        .account("alice", "secret")
                        .account("bob", "hidden")
                        .balance("USDT", Money.parse("3000"))
                        .balance("BTC", Money.parse("20"))
                        .fee(Rate.parse("0.001"), feeAsset)
                        .start();
                Wire alice = new Wire(venue, "alice", "secret");
                Wire bob = new Wire(venue, "bob", "hidden")) {
            List<Wire> wires = List.of(alice, bob);
            for (int i = 0; i < COMMANDS; i++) {
                if (random.nextInt(3) == 0) {
                    alice.next();
                    direct.next();
                }
                int account = random.nextInt(2);
                Order order = Order.random(random);
                Wire.Answer answer = wires.get(account).order(order.form());
                boolean accepted = direct.submit(order, account);
                assertThat(answer.status())
                        .as("seed %d, command %d: %s: %s", seed, i, order.form(), answer.text())
                        .isEqualTo(accepted ? 200 : 400);
                if (accepted && random.nextInt(5) == 0) {
                    wires.get(account).cancel(answer.at("orderId"));
                    direct.cancel(account);
                }
            }
            for (int i = 0; i < 6; i++) {
                alice.next();
                direct.next();
            }
            for (int account = 0; account < 2; account++) {
                assertThat(fills(wires.get(account)))
                        .as("seed %d, account %d", seed, account)
                        .isEqualTo(direct.fills(account));
                for (String asset : List.of("USDT", "BTC")) {
                    assertThat(wires.get(account).balance(asset))
                            .as("seed %d, account %d, %s", seed, account, asset)
                            .isEqualTo(direct.balance(account, asset));
                }
            }
        }
        return direct.fills(0).size() + direct.fills(1).size();
    }

    /** Prices around 100 that gap, touch and stand still. */
    private static BarColumns bars(SplittableRandom random) {
        String[] rows = new String[20];
        int price = 100;
        for (int i = 0; i < rows.length; i++) {
            int open = Math.clamp(price + random.nextInt(-4, 5), 80, 120);
            int close = Math.clamp(open + random.nextInt(-5, 6), 80, 120);
            int high = Math.max(open, close) + random.nextInt(4);
            int low = Math.min(open, close) - random.nextInt(4);
            rows[i] = open + " " + high + " " + low + " " + close;
            price = close;
        }
        return Wire.bars(rows);
    }

    /** Order, price, quantity, fee, its asset, the side, maker or taker, in the order of trading. */
    static List<String> fills(Wire wire) {
        Wire.Answer trades = wire.trades();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < trades.size(); i++) {
            String at = i + ".";
            lines.add(String.join(
                    " ",
                    trades.at(at + "orderId"),
                    Wire.plain(trades.at(at + "price")),
                    Wire.plain(trades.at(at + "qty")),
                    Wire.plain(trades.at(at + "quoteQty")),
                    Wire.plain(trades.at(at + "commission")),
                    trades.at(at + "commissionAsset"),
                    trades.at(at + "isBuyer"),
                    trades.at(at + "isMaker"),
                    trades.at(at + "time")));
        }
        return lines;
    }

    /** One order, as a form and as a ticket. */
    record Order(
            OrderForm.Type type,
            boolean buy,
            long ticks,
            long stop,
            long lots,
            boolean once,
            int trailing,
            long amount) {
        static Order random(SplittableRandom random) {
            OrderForm.Type[] types = OrderForm.Type.values();
            OrderForm.Type type = types[random.nextInt(types.length)];
            boolean trails = type.isContingent() && random.nextInt(3) == 0;
            boolean byAmount = type == OrderForm.Type.MARKET && random.nextInt(3) == 0;
            return new Order(
                    type,
                    random.nextBoolean(),
                    100L * random.nextInt(90, 111),
                    trails && random.nextBoolean() ? 0 : 100L * random.nextInt(90, 111),
                    10_000L * random.nextInt(1, 80),
                    type.isTimed() && random.nextInt(4) == 0,
                    trails ? 100 * random.nextInt(1, 6) : 0,
                    byAmount ? Money.ONE * random.nextInt(20, 600) : 0);
        }

        String form() {
            StringBuilder form = new StringBuilder("side=").append(buy ? "BUY" : "SELL");
            form.append("&type=").append(type);
            if (type.isTimed()) {
                form.append("&timeInForce=").append(once ? "IOC" : "GTC");
            }
            form.append(
                    amount > 0
                            ? "&quoteOrderQty=" + Money.toText(amount)
                            : "&quantity=" + Wire.BTC.quantity(lots).toPlainString());
            if (type.isPriced()) {
                form.append("&price=").append(Wire.BTC.price(ticks).toPlainString());
            }
            if (type.isContingent() && stop > 0) {
                form.append("&stopPrice=").append(Wire.BTC.price(stop).toPlainString());
            }
            if (trailing > 0) {
                form.append("&trailingDelta=").append(trailing);
            }
            return form.toString();
        }

        Ticket ticket(long id, int account, BarMarket market) {
            return amount > 0 ? market.marketForAmount(new Ticket(), id, account, buy, amount) : ticket(id, account);
        }

        Ticket ticket(long id, int account, Trading market) {
            return amount > 0 ? market.marketForAmount(new Ticket(), id, account, buy, amount) : ticket(id, account);
        }

        private Ticket ticket(long id, int account) {
            Ticket ticket = new Ticket();
            if (type.isPriced()) {
                ticket.limit(id, account, buy, ticks, lots);
            } else {
                ticket.market(id, account, buy, lots);
            }
            if (type == OrderForm.Type.LIMIT_MAKER) {
                ticket.postOnly();
            }
            if (type == OrderForm.Type.STOP_LOSS || type == OrderForm.Type.STOP_LOSS_LIMIT) {
                ticket.stop(stop);
            } else if (type.isContingent()) {
                ticket.takeProfit(stop);
            }
            if (once) {
                ticket.immediateOrCancel();
            }
            return trailing > 0 ? ticket.trailing(trailing) : ticket;
        }
    }

    /** The market, its accounts and a clock of its own; no venue. */
    private static final class Direct extends SpotListenerAdapter {
        private final BarColumns bars;
        private final SpotAccounts books = new SpotAccounts();
        private final BarMarket market;
        private final int[] accounts = new int[2];
        private final List<List<String>> fills = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<Long>> contingent = List.of(new ArrayList<>(), new ArrayList<>());
        private long ids;
        private int steps;

        Direct(BarColumns bars, FeeAsset feeAsset) {
            this.bars = bars;
            for (int i = 0; i < 2; i++) {
                accounts[i] = books.open();
                books.deposit(accounts[i], books.asset("USDT"), Money.parse("3000"));
                books.deposit(accounts[i], books.asset("BTC"), Money.parse("20"));
            }
            Rate fee = Rate.parse("0.001");
            market = new BarMarket(books, Wire.BTC, new SpotFees(fee, fee, feeAsset), FillModel.REALISTIC, this);
        }

        void next() {
            int bar = steps / 2;
            if (steps++ % 2 == 0) {
                market.open(bars.openTimeNanos(bar), bars.openTicks(bar));
            } else {
                market.rest(bars.openTicks(bar), bars.highTicks(bar), bars.lowTicks(bar), bars.closeTicks(bar));
            }
        }

        boolean submit(Order order, int account) {
            contingent.get(account).removeIf(id -> !market.isOpen(id));
            if (order.type().isContingent() && contingent.get(account).size() >= SymbolRules.MOST_ALGO_ORDERS) {
                return false;
            }
            Ticket ticket = order.ticket(ids + 1, accounts[account], market);
            if (market.check(ticket) != null) {
                return false;
            }
            ids++;
            market.submit(ticket);
            if (order.type().isContingent()) {
                contingent.get(account).add(ids);
            }
            return true;
        }

        void cancel(int account) {
            if (market.isOpen(ids)) {
                market.cancel(ids, accounts[account]);
            }
        }

        List<String> fills(int account) {
            return fills.get(account);
        }

        String balance(int account, String asset) {
            int number = books.asset(asset);
            return Money.toText(books.free(accounts[account], number)) + "/"
                    + Money.toText(books.locked(accounts[account], number));
        }

        @Override
        public void onTrade(SpotTrade trade) {
            boolean maker = trade.takerOrderId() == BarMarket.HOUSE_ORDER;
            int account = (maker ? trade.makerAccount() : trade.takerAccount()) == accounts[0] ? 0 : 1;
            int bar = (steps - 1) / 2;
            fills.get(account)
                    .add(String.join(
                            " ",
                            Long.toString(maker ? trade.makerOrderId() : trade.takerOrderId()),
                            Wire.BTC.price(trade.priceTicks()).toPlainString(),
                            Wire.BTC.quantity(trade.lots()).toPlainString(),
                            Money.toText(trade.amount()),
                            Money.toText(maker ? trade.makerFee() : trade.takerFee()),
                            books.assets().get(maker ? trade.makerFeeAsset() : trade.takerFeeAsset()),
                            Boolean.toString(trade.takerBuys() != maker),
                            Boolean.toString(maker),
                            Long.toString(bars.openTimeNanos(bar) / 1_000_000)));
        }
    }
}
