package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders over the wire, bars step by step. */
class LockstepTest {
    private @Nullable Venue venue;
    private @Nullable Wire wire;

    private Wire trade(String... rows) {
        BarColumns bars = Wire.bars(rows);
        venue = Venue.of(bars)
                .account("alice", "secret")
                .account("bob", "hidden")
                .balance("USDT", Money.parse("10000"))
                .balance("BTC", Money.parse("10"))
                .start();
        wire = new Wire(venue, "alice", "secret");
        return wire;
    }

    @AfterEach
    void stop() {
        if (wire != null) {
            wire.close();
        }
        if (venue != null) {
            venue.close();
        }
    }

    @Test
    void aBarHasTwoStepsAndIsReadableWhenItHasClosed() {
        Wire wire = trade("100 110 90 105", "106 107 104 105");
        assertThat(wire.get("/api/v3/klines?symbol=BTCUSDT&interval=1m").size()).isZero();
        Wire.Answer open = wire.next();
        assertThat(open.text())
                .isEqualTo("{\"step\":\"open\",\"bar\":0,\"time\":\"2024-01-01T00:00:00.000Z\","
                        + "\"timeMillis\":1704067200000,\"price\":\"100.00000000\",\"remaining\":3}");
        assertThat(wire.get("/api/v3/klines?symbol=BTCUSDT&interval=1m").size()).isZero();
        assertThat(wire.next().at("step")).isEqualTo("close");
        Wire.Answer candles = wire.get("/api/v3/klines?symbol=BTCUSDT&interval=1m");
        assertThat(candles.text())
                .isEqualTo("[[1704067200000,\"100.00000000\",\"110.00000000\",\"90.00000000\",\"105.00000000\","
                        + "\"10.00000000\",1704067259999,\"1050.00000000\",4,\"5.00000000\",\"525.00000000\",\"0\"]]");
        wire.next();
        assertThat(wire.next().at("step")).isEqualTo("close");
        assertThat(wire.next().at("step")).isEqualTo("end");
    }

    @Test
    void aMarketOrderFillsAtTheNextOpenAndPaysItsFee() {
        Wire wire = trade("100 110 90 105", "106 107 104 105");
        wire.next();
        wire.next();
        Wire.Answer placed = wire.order("side=BUY&type=MARKET&quantity=2");
        assertThat(placed.at("status")).isEqualTo("NEW");
        assertThat(placed.at("fills")).isEqualTo("[]");
        assertThat(wire.balance("USDT")).isEqualTo("9789.79/210.21");
        wire.next();
        Wire.Answer filled = wire.query(placed.at("orderId"));
        assertThat(filled.at("status")).isEqualTo("FILLED");
        assertThat(filled.at("cummulativeQuoteQty")).isEqualTo("212.00000000");
        assertThat(wire.trades().at("0.commission")).isEqualTo("0.21200000");
        assertThat(wire.trades().at("0.commissionAsset")).isEqualTo("USDT");
        assertThat(wire.trades().at("0.isMaker")).isEqualTo("false");
        assertThat(wire.balance("USDT")).isEqualTo("9787.788/0");
        assertThat(wire.balance("BTC")).isEqualTo("12/0");
    }

    @Test
    void exitsThatArePlacedAfterAFillAtTheOpenSeeTheRestOfThatBar() {
        Wire wire = trade("100 100 100 100", "100 120 95 110", "110 111 90 91");
        wire.next();
        wire.next();
        wire.order("side=BUY&type=MARKET&quantity=1");
        wire.next();
        Wire.Answer pair = wire.signed(
                "POST",
                "/api/v3/orderList/oco",
                "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=115&belowType=STOP_LOSS&belowStopPrice=96");
        assertThat(pair.at("listOrderStatus")).isEqualTo("EXECUTING");
        assertThat(pair.at("orderReports.0.type")).isEqualTo("LIMIT_MAKER");
        String target = pair.at("orders.0.orderId");
        String stop = pair.at("orders.1.orderId");
        wire.next();
        assertThat(wire.status(stop)).isEqualTo("FILLED");
        assertThat(wire.status(target)).isEqualTo("EXPIRED");
        assertThat(wire.trades().at("1.price")).isEqualTo("96.00000000");
        assertThat(wire.signed("GET", "/api/v3/orderList", "orderListId=" + pair.at("orderListId"))
                        .at("listOrderStatus"))
                .isEqualTo("ALL_DONE");
        assertThat(wire.balance("BTC")).isEqualTo("10/0");
    }

