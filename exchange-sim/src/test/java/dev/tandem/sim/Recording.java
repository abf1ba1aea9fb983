package dev.tandem.sim;

import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Quote;
import dev.tandem.model.TradeTick;
import dev.tandem.result.RunResult;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A story about recorded ticks: what is recorded, which orders are sent when, and what becomes of them. Times are seconds. */
final class Recording {
    static final Instrument BTC = Instrument.of("BTC/USD", "1", "1");
    private static final long START = 1_700_000_000L;

    private final Path folder;
    private final StringBuilder trades = new StringBuilder("timestamp,price,size,side\n");
    private final StringBuilder quotes = new StringBuilder("timestamp,bid,bid_size,ask,ask_size\n");
    private final StringBuilder book = new StringBuilder("timestamp,first_update_id,last_update_id,side,price,qty\n");
    private final TreeMap<Long, List<OrderRequest>> orders = new TreeMap<>();
    private final TreeMap<Long, List<Integer>> cancels = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private SimConfig config = SimConfig.standard();
    private Latencies latencies = Latencies.NONE;
    private BookPolicy policy = BookPolicy.STRICT;
    private String faults = "";

    Recording(Path folder) {
        this.folder = folder;
    }

    Recording trade(double second, long price, String size, String side) {
        trades.append(millis(second))
                .append(',')
                .append(price)
                .append(',')
                .append(size)
                .append(',')
                .append(side)
                .append('\n');
        return this;
    }

    Recording quote(double second, long bid, String bidSize, long ask, String askSize) {
        quotes.append(millis(second))
                .append(',')
                .append(bid)
                .append(',')
                .append(bidSize)
                .append(',')
                .append(ask)
                .append(',')
                .append(askSize)
                .append('\n');
        return this;
    }

    /** @param id of the one update */
    Recording level(double second, long id, String side, long price, String size) {
        return level(second, id, id, side, price, size);
    }

    Recording level(double second, long first, long last, String side, long price, String size) {
        book.append(millis(second))
                .append(',')
                .append(first)
                .append(',')
                .append(last)
                .append(',')
                .append(side)
                .append(',')
                .append(price)
                .append(',')
                .append(size)
                .append('\n');
        return this;
    }

    Recording config(UnaryOperator<SimConfig> change) {
        config = change.apply(config);
        return this;
    }

    Recording latency(Latencies of) {
        latencies = of;
        return this;
    }

    /** As a script. */
    Recording faults(String script) {
        faults = script;
        return this;
    }

    Recording policy(BookPolicy of) {
        policy = of;
        return this;
    }

    /** Sent at the first tick at that second or later. */
    Recording send(double second, OrderRequest.Builder order) {
        orders.computeIfAbsent(millis(second), s -> new ArrayList<>()).add(order.build());
        return this;
    }

    Recording cancel(double second, int order) {
        cancels.computeIfAbsent(millis(second), s -> new ArrayList<>()).add(order);
        return this;
    }

    private static long millis(double second) {
        return Math.round((START + second) * 1_000);
    }

    RunResult run() {
        List<MarketData> files = new ArrayList<>();
        add(files, "trades", trades);
        add(files, "quotes", quotes);
        add(files, "book", book);
        TickSet ticks = TickSet.of(files, BarInterval.parse("1m"), List.of(), policy);
        Backtest run = Backtest.of(ticks, new Teller())
                .exchange(config)
                .latency(latencies)
                .cash("100000000");
        return faults.isEmpty()
                ? run.run()
                : run.faults(FaultPlan.script(faults)).run();
    }

    /** What the strategy heard of its orders. */
    List<String> told() {
        run();
        return told;
    }

    private void add(List<MarketData> files, String name, StringBuilder rows) {
        if (rows.indexOf("\n") == rows.length() - 1) {
            return;
        }
        try {
            Path file = folder.resolve(name + ".csv");
            Files.writeString(file, rows);
            files.add(MarketDataReader.read(
                    file,
                    ReadOptions.builder("BTC/USD")
                            .tick(BigDecimal.ONE)
                            .lot(BigDecimal.ONE)
                            .build()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Teller implements Strategy {
        private final List<Order> sent = new ArrayList<>();

        @Override
        public void onTrade(TradeTick trade, Trader trader) {
            act(trader);
        }

        @Override
        public void onQuote(Quote quote, Trader trader) {
            act(trader);
        }

        @Override
        public void onBook(BookUpdate update, Trader trader) {
            act(trader);
        }

        private void act(Trader trader) {
            long now = trader.nowNanos() / 1_000_000;
            while (!orders.isEmpty() && orders.firstKey() <= now) {
                orders.pollFirstEntry().getValue().forEach(request -> sent.add(trader.submit(request)));
            }
            while (!cancels.isEmpty() && cancels.firstKey() <= now) {
                cancels.pollFirstEntry().getValue().forEach(number -> trader.cancel(sent.get(number)));
            }
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            told.add(second(trader) + " " + fill.side() + " " + fill.lots() + " @ " + fill.priceTicks() + " "
                    + fill.liquidity());
        }

        @Override
        public void onOrder(Order order, Trader trader) {
            boolean unclear = order.status() == OrderStatus.UNCONFIRMED;
            boolean ended = order.status().isTerminal() && order.status() != OrderStatus.FILLED;
            if ((ended || unclear) && order.reason() != null) {
                told.add(second(trader) + " " + order.status() + " " + order.reason());
            }
        }

        private static String second(Trader trader) {
            return BigDecimal.valueOf(trader.nowNanos() / 1_000_000 - START * 1_000, 3)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }
}
