package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tandem backtest} can be told of its market, from files to result. */
class MarketOptionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        bars("btc.csv", 1, 60);
        bars("eth.csv", 2, 60);
        bars("btc-hours.csv", 3, 3600);
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder trades = new StringBuilder("timestamp,price,size,side\n");
        StringBuilder quotes = new StringBuilder("timestamp,bid,bid_size,ask,ask_size\n");
        StringBuilder book = new StringBuilder("timestamp,first_update_id,last_update_id,side,price,qty\n");
        long price = 1_000;
        for (int i = 0; i < 6_000; i++) {
            price += random.nextInt(-2, 3);
            long time = 1_700_000_000_000L + 500L * i;
            trades.append(time).append(',').append(price).append(",0.5,").append(i % 2 == 0 ? "buy\n" : "sell\n");
            quotes.append(time)
                    .append(',')
                    .append(price - 1)
                    .append(",2,")
                    .append(price + 1)
                    .append(",2\n");
            long id = i + 1L;
            String ids = time + "," + id + "," + id + ",";
            book.append(ids).append(i % 2 == 0 ? "bid,500,3\n" : "ask,2000,3\n");
        }
        Files.writeString(folder.resolve("trades.csv"), trades);
        Files.writeString(folder.resolve("quotes.csv"), quotes);
        Files.writeString(folder.resolve("book.csv"), book);
    }

    private void bars(String name, long seed, long seconds) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder bars = new StringBuilder("timestamp,open,high,low,close,volume\n");
        long price = 1_000;
        for (int i = 0; i < 600; i++) {
            long close = Math.max(500, price + random.nextInt(-9, 10));
            bars.append(1_699_999_200L + i * seconds)
                    .append(',')
                    .append(price)
                    .append(',')
                    .append(Math.max(price, close) + 5)
                    .append(',')
                    .append(Math.min(price, close) - 5)
                    .append(',')
                    .append(close)
                    .append(",10\n");
            price = close;
        }
        Files.writeString(folder.resolve(name), bars);
    }

    @Test
    void severalInstrumentsAndALongerFrameInOneRun() throws IOException {
        JsonNode result = result("--data btc.csv --instrument BTC/USD --data eth.csv --instrument ETH/USD"
                + " --data btc-hours.csv --instrument BTC/USD --frame 5m");

        assertThat(result.path("positions")).hasSize(2);
        assertThat(result.path("data").path("bars").asInt()).isEqualTo(1_200);
        assertThat(result.path("data").path("source").asText()).isEqualTo("btc.csv, eth.csv, btc-hours.csv");
        assertThat(result.path("trades").findValuesAsText("instrument")).contains("BTC/USD", "ETH/USD");
    }

    @Test
    void ticksOneByOneWithLatencyAndAQueue() throws IOException {
        JsonNode result =
                result("--data trades.csv --data quotes.csv --data book.csv --instrument BTC/USD --replay ticks"
                        + " --queue back --latency 5ms --order-latency lognormal:20ms,0.5 --seed 7");

        assertThat(result.path("data").path("events").asInt()).isEqualTo(18_000);
        assertThat(result.path("assumptions").path("queue").asText()).isEqualTo("back");
        assertThat(result.path("assumptions").path("latency").asText())
                .isEqualTo("data 5ms, orders lognormal:20ms,0.5, answers 5ms");
        assertThat(result.path("receipt").path("seed").asInt()).isEqualTo(7);
    }

    @Test
    void allAssumptionsAboutFillsSideBySide() throws IOException {
        JsonNode bands = result("--data btc.csv --instrument BTC/USD --stop-loss 0.004 --take-profit 0.004 --fills all")
                .path("fillBands");

        assertThat(bands.path("bands").findValuesAsText("fills"))
                .containsExactly("pessimistic", "realistic", "optimistic");
        assertThat(bands.path("verdict").asText()).contains("assumption");
        assertThat(Call.of(
                                folder,
                                ("backtest --data btc.csv --instrument BTC/USD --strategy sma-cross --stop-loss 0.004"
                                                + " --take-profit 0.004 --fills all")
                                        .split(" "))
                        .out())
                .contains(
                        "pessimistic",
                        "optimistic",
                        bands.path("verdict").asText().substring(0, 30));
    }

    @Test
    void aShareOfTheVolumeAndTroubleOnTheLine() throws IOException {
        JsonNode thin = result("--data btc.csv --instrument BTC/USD --quantity 3 --participation 0.1");
        assertThat(thin.path("assumptions").path("participation").asText()).isEqualTo("0.1");

        JsonNode faulty = result("--data btc.csv --instrument BTC/USD --faults random:0.5");
        assertThat(faulty.path("assumptions").path("faults").asText()).startsWith("random:0.5, met ");
        assertThat(faulty.path("orders").path("rejected").asInt()).isPositive();
    }

    @Test
    void aGapInTheBookIsLocatedOrHandledByName() throws IOException {
        Path book = folder.resolve("book.csv");
        Files.writeString(book, Files.readString(book).replace(",100,100,", ",150,150,"));
        String call =
                "backtest --data trades.csv --data book.csv --instrument BTC/USD --strategy sma-cross --replay ticks";
        Call stopped = Call.of(folder, call.split(" "));
        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.err()).contains("book.csv:101:1: update ids go from 99 to 150");

        JsonNode result =
                result("--data trades.csv --data book.csv --instrument BTC/USD --replay ticks --book-gap resync");
        assertThat(result.path("findings").toString()).contains("gap in the update ids", "book.csv:101");
    }

    @Test
    void faultsAndLatencyTogether() throws IOException {
        String call = "--data trades.csv --data quotes.csv --instrument BTC/USD --replay ticks --latency 200ms"
                + " -p fast=2 -p slow=3 --stop-loss 0.01 --take-profit 0.01";
        JsonNode slow = result(call);
        JsonNode both = result(call + " --faults random:0.5");

        assertThat(both.path("assumptions").path("faults").asText()).matches("random:0.5, met [1-9][0-9]*");
        assertThat(both.path("assumptions").path("latency").asText()).contains("orders 200ms");
        assertThat(both.at("/receipt/resultSha256")).isNotEqualTo(slow.at("/receipt/resultSha256"));
        assertThat(result(call + " --faults random:0.5").at("/receipt/resultSha256"))
                .isEqualTo(both.at("/receipt/resultSha256"));
    }

    @Test
    void tickLotAndColumnsForEachFile() throws IOException {
        Path eth = folder.resolve("eth.csv");
        Files.writeString(
                eth,
                Files.readString(eth)
                        .replaceFirst("timestamp,open,high,low,close,volume", "t,o,h,l,c,v")
                        .replaceFirst("\n([0-9]+),[0-9]+,", "\n$1,1000.25,"));
        String files = "--data btc.csv --instrument BTC/USD --data eth.csv --instrument ETH/USD";
        String columns = " --columns default --columns timestamp=t,open=o,high=h,low=l,close=c,volume=v";
        JsonNode result = result(files + columns + " --tick 1 --tick 0.05 --lot 1 --lot 0.1");
        assertThat(result.path("positions")).hasSize(2);

        assertThat(error(files + columns + " --tick 1 --tick 0.1"))
                .contains("eth.csv:2:12: open '1000.25' is off the tick of 0.1");
        assertThat(error(files + columns + " --tick 1 --tick 0.05 --tick 2"))
                .contains("--tick: there are 3 for 2 --data; give one for all of them, or one for each");
        assertThat(error(files + columns + " --lot 1 --lot zero"))
                .isEqualTo("tandem: --lot: bad value 'zero': a number above 0, such as 0.01\n");
        assertThat(error("--data trades.csv --data quotes.csv --instrument BTC/USD --replay ticks --tick 1 --tick 2"))
                .contains("--tick: BTC/USD has 1 and, for quotes.csv, 2; an instrument has one");
    }

    @Test
    void signalsAreToldInEveryKindOfRun() throws IOException {
        Path strategy = folder.resolve("Follower.java");
        Files.writeString(strategy, """
                import dev.tandem.model.*;
                import dev.tandem.strategy.*;
                public class Follower implements Strategy {
                    public void onSignal(Signal signal, Trader trader) {
                        trader.submit(OrderRequest.of(signal.instrument(), signal.side())
                            .quantity("1").confidence(signal.confidence()).build());
                    }
                    public void onBar(Bar bar, Trader trader) {}
                }
                """);
        StringBuilder signals = new StringBuilder("timestamp,agent,instrument,direction,confidence\n");
        for (int i = 0; i < 20; i++) {
            signals.append(1_700_000_000_300L + i * 100_000L)
                    .append(i % 4 < 2 ? ",lark,BTC/USD," : ",lark,ETH/USD,")
                    .append(i % 2 == 0 ? "long,0.9\n" : "short,0.9\n");
        }
        Files.writeString(folder.resolve("signals.csv"), signals);
        String several =
                "--data btc.csv --instrument BTC/USD --data eth.csv --instrument ETH/USD --signals signals.csv";
        String ticks = "--data trades.csv --data quotes.csv --instrument BTC/USD --replay ticks --signals signals.csv";

        assertThat(result(several, "Follower.java")
                        .path("orders")
                        .path("submitted")
                        .asInt())
                .isEqualTo(20);
        assertThat(result(several, "Follower.java").path("trades").findValuesAsText("instrument"))
                .contains("BTC/USD", "ETH/USD");
        assertThat(result(ticks, "Follower.java")
                        .path("orders")
                        .path("submitted")
                        .asInt())
                .isEqualTo(10);
        assertThat(result(ticks + " --latency 50ms --faults random:0.3", "Follower.java")
                        .path("orders")
                        .path("submitted")
                        .asInt())
                .isEqualTo(10);
        assertThat(result(
                                "--data btc.csv --instrument BTC/USD --signals signals.csv --faults random:0.3",
                                "Follower.java")
                        .path("orders")
                        .path("submitted")
                        .asInt())
                .isEqualTo(10);
        Call panel = Call.of(folder, ("backtest " + several).split(" "));
        assertThat(panel.exitCode()).isEqualTo(2);
        assertThat(panel.err()).contains("panel trades one instrument, and there are 2");
    }

    private String error(String options) {
        Call call = Call.of(folder, ("backtest " + options + " --strategy sma-cross").split(" "));
        assertThat(call.exitCode()).as(call.out()).isEqualTo(2);
        return call.err();
    }

    private JsonNode result(String options, String strategy) throws IOException {
        Call call = Call.of(folder, ("backtest " + options + " --format json --strategy " + strategy).split(" "));
        assertThat(call.exitCode()).as(call.err()).isZero();
        return JSON.readTree(call.out());
    }

    private JsonNode result(String options) throws IOException {
        Call call = Call.of(folder, ("backtest " + options + " --strategy sma-cross --format json").split(" "));
        assertThat(call.exitCode()).as(call.err()).isZero();
        return JSON.readTree(call.out());
    }
}
