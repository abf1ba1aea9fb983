package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.TickSet;
import dev.tandem.sim.book.EarlyTrigger;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.SelfTrade;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.book.TriggerPrice;
import dev.tandem.sim.spot.FeeAsset;
import dev.tandem.sim.spot.SpotAccounts;
import dev.tandem.sim.spot.SpotFees;
import dev.tandem.sim.spot.SpotListenerAdapter;
import dev.tandem.sim.spot.SpotMarket;
import dev.tandem.sim.spot.SpotTrade;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link FlowTest}, where time runs on bars and where recorded ticks happen: random orders of two accounts, who also trade with
 * each other, over the wire and given to the market directly. The market's moments are made by the test, between the orders.
 */
class TimedFlowTest {
    private static final int COMMANDS = 25;
    private static final long DAY = 86_400_000_000_000L;
    private static final long START = 1_704_067_200_000L;

    @TempDir
    Path directory;

    @Test
    void fillsOverTheWireAreThoseOfTheMarketItself() throws IOException {
        long given = Long.getLong("tandem.seed", -1);
        if (given >= 1_000) {
            run(given, false);
            run(given, true);
            return;
        }
        int fills = 0;
        for (long seed = 0; seed < 20; seed++) {
            fills += run(seed, false);
            fills += run(seed, true);
        }
        assertThat(fills).as("fills that were compared").isGreaterThan(400);
    }

    @Test
    @Tag("long")
    void forManySeeds() throws IOException {
        for (long seed = 1_000; seed < 2_000; seed++) {
            run(seed, false);
            run(seed, true);
        }
    }

