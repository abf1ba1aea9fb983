package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.Order.OrderStatus;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.StopOrder;
import org.knowm.xchange.dto.trade.UserTrade;
import org.knowm.xchange.exceptions.FundsExceededException;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.service.trade.params.DefaultCancelOrderByInstrumentAndIdParams;
import org.knowm.xchange.service.trade.params.DefaultTradeHistoryParamInstrument;
import org.knowm.xchange.service.trade.params.orders.DefaultQueryOrderParamInstrument;

/** XChange's Binance module, unmodified. */
class XChangeTest {
    private static final Instrument PAIR = CurrencyPair.BTC_USDT;

    private @Nullable Venue venue;
    private @Nullable Wire wire;
    private @Nullable Exchange exchange;

    @BeforeEach
    void start() {
        venue = Venue.of(Wire.bars("100 100 100 100", "100 101 99 100", "100 101 99 100"))
                .account("alice", "secret")
                .balance("USDT", Money.parse("10000"))
                .balance("BTC", Money.parse("10"))
                .start();
        wire = new Wire(venue, "alice", "secret");
        wire.next();
        wire.next();
        ExchangeSpecification specification = new ExchangeSpecification(BinanceExchange.class);
        specification.setSslUri(venue.uri().toString());
        specification.setApiKey("alice");
        specification.setSecretKey("secret");
        exchange = ExchangeFactory.INSTANCE.createExchange(specification);
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(wire).close();
        Objects.requireNonNull(venue).close();
    }

    private Exchange exchange() {
        return Objects.requireNonNull(exchange);
    }

    private void next() {
        Objects.requireNonNull(wire).next();
    }

    private Order query(String id) throws IOException {
        return exchange()
                .getTradeService()
                .getOrder(new DefaultQueryOrderParamInstrument(PAIR, id))
                .iterator()
                .next();
    }

    @Test
    void marketDataAndBalancesAreRead() throws IOException {
        assertThat(exchange().getExchangeMetaData().getInstruments()).containsKey(PAIR);
        assertThat(exchange().getMarketDataService().getTicker(PAIR).getLast()).isEqualByComparingTo("100");
        OrderBook book = exchange().getMarketDataService().getOrderBook(PAIR);
        assertThat(book.getBids().getFirst().getLimitPrice()).isEqualByComparingTo("99.99");
        assertThat(book.getAsks()).hasSize(20);
        assertThat(exchange()
                        .getAccountService()
                        .getAccountInfo()
                        .getWallet()
                        .getBalance(Currency.USDT)
                        .getAvailable())
                .isEqualByComparingTo("10000");
    }

    @Test
    void aMarketOrderIsFilledAtTheNextOpen() throws IOException {
        String id = exchange().getTradeService().placeMarketOrder(new MarketOrder(OrderType.BID, BigDecimal.ONE, PAIR));
        assertThat(query(id).getStatus()).isEqualTo(OrderStatus.NEW);
        next();
        assertThat(query(id).getStatus()).isEqualTo(OrderStatus.FILLED);
        List<UserTrade> trades = exchange()
                .getTradeService()
                .getTradeHistory(new DefaultTradeHistoryParamInstrument(PAIR))
                .getUserTrades();
        assertThat(trades).hasSize(1);
        assertThat(trades.getFirst().getPrice()).isEqualByComparingTo("100");
        assertThat(trades.getFirst().getFeeAmount()).isEqualByComparingTo("0.1");
        assertThat(trades.getFirst().getOrderId()).isEqualTo(id);
    }

    @Test
    void limitAndStopOrdersAreListedQueriedAndCanceled() throws IOException {
        LimitOrder limit = new LimitOrder(OrderType.BID, BigDecimal.ONE, PAIR, null, null, new BigDecimal("90"));
        String limitId = exchange().getTradeService().placeLimitOrder(limit);
        StopOrder stop = new StopOrder.Builder(OrderType.ASK, PAIR)
                .originalAmount(BigDecimal.ONE)
                .stopPrice(new BigDecimal("70"))
                .intention(StopOrder.Intention.STOP_LOSS)
                .build();
        String stopId = exchange().getTradeService().placeStopOrder(stop);
        assertThat(exchange().getTradeService().getOpenOrders().getAllOpenOrders())
                .extracting(Order::getId)
                .containsExactlyInAnyOrder(limitId, stopId);
        assertThat(exchange()
                        .getTradeService()
                        .cancelOrder(new DefaultCancelOrderByInstrumentAndIdParams(PAIR, limitId)))
                .isTrue();
        assertThat(query(limitId).getStatus()).isEqualTo(OrderStatus.CANCELED);
        assertThat(query(stopId).getStatus()).isEqualTo(OrderStatus.NEW);
    }

    @Test
    void whatIsWrongBecomesXChangesException() {
        assertThatThrownBy(() -> exchange()
                        .getTradeService()
                        .placeLimitOrder(new LimitOrder(
                                OrderType.BID, new BigDecimal("1000"), PAIR, null, null, new BigDecimal("90"))))
                .isInstanceOf(FundsExceededException.class);
        assertThatThrownBy(() -> query("4711")).hasMessageContaining("Order does not exist.");
        assertThatThrownBy(() -> exchange()
                        .getTradeService()
                        .placeLimitOrder(new LimitOrder(
                                OrderType.BID, new BigDecimal("0.01"), PAIR, null, null, new BigDecimal("90"))))
                .hasMessageContaining("Filter failure: NOTIONAL");
    }

    @Test
    void aClientsOwnIdGoesThere() throws IOException {
        LimitOrder limit = new LimitOrder.Builder(OrderType.BID, PAIR)
                .originalAmount(BigDecimal.ONE)
                .limitPrice(new BigDecimal("90"))
                .userReference("mine")
                .build();
        exchange().getTradeService().placeLimitOrder(limit);
        assertThat(Objects.requireNonNull(wire)
                        .signed("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=mine")
                        .at("status"))
                .isEqualTo("NEW");
    }
}
