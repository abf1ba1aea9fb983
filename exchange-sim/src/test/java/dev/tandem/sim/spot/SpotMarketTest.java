package dev.tandem.sim.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.sim.book.EarlyTrigger;
import dev.tandem.sim.book.Expiry;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.book.TriggerPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who pays what, and when. */
class SpotMarketTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final boolean BUY = true;
    private static final boolean SELL = false;

    private final SpotAccounts accounts = new SpotAccounts();
    private final List<String> events = new ArrayList<>();
    private final Ticket ticket = new Ticket();
    private SpotMarket market = market(SpotFees.of("0.001", "0.002", FeeAsset.QUOTE));
    private final int alice = accounts.open();
    private final int bob = accounts.open();

    @Test
    void aLimitBuySetsItsPriceAndFeeAsideAndACancelGivesThemBack() {
        deposit(alice, "USDT", "1000");
        market.submit(limit(1, alice, BUY, "500", "1"));

        // The taker's fee is the higher one: 500 * 0.002.
        assertThat(balance(alice, "USDT")).isEqualTo("499 + 501");
        market.cancel(1, alice);
        assertThat(balance(alice, "USDT")).isEqualTo("1000 + 0");
    }

    @Test
    void anOrderThatItsAccountCannotPayIsRejectedWithoutATrace() {
        deposit(alice, "USDT", "500.99");
        deposit(alice, "BTC", "0.99999");
        market.submit(limit(1, alice, BUY, "500", "1"));
        market.submit(limit(2, alice, SELL, "500", "1"));
        market.submit(ticket.limit(3, 77, BUY, 1, 1));

        assertThat(events)
                .containsExactly(
                        "#1 rejected INSUFFICIENT_BALANCE",
                        "#2 rejected INSUFFICIENT_BALANCE",
                        "#3 rejected INSUFFICIENT_BALANCE");
        assertThat(balance(alice, "USDT")).isEqualTo("500.99 + 0");
        assertThat(market.book().openOrders()).isZero();
    }

    @Test
    void feesInTheQuoteAssetComeOnTopForTheBuyerAndOffTheProceedsForTheSeller() {
        deposit(alice, "USDT", "1000");
        deposit(bob, "BTC", "1");
        market.submit(limit(1, alice, BUY, "500", "1"));
        market.submit(limit(2, bob, SELL, "400", "0.5"));

        assertThat(balance(alice, "BTC")).isEqualTo("0.5 + 0");
        // 250 and the maker's 0.25 are paid; 250 and at most 0.5 are still set aside.
        assertThat(balance(alice, "USDT")).isEqualTo("499.25 + 250.5");
        assertThat(balance(bob, "USDT")).isEqualTo("249.5 + 0");
        assertThat(balance(bob, "BTC")).isEqualTo("0.5 + 0");
        assertThat(balance(SpotAccounts.FEES, "USDT")).isEqualTo("0.75 + 0");
        assertThat(events).contains("trade 1: 250 maker fee 0.25 USDT taker fee 0.5 USDT");
    }

    @Test
    void feesInWhatIsReceivedAreTakenFromTheBoughtCoinsAndFromTheProceeds() {
        market = market(SpotFees.of("0.001", "0.002", FeeAsset.RECEIVED));
        deposit(alice, "USDT", "1000");
        deposit(bob, "BTC", "1");
        market.submit(limit(1, alice, BUY, "500", "1"));
        assertThat(balance(alice, "USDT")).isEqualTo("500 + 500");
        market.submit(limit(2, bob, SELL, "400", "0.5"));

        assertThat(balance(alice, "BTC")).isEqualTo("0.4995 + 0");
        assertThat(balance(alice, "USDT")).isEqualTo("500 + 250");
        assertThat(balance(bob, "USDT")).isEqualTo("249.5 + 0");
        assertThat(balance(SpotAccounts.FEES, "BTC")).isEqualTo("0.0005 + 0");
        assertThat(events).contains("trade 1: 250 maker fee 0.0005 BTC taker fee 0.5 USDT");
    }

    @Test
    void aTakerThatBuysBelowItsLimitPaysThePriceAndGetsTheRestBack() {
        deposit(alice, "USDT", "1002");
        deposit(bob, "BTC", "1");
        market.submit(limit(1, bob, SELL, "400", "1"));
        market.submit(limit(2, alice, BUY, "1000", "1"));

        assertThat(balance(alice, "USDT")).isEqualTo("601.2 + 0");
    }

    @Test
    void aMarketBuyNeedsWhatTheOrdersCostThatItWillMeet() {
        deposit(bob, "BTC", "2");
        market.submit(limit(1, bob, SELL, "400", "1"));
        market.submit(limit(2, bob, SELL, "500", "1"));
        deposit(alice, "USDT", "651.29");
        market.submit(ticket.market(3, alice, BUY, lots("1.5")));
        assertThat(events).endsWith("#3 rejected INSUFFICIENT_BALANCE");

        deposit(alice, "USDT", "0.01");
        market.submit(ticket.market(4, alice, BUY, lots("1.5")));
        assertThat(balance(alice, "USDT")).isEqualTo("0 + 0");
        assertThat(balance(alice, "BTC")).isEqualTo("1.5 + 0");
    }

    @Test
    void aMarketBuyForAnAmountSpendsItInWholeLots() {
        market = market(SpotFees.NONE);
        deposit(bob, "BTC", "1");
        market.submit(limit(1, bob, SELL, "61837.63", "1"));
        deposit(alice, "USDT", "100");
        market.submit(market.marketForAmount(ticket, 2, alice, BUY, Money.parse("100.0000001")));
        market.submit(market.marketForAmount(ticket, 3, alice, BUY, Money.parse("100")));

        assertThat(events)
                .endsWith(
                        "#2 rejected INSUFFICIENT_BALANCE",
                        "#3 accepted",
                        "trade 1: 99.5585843 maker fee 0 USDT taker fee 0 USDT",
                        "#3 has spent its amount");
        assertThat(balance(alice, "BTC")).isEqualTo("0.00161 + 0");
        assertThat(balance(alice, "USDT")).isEqualTo("0.4414157 + 0");
    }

    @Test
    void aStopBuyIsSetAsideAtItsStopAndPaysWhatItCostsWhenItIsTriggered() {
        market = market(SpotFees.NONE);
        deposit(alice, "USDT", "1000");
        deposit(bob, "BTC", "3");
        market.print(ticks("400"));
        market.submit(ticket.market(1, alice, BUY, lots("1")).stop(ticks("500")));
        assertThat(balance(alice, "USDT")).isEqualTo("500 + 500");
        market.submit(limit(2, bob, SELL, "600", "1"));
        market.print(ticks("500"));

        assertThat(balance(alice, "USDT")).isEqualTo("400 + 0");
        assertThat(balance(alice, "BTC")).isEqualTo("1 + 0");
    }

    @Test
    void aTriggeredStopThatGotTooExpensiveExpires() {
        market = market(SpotFees.NONE);
        deposit(alice, "USDT", "599");
        deposit(bob, "BTC", "3");
        market.print(ticks("400"));
        market.submit(ticket.market(1, alice, BUY, lots("1")).stop(ticks("500")));
        market.submit(limit(2, bob, SELL, "600", "1"));
        market.print(ticks("500"));

        assertThat(events).endsWith("#1 triggered", "#1 expired INSUFFICIENT_BALANCE");
        assertThat(balance(alice, "USDT")).isEqualTo("599 + 0");
    }

    @Test
    void aPairSetsItsQuantityAsideOnceAndTheSurvivorKeepsIt() {
        deposit(alice, "BTC", "1");
        deposit(bob, "USDT", "1000");
        market.print(ticks("400"));
        market.submitPair(
                new Ticket().limit(1, alice, SELL, ticks("500"), lots("1")).postOnly(),
                new Ticket().market(2, alice, SELL, lots("1")).stop(ticks("300")));
        assertThat(balance(alice, "BTC")).isEqualTo("0 + 1");
        market.submit(limit(3, bob, BUY, "500", "0.25"));

        assertThat(balance(alice, "BTC")).isEqualTo("0 + 0.75");
        assertThat(market.book().isOpen(2)).isFalse();
        market.cancel(1, alice);
        assertThat(balance(alice, "BTC")).isEqualTo("0.75 + 0");
    }

    @Test
    void aPairOfBuysSetsTheDearerOneAside() {
        market = market(SpotFees.NONE);
        deposit(alice, "USDT", "600");
        market.print(ticks("400"));
        market.submitPair(
                new Ticket().limit(1, alice, BUY, ticks("300"), lots("1")).postOnly(),
                new Ticket().limit(2, alice, BUY, ticks("550"), lots("1")).stop(ticks("500")));
        assertThat(balance(alice, "USDT")).isEqualTo("50 + 550");
        market.amend(1, alice, lots("0.5"));
        assertThat(balance(alice, "USDT")).isEqualTo("325 + 275");
        market.print(ticks("500"));
        assertThat(events).endsWith("#2 triggered", "#1 expired OTHER_OF_PAIR");
        assertThat(balance(alice, "USDT")).isEqualTo("325 + 275");
    }

    @Test
    void anOrderCanOnlyBeReplacedByOneThatItsAccountCanPay() {
        market = market(SpotFees.NONE);
        deposit(alice, "USDT", "600");
        market.submit(limit(1, alice, BUY, "300", "1"));
        market.replace(1, alice, ticks("601"), lots("1"));
        market.replace(1, alice, ticks("600"), lots("1"));
        assertThat(balance(alice, "USDT")).isEqualTo("0 + 600");
        market.replace(1, alice, ticks("100"), lots("2"));
        assertThat(balance(alice, "USDT")).isEqualTo("400 + 200");
        market.replace(1, bob, ticks("100"), lots("2"));

        assertThat(events)
                .containsExactly(
                        "#1 accepted",
                        "#1 not replaced INSUFFICIENT_BALANCE",
                        "#1 replaced",
                        "#1 replaced",
                        "#1 not replaced UNKNOWN_ORDER");
    }

    @Test
    void theRestOfTheWorldCanAlwaysPayAndIsNotCharged() {
        int house = accounts.openHouse();
        deposit(alice, "USDT", "1000");
        market.submit(limit(1, house, SELL, "500", "10"));
        market.submit(limit(2, alice, BUY, "500", "1"));

        assertThat(balance(house, "BTC")).isEqualTo("-10 + 9");
        assertThat(balance(house, "USDT")).isEqualTo("500 + 0");
        assertThat(balance(alice, "USDT")).isEqualTo("499 + 0");
        assertThat(accounts.total(market.base())).isZero();
        assertThat(accounts.total(market.quote())).isEqualTo(Money.parse("1000"));
    }

    @Test
    void inAMarketThatStandsStillAStopMayBeReachedWhenItArrives() {
        market =
                new SpotMarket(accounts, BTC, SpotFees.NONE, TriggerPrice.LAST, EarlyTrigger.TRIGGER, new Transcript());
        deposit(alice, "BTC", "1");
        market.print(ticks("400"));
        market.submit(limit(1, alice, SELL, "390", "1").stop(ticks("400")));

        assertThat(events).containsExactly("#1 waits", "#1 triggered");
        assertThat(market.book().best(SELL)).isEqualTo(ticks("390"));
    }

    @Test
    void anAmountThatCannotBeBookedIsRefusedAlsoForTheRestOfTheWorld() {
        int house = accounts.openHouse();
        market.submit(ticket.limit(1, house, SELL, 1L << 59, 1L << 55));

        assertThat(events).containsExactly("#1 rejected QUANTITY_OUT_OF_RANGE");
    }

    @Test
    void theCreditOfTheRestOfTheWorldEndsBeforeAnythingOverflows() {
        int house = accounts.openHouse();
        int another = accounts.openHouse();
        market.submit(limit(1, house, SELL, "0.01", "30000000000"));
        market.submit(limit(2, another, SELL, "0.01", "10000000000.00001"));
        market.submit(limit(3, another, SELL, "0.01", "10000000000"));

        assertThat(events).containsExactly("#1 accepted", "#2 rejected INSUFFICIENT_BALANCE", "#3 accepted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deposit(alice, "BTC", "40000000000.00000001"))
                .withMessage("from 0 to 40000000000 BTC can be deposited, not 40000000000.00000001 BTC");
    }

    @Test
    void twoMarketsShareTheirAccounts() {
        Instrument eth = Instrument.of("ETH/BTC", "0.00001", "0.001");
        SpotMarket second = new SpotMarket(accounts, eth, SpotFees.NONE, new Transcript());
        deposit(alice, "BTC", "1");
        second.submit(ticket.limit(1, alice, BUY, eth.ticks(new BigDecimal("0.05")), eth.lots(BigDecimal.TEN)));

        assertThat(balance(alice, "BTC")).isEqualTo("0.5 + 0.5");
        assertThat(accounts.assets()).containsExactly("USDT", "BTC", "ETH");
    }

    // Callers' mistakes

    @Test
    void mistakesAreNamedWithTheirNumbers() {
        deposit(alice, "USDT", "1");
        int usdt = accounts.asset("USDT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.withdraw(alice, usdt, Money.parse("1.5")))
                .withMessage("account 1 can withdraw from 0 to 1 USDT, not 1.5 USDT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.free(9, usdt))
                .withMessage("there are the accounts 0 to 2, there is no account 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpotFees.of("1.5", "0", FeeAsset.QUOTE))
                .withMessageContaining("not 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpotMarket(
                        accounts, Instrument.of("A/B", "0.01", "0.000000001"), SpotFees.NONE, new Transcript()))
                .withMessageContaining("a lot of 0.000000001 is finer");
    }

    private SpotMarket market(SpotFees fees) {
        return new SpotMarket(accounts, BTC, fees, new Transcript());
    }

    private void deposit(int account, String asset, String amount) {
        accounts.deposit(account, accounts.asset(asset), Money.parse(amount));
    }

    private String balance(int account, String asset) {
        int number = accounts.asset(asset);
        return Money.toText(accounts.free(account, number)) + " + " + Money.toText(accounts.locked(account, number));
    }

    private static long ticks(String price) {
        return BTC.ticks(new BigDecimal(price));
    }

    private static long lots(String quantity) {
        return BTC.lots(new BigDecimal(quantity));
    }

    private Ticket limit(long id, int account, boolean buy, String price, String quantity) {
        return ticket.limit(id, account, buy, ticks(price), lots(quantity));
    }

    /** The events in short. */
    private final class Transcript implements SpotListener {
        @Override
        public void onAccepted(long orderId, int account, boolean working) {
            events.add("#" + orderId + (working ? " accepted" : " waits"));
        }

        @Override
        public void onRejected(long orderId, int account, Reject reason) {
            events.add("#" + orderId + " rejected " + reason);
        }

        @Override
        public void onTriggered(long orderId, int account, long priceTicks) {
            events.add("#" + orderId + " triggered");
        }

        @Override
        public void onTrade(SpotTrade trade) {
            events.add("trade " + trade.tradeId() + ": " + Money.toText(trade.amount()) + " maker fee "
                    + Money.toText(trade.makerFee()) + " "
                    + accounts.assets().get(trade.makerFeeAsset()) + " taker fee "
                    + Money.toText(trade.takerFee()) + " "
                    + accounts.assets().get(trade.takerFeeAsset()));
        }

        @Override
        public void onAmountSpent(long orderId, int account) {
            events.add("#" + orderId + " has spent its amount");
        }

        @Override
        public void onSelfTradePrevented(
                long priceTicks, int account, long maker, long makerLots, long taker, long takerLots) {
            events.add("#" + taker + " does not trade with #" + maker);
        }

        @Override
        public void onReplaced(
                long orderId, int account, long priceTicks, long lots, long remainingLots, boolean priorityKept) {
            events.add("#" + orderId + " replaced");
        }

        @Override
        public void onReplaceRejected(long orderId, int account, Reject reason) {
            events.add("#" + orderId + " not replaced " + reason);
        }

        @Override
        public void onCanceled(long orderId, int account, long remainingLots) {
            events.add("#" + orderId + " canceled");
        }

        @Override
        public void onCancelRejected(long orderId, int account, Reject reason) {
            events.add("#" + orderId + " not canceled " + reason);
        }

        @Override
        public void onExpired(long orderId, int account, long remainingLots, Expiry reason) {
            events.add("#" + orderId + " expired " + reason);
        }
    }
}
