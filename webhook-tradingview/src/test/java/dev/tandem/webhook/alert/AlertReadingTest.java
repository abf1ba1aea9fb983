package dev.tandem.webhook.alert;

import static dev.tandem.webhook.alert.Readings.TIME;
import static dev.tandem.webhook.alert.Readings.line;
import static dev.tandem.webhook.alert.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.gate.Sizing;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users write, and what comes of it. */
class AlertReadingTest {
    private static String alert(String fields) {
        return "{\"ticker\":\"BINANCE:BTCUSDT\"," + TIME + "," + fields + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    buy|1|flat|0|long|1| entry; buy units:1
                    sell|1|flat|0|short|1| entry; sell units:1
                    buy|1|long|1|long|2| add; buy units:1
                    sell|1|short|1|short|2| add; sell units:1
                    sell|1|long|2|long|1| partial-exit; sell units:1 reduce
                    buy|1|short|2|short|1| partial-exit; buy units:1 reduce
                    sell|2|long|2|flat|0| exit; sell all reduce
                    buy|2|short|2|flat|0| exit; buy all reduce
                    sell|3|long|1|short|2| reversal; sell units:1 reduce; sell units:2
                    buy|3|short|1|long|2| reversal; buy units:1 reduce; buy units:2
                    """)
    void whatIsMeantFollowsFromActionPositionsAndSizes(
            String action,
            String contracts,
            String before,
            String sizeBefore,
            String now,
            String size,
            String expected) {
        String body =
                alert("\"action\":\"" + action + "\",\"contracts\":\"" + contracts + "\",\"market_position\":\"" + now
                        + "\",\"market_position_size\":\"" + size + "\",\"prev_market_position\":\"" + before
                        + "\",\"prev_market_position_size\":\"" + sizeBefore + "\"");
        String[] parts = expected.strip().split("; ");
        StringBuilder line = new StringBuilder("accepted " + parts[0]);
        for (int i = 1; i < parts.length; i++) {
            String[] words = parts[i].split(" ", 3);
            line.append("; ").append(words[0]).append(' ').append(words[1]).append(" BTC/USDT");
            line.append(words.length > 2 ? " " + words[2] : "");
        }
        assertThat(line(read(body))).isEqualTo(line.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    "action":"sell","contracts":1,"market_position":"flat","prev_market_position":"flat" | ignored (no-change) ignore
                    "action":"buy","contracts":0.01,"market_position":"long","market_position_size":0.01 | accepted entry; buy units:0.01 BTC/USDT
                    "action":"buy","contracts":0.01,"market_position":"long","market_position_size":0.03 | accepted add; buy units:0.01 BTC/USDT
                    "action":"sell","contracts":0.01,"market_position":"long","market_position_size":0.03 | accepted partial-exit; sell units:0.01 BTC/USDT reduce
                    "action":"sell","contracts":0.02,"position_size":-0.01 | accepted reversal; sell units:0.01 BTC/USDT reduce; sell units:0.01 BTC/USDT
                    "action":"sell","contracts":0.02,"position_size":0 | accepted exit; sell all BTC/USDT reduce
                    "action":"buy","contracts":"0.28999999999999998","market_position":"long","market_position_size":0.29,"prev_market_position":"flat" | accepted entry; buy units:0.29 BTC/USDT
                    "action":"buy","qty":1e-3 | accepted entry; buy units:0.001 BTC/USDT
                    "action":"BUY","Quantity":"1.50" | accepted entry; buy units:1.5 BTC/USDT
                    "side":"long","amount":2 | accepted entry; buy units:2 BTC/USDT
                    "strategy.order.action":"sell","strategy.order.contracts":"1","strategy.market_position":"flat","strategy.prev_market_position":"long" | accepted exit; sell all BTC/USDT reduce
                    "strategy":{"order":{"action":"buy","contracts":"1"},"market_position":"long","prev_market_position":"flat"} | accepted entry; buy units:1 BTC/USDT
                    "action":"close_long" | accepted exit; sell all BTC/USDT reduce
                    "action":"exit","direction":"short" | accepted exit; buy all BTC/USDT reduce
                    "action":"close" | accepted exit; null all BTC/USDT reduce
                    "action":"exit","quantity":"25%" | accepted partial-exit; null position:0.25 BTC/USDT reduce
                    "action":"sell","quantity":"1","sentiment":"flat" | accepted exit; sell all BTC/USDT reduce
                    "action":"sell","contracts":"1","comment":"Close entry(s) order Long" | accepted exit; sell units:1 BTC/USDT reduce
                    "action":"buy","quote_quantity":"250" | accepted entry; buy worth:250 BTC/USDT
                    "action":"buy","quantity":10,"quantityType":"percent_of_equity" | accepted entry; buy equity:0.1 BTC/USDT
                    "action":"buy","quantity":250,"quantityType":"dollar_amount" | accepted entry; buy worth:250 BTC/USDT
                    "action":"buy","quantity":1,"order_type":"limit","limit_price":"42000.5" | accepted entry; buy units:1 BTC/USDT limitPrice=42000.5
                    "action":"buy","quantity":1,"type":"stop","price":42000 | accepted entry; buy units:1 BTC/USDT stopPrice=42000
                    "action":"buy","quantity":1,"price":100,"sl":"98","tp":103.5 | accepted entry; buy units:1 BTC/USDT stopLoss=98 takeProfit=103.5
                    "action":"sell","quantity":1,"price":100,"stopLoss":{"price":102},"takeProfit":{"percent":4} | accepted entry; sell units:1 BTC/USDT stopLoss=102 takeProfit=4%
                    "action":"buy","quantity":1,"price":100,"sl":0,"tp":"0" | accepted entry; buy units:1 BTC/USDT
                    "action":"buy","quantity":1,"trailing_percent":1.5 | accepted entry; buy units:1 BTC/USDT trailingStop=1.5%
                    "action":"buy","quantity":1,"leverage":1,"reverse":false,"max_size":null,"test":false | accepted entry; buy units:1 BTC/USDT
                    "action":"buy","quantity":1,"open":1,"high":2,"low":1,"close":2,"volume":150177,"price":1.5 | accepted entry; buy units:1 BTC/USDT
                    "action":"buy","quantity":1,"exchange":"binance" | accepted entry; buy units:1 BTC/USDT
                    "action":"buy","quantity":1,"confidence":0.6 | accepted entry; buy units:1 BTC/USDT
                    "action":"buy","quantity":1,"confidence":"0.60" | accepted entry; buy units:1 BTC/USDT
                    "action":"buy","quantity":1,"confidence":0.599999 | rejected (confidence)
                    "action":"sell","market_position":"flat","prev_market_position":"long","confidence":0.1 | accepted exit; sell all BTC/USDT reduce
                    """)
    void whatIsClearIsCarriedOut(String fields, String expected) {
        Verdict verdict = read(alert(fields));
        assertThat(line(verdict)).as(verdict.reason()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    "action":"buy","side":"sell","quantity":1 | aliases
                    "action":"buy","qty":1,"quantity":2 | aliases
                    "action":"buy","quantity":1,"symbol":"ETHUSDT" | aliases
                    "action":"buy","quantity":1,"exchange":"COINBASE" | aliases
                    "action":"buy","quantity":1,"confidence":0.7,"signal_strength":0.8 | aliases
                    "action":"buy","quantity":1,"price":1,"close":2 | aliases
                    "action":"buy","quantity":1,"confidence":7.5 | confidence
                    "action":"buy","quantity":1,"confidence":-0.1 | confidence
                    "action":"buy","quantity":1,"confidence":"HIGH" | confidence
                    "action":"buy","quantity":1,"confidence":"NaN" | confidence
                    "action":"buy","quantity":1,"confidence":"٠.٧" | confidence
                    "action":"buy","quantity":1,"confidence":"０.７" | confidence
                    "action":"buy","quantity":1,"confidence":"0.7f" | confidence
                    "action":"buy","quantity":1,"confidence":true | confidence
                    "action":"buy","quantity":"5%" | quantity
                    "action":"buy","quantity":"300$" | quantity
                    "action":"buy","quantity":"1,000" | quantity
                    "action":"buy","quantity":0 | quantity
                    "action":"buy","quantity":-1 | quantity
                    "action":"buy","quantity":1e400 | quantity
                    "action":"buy","quantity":"1e30" | quantity
                    "action":"buy","quantity":0.000000001 | quantity
                    "action":"buy" | quantity
                    "action":"buy","direction":"long","size":"50" | quantity
                    "action":"buy","close":1,"volume":150177 | quantity
                    "action":"buy","quantity":1,"quantityType":"risk_dollar_amount" | quantity
                    "action":"buy","quantity":1,"leverage":10 | field leverage
                    "action":"buy","quantity":1,"maxLoss":5 | field maxLoss
                    "action":"buy","quantity":1,"risk_percent":2 | field risk_percent
                    "action":"buy","quantity":1,"tp2":31000 | field tp2
                    "action":"buy","quantity":1,"takeProfit":[1,2] | field takeProfit.0
                    "action":"buy","quantity":1,"stopLoss":{"amount":50} | field stopLoss.amount
                    "action":"buy","quantity":1,"extra":{"stop_after":3} | field extra.stop_after
                    "action":"buy","quantity":1,"max_slippage":0.1 | field max_slippage
                    "action":"buy","quantity":1,"dry_run":true | field dry_run
                    "action":"buy","quantity":1,"max_position":0.5 | field max_position
                    "action":"buy","quantity":1,"reverse":true | field reverse
                    "action":"buy","quantity":1,"time_in_force":"gtd" | field time_in_force
                    "action":"buy","quantity":1,"order_type":"trailing_stop_market" | field order_type
                    "action":"buy","quantity":1,"trailing_stop":2 | exits
                    "action":"buy","quantity":1,"price":100,"sl":101 | exits
                    "action":"sell","quantity":1,"price":100,"sl":99 | exits
                    "action":"buy","quantity":1,"price":100,"tp":99 | exits
                    "action":"buy","quantity":1,"sl":"{{plot_0}}" | placeholder
                    "action":"buy","quantity":1,"comment":"{{strategy.order.comment}}" | placeholder
                    "action":"{{strategy.order.action}}","quantity":1 | placeholder
                    "action":"add","quantity":1 | action
                    "action":"cancel" | action
                    "action":"bυy","quantity":1 | action
                    "quantity":1 | missing-fields
                    "action":"buy","quantity":1,"market_position":"long","prev_market_position":"long","market_position_size":1,"prev_market_position_size":1 | contradiction
                    "action":"buy","quantity":1,"market_position":"short","prev_market_position":"flat" | contradiction
                    "action":"sell","quantity":1,"market_position":"long","prev_market_position":"short" | contradiction
                    "action":"sell","quantity":1,"market_position":"short","prev_market_position":"long" | quantity
                    "action":"sell","quantity":5,"market_position":"short","market_position_size":1,"prev_market_position":"long","prev_market_position_size":1 | contradiction
                    "action":"buy","quantity":1,"market_position":"sideways" | position
                    "action":"buy","quantity":1,"reduce_only":true,"market_position":"long","prev_market_position":"flat" | contradiction
                    "action":"buy","quantity":1,"post_only":true | price
                    "action":"buy","quantity":1,"order_type":"limit" | price
                    "action":"buy","quantity":1,"timestamp":"2026-03-01T11:59:59Z" | aliases
                    "action":"buy","quantity":1,"market":"futures" | perpetual
                    """)
    void whatIsNotClearIsRefusedByName(String fields, String expected) {
        String[] words = expected.split(" ");
        Verdict verdict = read(alert(fields));
        assertThat(line(verdict)).as(verdict.reason()).isEqualTo("rejected 422 (" + words[0] + ")");
        if (words.length > 1) {
            assertThat(verdict.message()).contains("'" + words[1] + "'");
        }
        assertThat(Readings.json(verdict).get("steps")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n",
                "{",
                "{}{}",
                "{\"action\":\"buy\"} x",
                "{\"action\":\"buy\",\"action\":\"sell\"}",
                "{\"action\":\"buy\",\"\\u0061ction\":\"sell\"}",
                "{\"action\":\"buy\",\"Action\":\"sell\"}",
                "{\"action\":\"buy\",\"confidence\":NaN}",
                "{\"action\":\"buy\",\"confidence\":.7}",
                "{\"action\":\"buy\",\"confidence\":0x1p3}",
                "{'action':'buy'}",
                "{\"action\":\"buy\",}",
                "{\"action\":\"b\\u0000y\"}",
                "{\"action\":\"\\ud800\"}",
                "\uFEFF{\"action\":\"buy\"}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}",
                "SYMBOL=BTCUSDT;SIGNAL=BUY;signal=SELL;VOLUME=1",
            })
    void whatIsNoMessageIsMalformed(String body) {
        Verdict verdict = read(body);
        assertThat(line(verdict)).as(verdict.reason()).isEqualTo("rejected 400 (malformed)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BINANCE:BTCUSDT | BTC/USDT
                    BTCUSDT | BTC/USDT
                    binance:btcusdt | BTC/USDT
                    BTCUSDT.P | BTC.P/USDT
                    BINANCE:BTCUSDT.P | BTC.P/USDT
                    OSE:NK225M1! | NK225/JPY
                    NK225M1! | NK225/JPY
                    COINBASE:BTCUSDT |
                    ETHUSDT.P |
                    DOGEUSDT.P |
                    BTC/USDT |
                    XBTUSDT |
                    """)
    void onlyWhatIsMappedIsTraded(String ticker, String instrument) {
        Verdict verdict = read("{\"ticker\":\"" + ticker + "\",\"action\":\"buy\",\"quantity\":1," + TIME + "}");
        if (instrument == null) {
            assertThat(line(verdict)).isEqualTo("rejected 422 (unmapped-symbol)");
        } else {
            assertThat(line(verdict)).isEqualTo("accepted entry; buy units:1 " + instrument);
        }
    }

    @Test
    void delayedDataAreNotTradedOn() {
        for (String symbol : new String[] {
            "\"ticker\":\"BINANCE_DL:BTCUSDT\"",
            "\"ticker\":\"BTCUSDT\",\"exchange\":\"BINANCE_DLY\"",
            "\"ticker\":\"BINANCE:BTCUSDT\",\"exchange\":\"BINANCE_DL\"",
            "\"ticker\":\"BINANCE_DL:BTCUSDT\",\"exchange\":\"BINANCE\""
        }) {
            Verdict verdict = read("{" + symbol + ",\"action\":\"buy\",\"quantity\":1," + TIME + "}");
            assertThat(line(verdict)).as(symbol).isEqualTo("rejected 422 (delayed-data)");
        }
    }

    @Test
    void aPerpetualAndItsCoinMustNotBeTheSameInstrument() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("BTCUSDT", "BTC/USDT");
        names.put("BTCUSDT.P", "BTC/USDT");
        assertThatThrownBy(() -> SymbolTable.of(names, Instrument::of))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'BTCUSDT.P' is a perpetual contract");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "2026-03-01T11:59:10Z" | accepted
                    "2026-03-01T11:59:09Z" | rejected 422 (stale)
                    "2026-03-01T12:00:40Z" | accepted
                    "2026-03-01T12:00:41Z" | rejected 422 (future)
                    1772366405 | accepted
                    "1772366405" | accepted
                    1772366405123 | accepted
                    177236640512 | rejected 422 (time)
                    "2026-03-01 12:00:05" | rejected 422 (time)
                    "2026-03-01T12:00:05+02:00" | rejected 422 (time)
                    "yesterday" | rejected 422 (time)
                    "2026-02-30T12:00:05Z" | rejected 422 (time)
                    "2026-03-01T12:00:61Z" | rejected 422 (time)
                    "2026-02-28T24:00:00Z" | rejected 422 (stale)
                    "2026-03-01T12:00:05.5Z" | accepted
                    "٢٠٢٦-03-01T12:00:05Z" | rejected 422 (time)
                    """)
    void anAlertMustBeFresh(String time, String expected) {
        Verdict verdict = read("{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":1,\"timenow\":" + time + "}");
        assertThat(line(verdict)).as(verdict.reason()).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T11:59:09Z, 61 s old",
        "2026-03-01T09:00:00Z, 3 hours old",
        "2024-03-01T12:00:00Z, 730 days old",
        "2026-03-01T12:01:00Z, 50 s ahead"
    })
    void howOldItIsIsSaidAsPeopleSayIt(String time, String expected) {
        Verdict verdict =
                read("{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":1,\"timenow\":\"" + time + "\"}");
        assertThat(verdict.reason()).contains(expected);
    }

    @Test
    void theTimeOfTheBarIsNotTheTimeOfTheAlert() {
        Verdict verdict = read(alert("\"action\":\"buy\",\"quantity\":1,\"time\":\"2026-02-28T00:00:00Z\""));
        assertThat(verdict.status()).isEqualTo(Verdict.Status.ACCEPTED);
    }

    @Test
    void anAlertMayAskForLessPatience() {
        Verdict verdict = read(alert("\"action\":\"buy\",\"quantity\":1,\"max_lag\":\"5\""));
        assertThat(line(verdict)).isEqualTo("rejected 422 (stale)");
    }

    @Test
    void withoutATimeItIsRefusedWhereNothingElseProvesThatItIsFresh() {
        byte[] body = "{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":1}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        AlertReader reader = new AlertReader(Readings.rules());
        assertThat(line(reader.read(body, Readings.NOW, true))).isEqualTo("rejected 422 (time-missing)");
        assertThat(line(reader.read(body, Readings.NOW, false))).startsWith("accepted");
    }

    @Test
    void ofSeveralAlertsAllAreCarriedOutOrNone() {
        String good = alert("\"action\":\"buy\",\"quantity\":1");
        String bad = alert("\"action\":\"buy\",\"quantity\":\"5%\"");
        assertThat(line(read("[" + good + "," + good.replace("BTCUSDT", "DOGEUSDT") + "]")))
                .isEqualTo("accepted entry; buy units:1 BTC/USDT; buy units:1 DOGE/USDT");
        assertThat(line(read("[" + good + "," + bad + "]"))).isEqualTo("rejected 422 (quantity)");
        assertThat(line(read("[]"))).isEqualTo("rejected 422 (array)");
        assertThat(line(read("[1,2]"))).isEqualTo("rejected 422 (array)");
    }

    @Test
    void whereTheRunSaysHowMuchTheAlertsNumberIsNotUsed() {
        AlertRules fixed = Readings.rules().withSizing(Sizing.one());
        assertThat(line(read(fixed, alert("\"action\":\"buy\",\"contracts\":77"), Readings.NOW)))
                .isEqualTo("accepted entry; buy units:1 BTC/USDT");
        AlertRules percent = Readings.rules().withSizing(new Sizing.PercentOfEquity(Rate.parse("0.1")));
        assertThat(line(read(percent, alert("\"action\":\"buy\""), Readings.NOW)))
                .isEqualTo("accepted entry; buy run BTC/USDT");
        assertThat(line(read(
                        percent,
                        alert(
                                "\"action\":\"sell\",\"contracts\":1,\"market_position\":\"long\",\"market_position_size\":3"),
                        Readings.NOW)))
                .isEqualTo("accepted partial-exit; sell position:0.25 BTC/USDT reduce");
        assertThat(line(read(
                        percent,
                        alert("\"action\":\"sell\",\"contracts\":77,\"market_position\":\"short\","
                                + "\"prev_market_position\":\"long\""),
                        Readings.NOW)))
                .isEqualTo("accepted reversal; sell all BTC/USDT reduce; sell run BTC/USDT");
    }

    @Test
    void theIdOfATradingViewOrderComesAgainAndIsNoNameOfTheAlert() {
        Verdict first =
                read(alert("\"strategy\":{\"order_id\":\"Long\",\"order_action\":\"buy\",\"order_contracts\":1}"));
        assertThat(first.alerts().getFirst().id()).isEqualTo("Long");
        assertThat(first.alerts().getFirst().idempotencyKey()).isEqualTo("order:Long@2026-03-01T12:00:00Z");
        Verdict named = read(alert("\"id\":\"a-1\",\"action\":\"buy\",\"quantity\":1"));
        assertThat(named.alerts().getFirst().idempotencyKey()).isEqualTo("id:a-1");
    }

    @Test
    void secretsAreFoundUnderAllTheirNames() {
        Message message = new AlertReader(Readings.rules())
                .parse(alert("\"passphrase\":\"a\",\"PIN\":\"b\",\"action\":\"buy\"")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(message.secrets()).containsExactly(java.util.List.of("a", "b"));
    }
}
