package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.sim.spot.FeeAsset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A venue in real time, on the first seconds of bars of a day: the price stays where it is. */
class TimedTest {
    private @Nullable Venue venue;
    private @Nullable Wire alice;
    private @Nullable Wire bob;

    @BeforeEach
    void start() {
        venue = Venue.of(Wire.bars(86_400_000_000_000L, "100 100.05 99.95 100", "100 100.05 99.95 100"))
                .account("alice", "secret")
                .account("bob", "hidden")
                .balance("USDT", Money.parse("10000"))
                .balance("BTC", Money.parse("10"))
                .fee(Rate.parse("0.001"), FeeAsset.RECEIVED)
                .clock(ClockMode.REAL_TIME)
                .start();
        alice = new Wire(venue, "alice", "secret");
        bob = new Wire(venue, "bob", "hidden");
        for (int i = 0;
                i < 2_000
                        && alice().get("/api/v3/depth?symbol=BTCUSDT")
                                .at("asks")
                                .equals("[]");
                i++) {
            Thread.onSpinWait();
        }
    }

    private Wire alice() {
        return Objects.requireNonNull(alice);
    }

    private Wire bob() {
        return Objects.requireNonNull(bob);
    }

    @AfterEach
    void stop() {
        alice().close();
        bob().close();
        Objects.requireNonNull(venue).close();
    }

    @Test
    void aMarketOrderIsFilledInItsAnswer() {
        Wire.Answer filled = alice().order("side=BUY&type=MARKET&quantity=1");
        assertThat(filled.at("status")).isEqualTo("FILLED");
        assertThat(filled.at("executedQty")).isEqualTo("1.00000000");
        assertThat(filled.at("fills.0.commission")).isEqualTo("0.00100000");
        assertThat(filled.at("fills.0.commissionAsset")).isEqualTo("BTC");
        assertThat(alice().balance("BTC")).isEqualTo("10.999/0");
    }

    @Test
    void twoAccountsTradeWithEachOtherAndSeeOnlyTheirOwnSide() {
        // Below the house's best ask and above its bid, so that nobody else can be met.
        String price =
                Wire.plain(alice().get("/api/v3/ticker/price?symbol=BTCUSDT").at("price"));
        String offer = alice().id("side=SELL&type=LIMIT&timeInForce=GTC&quantity=2&price=" + price);
        Wire.Answer taken = bob().order("side=BUY&type=LIMIT&timeInForce=IOC&quantity=1.5&price=" + price);
        assertThat(taken.at("status")).isEqualTo("FILLED");
        Wire.Answer rest = alice().query(offer);
        assertThat(rest.at("status")).isEqualTo("PARTIALLY_FILLED");
        assertThat(rest.at("executedQty")).isEqualTo("1.50000000");
        assertThat(alice().trades().at("0.id")).isEqualTo(bob().trades().at("0.id"));
        assertThat(alice().trades().at("0.isMaker")).isEqualTo("true");
        assertThat(bob().trades().at("0.isMaker")).isEqualTo("false");
        assertThat(alice().trades().size()).isEqualTo(1);
        assertThat(bob().query(offer).outcome()).isEqualTo("400 -2013 Order does not exist.");
        assertThat(bob().balance("BTC")).isEqualTo("11.4985/0");
        assertThat(alice().balance("BTC")).isEqualTo("8/0.5");
    }

    @Test
    void whatWouldTriggerOrTakeAtOnceIsRefused() {
        assertThat(alice().order("side=SELL&type=STOP_LOSS&quantity=1&stopPrice=101")
                        .outcome())
                .isEqualTo("400 -2010 Stop price would trigger immediately.");
        assertThat(alice().order("side=BUY&type=LIMIT_MAKER&quantity=1&price=101")
                        .outcome())
                .isEqualTo("400 -2010 Order would immediately match and take.");
        assertThat(alice().signed(
                                "POST",
                                "/api/v3/orderList/oco",
                                "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=99"
                                        + "&belowType=STOP_LOSS&belowStopPrice=98")
                        .outcome())
                .isEqualTo("400 -2010 The relationship of the prices for the orders is not correct.");
    }

    @Test
    void anOrderThatMeetsOneOfItsOwnAccountDoesNotTradeWithIt() {
        String price =
                Wire.plain(alice().get("/api/v3/ticker/price?symbol=BTCUSDT").at("price"));
        String offer = alice().id("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=" + price);
        alice().id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=" + price);
        assertThat(alice().status(offer)).isEqualTo("EXPIRED_IN_MATCH");
        assertThat(alice().trades().size()).isZero();
    }

    @Test
    void timeIsNotDrivenFromOutside() {
        Wire.Answer refused = alice().next();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("error"))
                .isEqualTo("the clock of this venue is 1x; only --clock lockstep waits to be told");
    }
}