    @Test
    void everyTypeOfOrderMeetsItsBar() {
        Wire wire = trade("100 100 100 100", "100 120 80 100");
        wire.next();
        wire.next();
        String limit = wire.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90");
        String stop = wire.id("side=SELL&type=STOP_LOSS&quantity=1&stopPrice=85");
        String stopLimit = wire.id("side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=1&stopPrice=85&price=86");
        String target = wire.id("side=SELL&type=TAKE_PROFIT&quantity=1&stopPrice=110");
        String targetLimit =
                wire.id("side=SELL&type=TAKE_PROFIT_LIMIT&timeInForce=GTC&quantity=1&stopPrice=110&price=115");
        String amount = wire.id("side=BUY&type=MARKET&quoteOrderQty=250");
        String maker = wire.id("side=BUY&type=LIMIT_MAKER&quantity=1&price=101");
        String once = wire.id("side=BUY&type=LIMIT&timeInForce=IOC&quantity=1&price=99");
        String trailing = wire.id("side=SELL&type=STOP_LOSS&quantity=1&trailingDelta=1000");
        wire.next();
        assertThat(wire.status(amount)).isEqualTo("FILLED");
        assertThat(wire.query(amount).at("executedQty")).isEqualTo("2.50000000");
        assertThat(wire.status(maker)).isEqualTo("REJECTED");
        assertThat(wire.status(once)).isEqualTo("EXPIRED");
        wire.next();
        assertThat(wire.status(limit)).isEqualTo("FILLED");
        assertThat(wire.status(stop)).isEqualTo("FILLED");
        assertThat(wire.status(stopLimit)).isEqualTo("NEW");
        assertThat(wire.query(stopLimit).at("isWorking")).isEqualTo("true");
        assertThat(wire.query(target).at("cummulativeQuoteQty")).isEqualTo("110.00000000");
        assertThat(wire.query(targetLimit).at("cummulativeQuoteQty")).isEqualTo("115.00000000");
        assertThat(wire.query(trailing).at("cummulativeQuoteQty")).isEqualTo("90.00000000");
    }

    @Test
    void aClientIdIsUniqueAmongOpenOrdersOnly() {
        Wire wire = trade("100 100 100 100");
        wire.next();
        String form = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90&newClientOrderId=mine";
        String first = wire.id(form);
        assertThat(wire.order(form).outcome()).isEqualTo("400 -2010 Duplicate order sent.");
        assertThat(wire.cancel(first).at("status")).isEqualTo("CANCELED");
        String second = wire.id(form);
        assertThat(wire.signed("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=mine")
                        .at("orderId"))
                .isEqualTo(second);
        assertThat(wire.cancel(first).outcome()).isEqualTo("400 -2011 Unknown order sent.");
    }

    @Test
    void nobodySeesOrTouchesAnothersOrders() {
        Wire alice = trade("100 100 100 100");
        try (Wire bob = new Wire(Objects.requireNonNull(venue), "bob", "hidden")) {
            alice.next();
            String id = alice.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90&newClientOrderId=mine");
            assertThat(bob.query(id).outcome()).isEqualTo("400 -2013 Order does not exist.");
            assertThat(bob.cancel(id).outcome()).isEqualTo("400 -2011 Unknown order sent.");
            assertThat(bob.signed("GET", "/api/v3/openOrders", "").size()).isZero();
            assertThat(bob.signed("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT")
                            .outcome())
                    .isEqualTo("400 -2011 Unknown order sent.");
            bob.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90&newClientOrderId=mine");
            assertThat(alice.signed("GET", "/api/v3/openOrders", "").size()).isEqualTo(1);
            assertThat(alice.signed("GET", "/api/v3/allOrders", "symbol=BTCUSDT")
                            .size())
                    .isEqualTo(1);
            assertThat(alice.status(id)).isEqualTo("NEW");
        }
    }

    @Test
    void whatIsWrongIsSaidInBinancesWords() {
        Wire wire = trade("100 100 100 100");
        wire.next();
        assertThat(wire.order("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1000&price=90")
                        .outcome())
                .isEqualTo("400 -2010 Account has insufficient balance for requested action.");
        assertThat(wire.order("side=SELL&type=MARKET&quantity=10.00001").outcome())
                .isEqualTo("400 -2010 Account has insufficient balance for requested action.");
        assertThat(wire.order("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.0001&price=90")
                        .outcome())
                .isEqualTo("400 -1013 Filter failure: NOTIONAL");
        assertThat(wire.order("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90.001")
                        .outcome())
                .isEqualTo("400 -1013 Filter failure: PRICE_FILTER");
        assertThat(wire.order("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90.000000001")
                        .outcome())
                .isEqualTo("400 -1111 Parameter 'price' has too much precision.");
        assertThat(wire.signed("POST", "/api/v3/order", "symbol=ABCDEF&side=BUY&type=MARKET&quantity=1")
                        .outcome())
                .isEqualTo("400 -1121 Invalid symbol.");
        assertThat(wire.query("77").outcome()).isEqualTo("400 -2013 Order does not exist.");
        assertThat(wire.signed("GET", "/api/v3/account", "", System.currentTimeMillis() - 60_000)
                        .outcome())
                .isEqualTo("400 -1021 Timestamp for this request is outside of the recvWindow.");
        try (Wire forger = new Wire(Objects.requireNonNull(venue), "alice", "wrong")) {
            assertThat(forger.signed("GET", "/api/v3/account", "").outcome())
                    .isEqualTo("400 -1022 Signature for this request is not valid.");
        }
    }

