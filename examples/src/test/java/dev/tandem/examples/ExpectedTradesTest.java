package dev.tandem.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.engine.BracketStart;
import dev.tandem.gate.Sizing;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Money;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.match.FillModel;
import dev.tandem.strategy.Strategy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference strategies give the trades of an independent exact calculation, one by one. */
class ExpectedTradesTest {
    private static final Map<String, BarColumns> BARS = new HashMap<>();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "coinbase_btcusd_4h, a",
        "coinbase_btcusd_4h, b1",
        "coinbase_btcusd_4h, b1-nextbar",
        "coinbase_btcusd_4h, b1tp",
        "coinbase_btcusd_4h, b1tp-nextbar",
        "coinbase_btcusd_4h, b2",
        "coinbase_btcusd_4h, b2-nextbar",
        "coinbase_btcusd_4h, c",
        "coinbase_btcusd_4h, d",
        "coinbase_btcusd_4h, e",
        "coinbase_btcusd_4h, e-nextbar",
        "cme_6eh4_1m_2024-01, a",
        "cme_6eh4_1m_2024-01, b1",
        "cme_6eh4_1m_2024-01, b1-nextbar",
        "cme_6eh4_1m_2024-01, b1tp",
        "cme_6eh4_1m_2024-01, b1tp-nextbar",
        "cme_6eh4_1m_2024-01, b2",
        "cme_6eh4_1m_2024-01, b2-nextbar",
        "cme_6eh4_1m_2024-01, c",
        "cme_6eh4_1m_2024-01, d",
        "cme_6eh4_1m_2024-01, e",
        "cme_6eh4_1m_2024-01, e-nextbar",
    })
    void everyTradeAgrees(String data, String file) throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(Files.readString(SharedFolder.path("expected/" + data + "/" + file + ".json")));
        RunResult result = run(data, file, expected.get("size").decimalValue());

        List<String> wanted = new ArrayList<>();
        for (JsonNode trade : expected.get("trades")) {
            wanted.add(trade.get("side").asText() + " " + trade.get("entry_idx") + "→" + trade.get("exit_idx") + " "
                    + reason(trade.get("exit_reason").asText()));
        }
        List<String> got = result.trades().stream()
                .map(t -> (t.isLong() ? "long" : "short") + " " + t.entryIndex() + "→"
                        + (t.isOpen() ? "null" : t.exitIndex()) + " " + reason(t))
                .toList();
        assertThat(got).containsExactlyElementsOf(wanted);

        for (int i = 0; i < result.trades().size(); i++) {
            Trade trade = result.trades().get(i);
            JsonNode want = expected.get("trades").get(i);
            assertPrice(trade.instrument().price(trade.entryTicks()), want.get("entry_price"), "entry of trade " + i);
            if (!trade.isOpen()) {
                assertPrice(trade.instrument().price(trade.exitTicks()), want.get("exit_price"), "exit of trade " + i);
            }
        }
        assertThat(Money.toDouble(result.equity()))
                .isCloseTo(expected.get("final_equity_from_trades").doubleValue(), Offset.offset(0.001));
        assertThat(result.cash()
                        + result.trades().stream().mapToLong(Trade::pnl).sum())
                .as("the trades add up to the equity, to the last unit")
                .isEqualTo(result.equity());
        JsonNode note = expected.get("note");
        if (note != null && note.asText().startsWith("both legs touched in ")) {
            assertThat("both legs touched in " + result.bothLegsTouched() + " bars")
                    .isEqualTo(note.asText());
        }
    }

    private static RunResult run(String data, String file, BigDecimal size) {
        BarColumns bars = BARS.computeIfAbsent(
                data,
                name -> MarketDataReader.read(SharedFolder.path("data/" + name + ".csv"), ReadOptions.of("BTC/USD"))
                        .bars());
        Strategy strategy = switch (file.charAt(0)) {
            case 'c' -> new RsiLimit(14, 30, 70, new BigDecimal("0.005"), 3, 200);
            case 'd' -> new EmaFlip(12, 26, 200);
            default -> new SmaCross(10, 30);
        };
        Backtest backtest = Backtest.of(bars, strategy).sizing(new Sizing.Fixed(size));
        if (file.startsWith("b")) {
            backtest.stopLoss("0.02").takeProfit("0.04");
        }
        if (file.startsWith("b1") || file.startsWith("e")) {
            backtest.noSignalExit();
        }
        if (file.startsWith("b1tp")) {
            backtest.fills(FillModel.OPTIMISTIC);
        }
        if (file.startsWith("e")) {
            backtest.trailingStop("0.03");
        }
        if (file.endsWith("-nextbar")) {
            backtest.bracketStart(BracketStart.NEXT_BAR);
        }
        return backtest.run();
    }

    private static void assertPrice(BigDecimal price, JsonNode wanted, String what) {
        BigDecimal want = wanted.decimalValue();
        BigDecimal difference = price.subtract(want).abs();
        BigDecimal tolerance = want.abs().multiply(new BigDecimal("1e-9")).max(new BigDecimal("0.00000001"));
        assertThat(difference).as("%s: %s for %s", what, price, want).isLessThanOrEqualTo(tolerance);
    }

    private static String reason(Trade trade) {
        ExitReason reason = trade.exitReason();
        return reason == null ? "" : reason.text();
    }

    private static String reason(String expected) {
        return switch (expected) {
            case "market" -> "signal";
            case "sl", "sl-gap" -> "stop-loss";
            case "tp", "tp-gap" -> "take-profit";
            case "trail", "trail-gap" -> "trailing-stop";
            default -> expected;
        };
    }
}