    /** How many fills there were to compare. */
    private int run(long seed, boolean ticks) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        FeeAsset feeAsset = random.nextBoolean() ? FeeAsset.QUOTE : FeeAsset.RECEIVED;
        VenueBuilder builder;
        Direct direct;
        if (ticks) {
            BookPolicy policy = new BookPolicy(BookPolicy.Gap.KEEP, BookPolicy.Crossed.TRIM);
            TickSet.Market market = market(random, policy);
            builder = Venue.of(market, policy).clock(ClockMode.LOCKSTEP);
            Recording recording = new Recording(market, policy);
            direct = new Direct(
                    market.bars(),
                    feeAsset,
                    recording.trades == null ? TriggerPrice.BEST : TriggerPrice.LAST,
                    (book, house) -> tape -> new RecordedTrading(recording, book, house, tape));
        } else {
            BarColumns bars = bars(random);
            builder = Venue.of(bars).clock(ClockMode.REAL_TIME);
            direct = new Direct(
                    bars,
                    feeAsset,
                    TriggerPrice.LAST,
                    (book, house) -> tape -> new BookTrading(bars, book, house, tape, ClockMode.REAL_TIME.points()));
        }
        try (Venue venue = builder.account("alice", "secret")
                        .account("bob", "hidden")
                        .balance("USDT", Money.parse("3000"))
                        .balance("BTC", Money.parse("20"))
                        .fee(Rate.parse("0.001"), feeAsset)
                        .start();
                Wire alice = new Wire(venue, "alice", "secret");
                Wire bob = new Wire(venue, "bob", "hidden")) {
            if (!ticks) {
                // The clock makes the first of the day's moments, and the next one in twenty minutes.
                for (int i = 0; i < 30_000 && steps(venue) == 0; i++) {
                    LockSupport.parkNanos(1_000_000);
                }
                direct.next();
            }
            List<Wire> wires = List.of(alice, bob);
            for (int i = 0; i < COMMANDS; i++) {
                for (int steps = random.nextInt(ticks ? 4 : 12); steps > 0; steps--) {
                    next(venue, direct);
                }
                int account = random.nextInt(2);
                FlowTest.Order order = FlowTest.Order.random(random);
                Wire.Answer answer = wires.get(account).order(order.form());
                Reject refused = direct.submit(order, account);
                assertThat(answer.status())
                        .as(
                                "seed %d, ticks %s, command %d: %s: %s, %s",
                                seed, ticks, i, order.form(), answer.text(), refused)
                        .isEqualTo(refused == null ? 200 : 400);
                if (refused == null && random.nextInt(5) == 0) {
                    wires.get(account).cancel(answer.at("orderId"));
                    direct.cancel(account);
                }
            }
            for (int i = 0; i < 20; i++) {
                next(venue, direct);
            }
            for (int account = 0; account < 2; account++) {
                assertThat(FlowTest.fills(wires.get(account)))
                        .as("seed %d, ticks %s, account %d", seed, ticks, account)
                        .isEqualTo(direct.fills.get(account));
                for (String asset : List.of("USDT", "BTC")) {
                    assertThat(wires.get(account).balance(asset))
                            .as("seed %d, ticks %s, account %d, %s", seed, ticks, account, asset)
                            .isEqualTo(direct.balance(account, asset));
                }
            }
        }
        return direct.fills.get(0).size() + direct.fills.get(1).size();
    }

    private static long steps(Venue venue) {
        synchronized (venue.core()) {
            return venue.core().steps();
        }
    }

    private static void next(Venue venue, Direct direct) {
        synchronized (venue.core()) {
            if (venue.core().isOver()) {
                return;
            }
            venue.core().advance();
        }
        direct.next();
    }

    /** Days around 100. */
    private static BarColumns bars(SplittableRandom random) {
        String[] rows = new String[8];
        int price = 100;
        for (int i = 0; i < rows.length; i++) {
            int open = Math.clamp(price + random.nextInt(-4, 5), 80, 120);
            int close = Math.clamp(open + random.nextInt(-5, 6), 80, 120);
            rows[i] = open + " " + (Math.max(open, close) + random.nextInt(6)) + " "
                    + (Math.min(open, close) - random.nextInt(6)) + " " + close;
            price = close;
        }
        return Wire.bars(DAY, rows);
    }

    /** Trades, quotes and a book around 100; some of them, at least one. */
    private TickSet.Market market(SplittableRandom random, BookPolicy policy) throws IOException {
        int which = random.nextInt(1, 8);
        List<MarketData> files = new ArrayList<>();
        StringBuilder trades = new StringBuilder("timestamp,price,size,side\n");
        StringBuilder quotes = new StringBuilder("timestamp,bid,bid_size,ask,ask_size\n");
        StringBuilder book = new StringBuilder("timestamp,first_update_id,last_update_id,side,price,qty\n");
        int price = 100;
        long time = START;
        for (int id = 1; id <= 120; id++) {
            time += random.nextInt(3) * 700L;
            price = Math.clamp(price + random.nextInt(-2, 3), 85, 115);
            boolean buys = random.nextBoolean();
            trades.append(time + "," + price + "," + random.nextInt(1, 400) / 100.0 + ","
                    + (random.nextBoolean() ? "buy" : "sell") + "\n");
            quotes.append(time + "," + (price - 1) + "," + random.nextInt(1, 300) / 100.0 + ","
                    + (price + random.nextInt(2)) + "," + random.nextInt(1, 300) / 100.0 + "\n");
            for (int level = random.nextInt(1, 4); level > 0; level--) {
                book.append(time + "," + id + "," + id + "," + (buys ? "bid" : "ask") + ","
                        + (buys ? price - level : price + level - 1) + ","
                        + (random.nextInt(4) == 0 ? 0 : random.nextInt(1, 300) / 100.0) + "\n");
            }
        }
        List<String> texts = List.of(trades.toString(), quotes.toString(), book.toString());
        for (int i = 0; i < texts.size(); i++) {
            if ((which & 1 << i) != 0) {
                Path file = directory.resolve(i + ".csv");
                Files.writeString(file, texts.get(i));
                files.add(MarketDataReader.read(
                        file.toString(),
                        ReadOptions.builder("BTC/USDT")
                                .tick(new BigDecimal("0.01"))
                                .lot(new BigDecimal("0.00001"))
                                .build()));
            }
        }
        return TickSet.of(files, BarInterval.MINUTE, List.of(), policy)
                .markets()
                .getFirst();
    }

    /** The market, its accounts and a clock of its own; no venue. */
    private static final class Direct extends SpotListenerAdapter {
        private final SpotAccounts books = new SpotAccounts();
        private final SpotMarket book;
        private final Trading market;
        private final Tape tape;
        private final int[] accounts = new int[2];
        private final List<List<String>> fills = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<List<Long>> contingent = List.of(new ArrayList<>(), new ArrayList<>());
        private long ids;
        private int steps;

        Direct(
                BarColumns bars,
                FeeAsset feeAsset,
                TriggerPrice trigger,
                BiFunction<SpotMarket, Integer, Function<Tape, Trading>> trading) {
            for (int i = 0; i < 2; i++) {
                accounts[i] = books.open();
                books.deposit(accounts[i], books.asset("USDT"), Money.parse("3000"));
                books.deposit(accounts[i], books.asset("BTC"), Money.parse("20"));
            }
            int house = books.openHouse();
            Rate fee = Rate.parse("0.001");
            book = new SpotMarket(
                    books, Wire.BTC, new SpotFees(fee, fee, feeAsset), trigger, EarlyTrigger.REJECT, this);
            tape = new Tape(bars);
            market = trading.apply(book, house).apply(tape);
        }

        void next() {
            market.advance(steps++);
        }

        @Nullable
        Reject submit(FlowTest.Order order, int account) {
            contingent.get(account).removeIf(id -> !book.book().isOpen(id));
            if (order.type().isContingent() && contingent.get(account).size() >= SymbolRules.MOST_ALGO_ORDERS) {
                return Reject.CONTRADICTION;
            }
            Ticket ticket = order.ticket(ids + 1, accounts[account], market).preventing(SelfTrade.EXPIRE_MAKER);
            Reject reason = market.check(ticket);
            if (reason != null) {
                return reason;
            }
            ids++;
            market.submit(ticket);
            if (order.type().isContingent()) {
                contingent.get(account).add(ids);
            }
            return null;
        }

        void cancel(int account) {
            if (book.book().isOpen(ids)) {
                market.cancel(ids, accounts[account]);
            }
        }

        String balance(int account, String asset) {
            int number = books.asset(asset);
            return Money.toText(books.free(accounts[account], number)) + "/"
                    + Money.toText(books.locked(accounts[account], number));
        }

        @Override
        public void onTrade(SpotTrade trade) {
            if (trade.takerOrderId() > 0 || trade.makerOrderId() > 0) {
                tape.trade(trade.priceTicks(), trade.lots(), !trade.takerBuys());
            }
            fill(trade, trade.takerOrderId(), trade.takerAccount(), false);
            fill(trade, trade.makerOrderId(), trade.makerAccount(), true);
        }

        private void fill(SpotTrade trade, long order, int owner, boolean maker) {
            if (order < 1) {
                return;
            }
            fills.get(owner == accounts[0] ? 0 : 1)
                    .add(String.join(
                            " ",
                            Long.toString(order),
                            Wire.plain(Wire.BTC.price(trade.priceTicks()).toPlainString()),
                            Wire.plain(Wire.BTC.quantity(trade.lots()).toPlainString()),
                            Money.toText(trade.amount()),
                            Money.toText(maker ? trade.makerFee() : trade.takerFee()),
                            books.assets().get(maker ? trade.makerFeeAsset() : trade.takerFeeAsset()),
                            Boolean.toString(trade.takerBuys() != maker),
                            Boolean.toString(maker),
                            Long.toString(tape.nowMillis())));
        }
    }
}