    @Test
    void moreOrdersThanTheLimitAreRefusedUntilTheMarketMovesOn() {
        Wire wire = trade("100 100 100 100", "100 100 100 100");
        wire.next();
        for (int i = 0; i < 50; i++) {
            String form = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.1&price=90";
            wire.cancel(wire.id(form));
            wire.id(form);
        }
        assertThat(wire.order("side=BUY&type=MARKET&quantity=0.1").outcome())
                .isEqualTo("429 -1015 Too many new orders; current limit is 100 orders per 10 SECOND.");
        wire.next();
        assertThat(wire.order("side=BUY&type=MARKET&quantity=0.1").outcome()).isEqualTo("200");
    }

    @Test
    void cancelReplaceIsACancelAndANewOrder() {
        Wire wire = trade("100 100 100 100");
        wire.next();
        String id = wire.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90");
        String form = "symbol=BTCUSDT&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=" + id
                + "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=91";
        Wire.Answer replaced = wire.signed("POST", "/api/v3/order/cancelReplace", form);
        assertThat(replaced.at("cancelResult")).isEqualTo("SUCCESS");
        assertThat(replaced.at("newOrderResponse.price")).isEqualTo("91.00000000");
        assertThat(wire.status(id)).isEqualTo("CANCELED");
        Wire.Answer again = wire.signed("POST", "/api/v3/order/cancelReplace", form);
        assertThat(again.outcome()).isEqualTo("400 -2022 Order cancel-replace failed.");
        assertThat(again.at("data.cancelResponse.code")).isEqualTo("-2011");
        assertThat(again.at("data.newOrderResult")).isEqualTo("NOT_ATTEMPTED");
        assertThat(wire.signed("GET", "/api/v3/openOrders", "symbol=BTCUSDT").size())
                .isEqualTo(1);
    }

    @Test
    void theTruthTellsEveryOrderFillAndBalance() {
        Wire wire = trade("100 110 90 105", "106 107 104 105");
        wire.next();
        wire.id("side=BUY&type=MARKET&quantity=1");
        wire.next();
        Wire.Answer truth = wire.truth();
        assertThat(truth.at("orders.0.account")).isEqualTo("alice");
        assertThat(truth.at("orders.0.order.status")).isEqualTo("FILLED");
        assertThat(truth.at("fills.0.fill.price")).isEqualTo("100.00000000");
        assertThat(truth.at("accounts.0.balances.0.asset")).isEqualTo("USDT");
        assertThat(truth.at("accounts.1.account")).isEqualTo("bob");
    }

    @Test
    void marketDataCanBeRead() {
        Wire wire = trade("100 110 90 105", "106 107 104 105");
        assertThat(wire.get("/api/v3/ticker/24hr?symbol=BTCUSDT").at("lastPrice"))
                .isEqualTo("0.00000000");
        wire.next();
        wire.next();
        assertThat(wire.get("/api/v3/ticker/24hr?symbol=BTCUSDT").at("highPrice"))
                .isEqualTo("110.00000000");
        assertThat(wire.get("/api/v3/ticker/24hr").at("0.lastPrice")).isEqualTo("105.00000000");
        assertThat(wire.get("/api/v3/ticker/price?symbol=BTCUSDT").text())
                .isEqualTo("{\"symbol\":\"BTCUSDT\",\"price\":\"105.00000000\"}");
        assertThat(wire.get("/api/v3/ticker/bookTicker?symbol=BTCUSDT").at("bidPrice"))
                .isEqualTo("104.99000000");
        assertThat(wire.get("/api/v3/depth?symbol=BTCUSDT&limit=5").at("asks.0.0"))
                .isEqualTo("105.01000000");
        assertThat(wire.get("/api/v3/depth?symbol=BTCUSDT").at("bids.19.0")).isEqualTo("104.80000000");
        assertThat(wire.get("/api/v3/trades?symbol=BTCUSDT").size()).isEqualTo(4);
        assertThat(wire.get("/api/v3/aggTrades?symbol=BTCUSDT&limit=1").at("0.p"))
                .isEqualTo("105.00000000");
        assertThat(wire.get("/api/v3/avgPrice?symbol=BTCUSDT").at("price")).isEqualTo("105.00000000");
        assertThat(wire.get("/api/v3/klines?symbol=BTCUSDT&interval=7m").outcome())
                .isEqualTo("400 -1120 Invalid interval.");
        assertThat(wire.get("/api/v3/klines?symbol=BTCUSDT&interval=5m").size()).isZero();
    }
}
