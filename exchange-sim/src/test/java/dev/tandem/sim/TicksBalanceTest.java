package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tandem.ledger.Holding;
import dev.tandem.ledger.Ledger;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Bar;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Quote;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import dev.tandem.model.TradeId;
import dev.tandem.model.TradeTick;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.match.FillModel;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two markets of random ticks in one account, without and with latency and faults: after every event, what the exchange and
 * what the engine have of each asset is what is left on paper of the fills that each of them knows. To look at one seed:
 * {@code -Dtandem.seed=12345}.
 */
class TicksBalanceTest {
    private static final long SEED = Long.getLong("tandem.seed", -1);
    private static final BigDecimal CASH = new BigDecimal("5000000");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "latency {0}, faults {1}")
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void everyAssetBalancesAfterEveryEvent(boolean latency, boolean faults) throws IOException {
        balances(latency, faults, 1, 16);
    }

    @Test
    @Tag("long")
    void andInManyMarkets() throws IOException {
        balances(true, true, 10_000, 700);
        balances(true, false, 20_000, 200);
        balances(false, true, 30_000, 200);
    }

    private void balances(boolean latency, boolean faults, long first, int runs) throws IOException {
        long from = SEED >= 0 ? SEED : first;
        long to = SEED >= 0 ? SEED + 1 : first + runs;
        long fills = 0;
        long parts = 0;
        long checks = 0;
        Set<Fault> met = new HashSet<>();
        for (long seed = from; seed < to; seed++) {
            Audit audit = new Audit(seed);
            Backtest run = Backtest.of(ticks(seed), audit)
                    .cash(Money.of(CASH))
                    .exchange(config(seed))
                    .seed(seed)
                    .watched(audit);
            if (latency) {
                run.latency(new Latencies(
                        seed % 3 == 0 ? Latencies.uniform(0, 900_000_000L, seed) : Latency.NONE,
                        Latencies.uniform(0, 1_500_000_000L, seed + 1),
                        Latencies.logNormal(400_000_000L, 1, seed + 2)));
            }
            FaultPlan plan = FaultPlan.random(0.25, seed);
            if (faults) {
                run.faults(plan);
            }
            if (seed % 2 == 0) {
                run.closeAtEnd();
            }
            audit.ended(run.run());
            fills += audit.fills;
            parts += audit.parts;
            checks += audit.checks;
            met.addAll(plan.met().keySet());
        }
        if (SEED < 0) {
            assertThat(fills).as("fills").isGreaterThan(20L * runs);
            assertThat(parts).as("fills of a part").isGreaterThan(2L * runs);
            assertThat(checks).as("comparisons").isGreaterThan(1_000L * runs);
            assertThat(met).as("faults").hasSize(faults ? Fault.values().length : 0);
        }
    }

    private static SimConfig config(long seed) {
        SplittableRandom random = new SplittableRandom(seed + 77);
        return SimConfig.standard()
                .withAccount(random.nextBoolean() ? AccountType.MARGIN : AccountType.SPOT)
                .withFees(Rate.parse("0.00037"), Rate.parse("0.00113"))
                .withSlippage(random.nextInt(3) == 0 ? Rate.parse("0.0007") : Rate.ZERO)
                .withFills(FillModel.values()[random.nextInt(3)]);
    }

    // The market

    private TickSet ticks(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<MarketData> files = new ArrayList<>();
        for (String symbol : List.of("BTC/USD", "ETH/USD")) {
            int kinds = random.nextInt(1, 8);
            StringBuilder trades = new StringBuilder("timestamp,price,size,side\n");
            StringBuilder quotes = new StringBuilder("timestamp,bid,bid_size,ask,ask_size\n");
            StringBuilder book = new StringBuilder("timestamp,first_update_id,last_update_id,side,price,qty\n");
            long middle = random.nextInt(50_000, 100_000);
            long time = 1_700_000_000_000L;
            for (int i = 0; i < 250; i++) {
                time += random.nextInt(1_500);
                middle = Math.max(20_000, middle + random.nextInt(-40, 41));
                trades.append(time + "," + price(middle) + "," + size(random))
                        .append(random.nextBoolean() ? ",buy\n" : ",sell\n");
                quotes.append(time + "," + price(middle - random.nextInt(1, 20)) + "," + size(random) + ","
                        + price(middle + random.nextInt(1, 20)) + "," + size(random) + "\n");
                for (int level = 0; level < 4; level++) {
                    boolean bid = level % 2 == 0;
                    long far = random.nextInt(1, 60);
                    book.append(time + "," + (i + 1) + "," + (i + 1) + (bid ? ",bid," : ",ask,")
                            + price(bid ? middle - far : middle + far) + ","
                            + (random.nextInt(3) == 0 ? "0" : size(random)) + "\n");
                }
            }
            if ((kinds & 1) != 0) {
                files.add(read(symbol, "trades", trades));
            }
            if ((kinds & 2) != 0) {
                files.add(read(symbol, "quotes", quotes));
            }
            if ((kinds & 4) != 0) {
                files.add(read(symbol, "book", book));
            }
        }
        BookPolicy policy = new BookPolicy(BookPolicy.Gap.STOP, BookPolicy.Crossed.TRIM);
        return TickSet.of(files, BarInterval.parse("10s"), List.of(), policy);
    }

    private MarketData read(String symbol, String name, StringBuilder rows) throws IOException {
        Path file = folder.resolve(symbol.replace('/', '-') + name + ".csv");
        Files.writeString(file, rows);
        return MarketDataReader.read(
                file,
                ReadOptions.builder(symbol)
                        .tick(new BigDecimal("0.01"))
                        .lot(new BigDecimal("0.001"))
                        .bar(BarInterval.parse("10s"))
                        .build());
    }

    private static String price(long ticks) {
        return BigDecimal.valueOf(ticks, 2).toPlainString();
    }

    private static String size(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextInt(1, 400_000), 5).toPlainString();
    }

    // The books on paper

    /** What is left of each asset, from fills alone. */
    private static final class Paper {
        final Map<String, BigDecimal> assets = new TreeMap<>();
        BigDecimal fees = BigDecimal.ZERO;

        Paper() {
            assets.put("USD", CASH);
        }

        void filled(Fill fill) {
            BigDecimal notional = fill.price().multiply(fill.quantity()).setScale(8, RoundingMode.HALF_EVEN);
            BigDecimal fee = Money.toDecimal(fill.fee());
            boolean bought = fill.side() == Side.BUY;
            add(
                    fill.instrument().base(),
                    bought ? fill.quantity() : fill.quantity().negate());
            add("USD", (bought ? notional.negate() : notional).subtract(fee));
            fees = fees.add(fee);
        }

        private void add(String asset, BigDecimal amount) {
            assets.merge(asset, amount, BigDecimal::add);
        }

        String text() {
            return text(assets, fees);
        }

        static String text(Ledger ledger) {
            Map<String, BigDecimal> assets = new TreeMap<>();
            assets.put("USD", Money.toDecimal(ledger.cash()));
            for (Holding holding : ledger.holdings()) {
                assets.put(holding.instrument().base(), holding.instrument().quantity(holding.lots()));
            }
            return text(assets, Money.toDecimal(ledger.fees()));
        }

        private static String text(Map<String, BigDecimal> assets, BigDecimal fees) {
            StringBuilder text = new StringBuilder();
            assets.forEach((asset, amount) -> text.append(
                    amount.signum() == 0 ? "" : amount.stripTrailingZeros().toPlainString() + " " + asset + ", "));
            return text.append("fees ")
                    .append(fees.stripTrailingZeros().toPlainString())
                    .toString();
        }
    }

    /** Trades at random, and looks into both books at every occasion. */
    private static final class Audit implements Strategy, Backtest.BooksWatcher {
        private final long seed;
        private final SplittableRandom random;
        private final Paper ofExchange = new Paper();
        private final Paper ofEngine = new Paper();
        private final Set<TradeId> known = new HashSet<>();
        private final Map<ClientOrderId, Long> filledOf = new HashMap<>();
        private final Map<Instrument, Long> prices = new HashMap<>();
        private @Nullable SimExchange exchange;
        private @Nullable Ledger books;
        long fills;
        long parts;
        long checks;

        Audit(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed + 1_000_000);
        }

        @Override
        public void begins(SimExchange of, Ledger ofTheEngine) {
            exchange = of;
            books = ofTheEngine;
        }

        @Override
        public void happened(ExecutionReport report) {
            if (report instanceof ExecutionReport.Filled(Fill fill, long leaves)) {
                ofExchange.filled(fill);
                filledOf.merge(fill.clientOrderId(), fill.lots(), Long::sum);
                fills++;
                parts += leaves > 0 ? 1 : 0;
            }
            // The engine may have booked what the strategy is yet to be told.
            checkExchange("when the exchange says " + report);
        }

        // What the strategy hears

        @Override
        public void onTrade(TradeTick trade, Trader trader) {
            act(trade.instrument(), trade.priceTicks(), trader);
        }

        @Override
        public void onQuote(Quote quote, Trader trader) {
            act(quote.instrument(), quote.bidTicks(), trader);
        }

        @Override
        public void onBook(BookUpdate update, Trader trader) {
            act(update.instrument(), update.bestTicks(Side.SELL), trader);
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            check("at the close of bar " + bar.index());
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            if (!known.add(fill.tradeId())) {
                fail(at("a fill was told twice: " + fill));
            }
            ofEngine.filled(fill);
            check("when the strategy hears " + fill);
        }

        @Override
        public void onOrder(Order order, Trader trader) {
            check("when the strategy hears " + order);
        }

        private void act(Instrument instrument, long ticks, Trader trader) {
            check("at a tick");
            if (ticks > 0) {
                prices.put(instrument, ticks);
            }
            long price = prices.getOrDefault(instrument, 0L);
            if (price == 0 || random.nextInt(8) > 0) {
                return;
            }
            List<Order> open = trader.openOrders(instrument);
            int dice = random.nextInt(10);
            if (dice == 0 && !trader.position(instrument).isFlat()) {
                trader.close(instrument);
            } else if (dice < 3 && !open.isEmpty()) {
                trader.cancel(open.get(random.nextInt(open.size())));
            } else {
                trader.submit(request(instrument, price));
            }
            check("after acting");
        }

        private OrderRequest request(Instrument instrument, long price) {
            OrderRequest.Builder order = OrderRequest.of(instrument, random.nextBoolean() ? Side.BUY : Side.SELL)
                    .lots(random.nextLong(1, 4_000));
            long away = price + random.nextInt(-60, 61);
            switch (random.nextInt(5)) {
                case 0 -> order.stopTicks(away);
                case 1 -> order.stopTicks(away).limitTicks(away + random.nextInt(-10, 11));
                case 2, 3 -> order.limitTicks(away);
                default -> {}
            }
            switch (random.nextInt(6)) {
                case 0 -> order.timeInForce(new TimeInForce.ImmediateOrCancel());
                case 1 -> order.timeInForce(new TimeInForce.FillOrKill());
                default -> {}
            }
            if (random.nextInt(3) == 0) {
                order.stopLoss(Exit.percentFromFill("0.1")).takeProfit(Exit.percentFromFill("0.15"));
            }
            return order.build();
        }

        // The comparison

        private void check(String when) {
            checkExchange(when);
            same("the engine, " + when, ofEngine.text(), Paper.text(Objects.requireNonNull(books)));
        }

        private void checkExchange(String when) {
            checks++;
            SimExchange at = Objects.requireNonNull(exchange);
            Ledger ledger = at.ledger();
            same("the exchange, " + when, ofExchange.text(), Paper.text(ledger));
            if (ledger.reserved() < 0) {
                fail(at(when + ", " + Money.toText(ledger.reserved()) + " is set aside"));
            }
            List<OrderSnapshot> open = at.openOrders();
            if (open.isEmpty()) {
                same("set aside for no order, " + when, "0", Money.toText(ledger.reserved()));
            }
            for (OrderSnapshot order : open) {
                same(
                        "filled of " + order.clientOrderId() + ", " + when,
                        String.valueOf(filledOf.getOrDefault(order.clientOrderId(), 0L)),
                        String.valueOf(order.filledLots()));
            }
        }

        void ended(RunResult result) {
            check("at the end");
            same("what exchange and engine have in the end", ofExchange.text(), ofEngine.text());
            same(
                    "what the trades earned",
                    Money.toText(result.equity() - result.cash()),
                    Money.toText(result.trades().stream().mapToLong(Trade::pnl).sum()));
        }

        private void same(String what, String wanted, String got) {
            if (!wanted.equals(got)) {
                fail(at(what + ":\n  on paper " + wanted + "\n  booked   " + got));
            }
        }

        private String at(String what) {
            return "seed " + seed + " (-Dtandem.seed=" + seed + "), " + what;
        }
    }
}
