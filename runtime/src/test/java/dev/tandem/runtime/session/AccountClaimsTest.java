package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Balance;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two strategies in one account: what each holds alone is there, and what they hold together is not. */
class AccountClaimsTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.001");
    private static final Position ONE = new Position(BTC, 1_000, 0);

    private final AccountClaims claims = new AccountClaims();

    private void owns(String session, String name, String cash, Position... positions) {
        claims.put(session, AccountClaims.Claim.of(name, "USDT", Money.parse(cash), List.of(positions)));
    }

    private static List<Balance> account(String btc, String usdt) {
        return List.of(new Balance("BTC", Money.parse(btc), 0), new Balance("USDT", Money.parse(usdt), 0));
    }

    @Test
    void theSameCoinsAreNotHeldByTwo() {
        owns("a", "trend", "500", ONE);
        owns("b", "revert", "500", ONE);

        assertThat(claims.shortfall("a", ONE, account("2", "1000"))).isNull();
        assertThat(claims.shortfall("a", ONE, account("1.5", "1000")))
                .isEqualTo(
                        "the engine holds 1 BTC, and with the other strategies of the account (revert 1, trend 1), the"
                                + " account has 1.5");
        assertThat(claims.shortfall("b", ONE, account("1.5", "1000"))).isNotNull();
    }

    @Test
    void theSameMoneyIsNotOwnedByTwo() {
        owns("a", "trend", "1000");
        assertThat(claims.cashShortfall("USDT", account("0", "900")))
                .as("one alone may say what it likes: the venue refuses what it cannot pay")
                .isNull();
        owns("b", "revert", "1000");

        assertThat(claims.cashShortfall("USDT", account("0", "2000"))).isNull();
        assertThat(claims.cashShortfall("USDT", account("0", "1999")))
                .as("what fees round to")
                .isNull();
        assertThat(claims.cashShortfall("USDT", account("0", "1000")))
                .isEqualTo(
                        "the strategies of the account own 2000 USDT (revert 1000, trend 1000), the account has 1000");
    }

    @Test
    void moneyOfOneThatIsHeldByAnotherCounts() {
        Instrument ethInBtc = Instrument.of("ETH/BTC", "0.00001", "0.001");
        claims.put(
                "a", AccountClaims.Claim.of("alts", "BTC", Money.parse("0.6"), List.of(new Position(ethInBtc, 0, 0))));
        owns("b", "trend", "0", ONE);

        assertThat(claims.shortfall("b", ONE, account("1.6", "0"))).isNull();
        assertThat(claims.shortfall("b", ONE, account("1.5", "0"))).contains("(alts 0.6, trend 1)");
        assertThat(claims.cashShortfall("BTC", account("1.5", "0"))).contains("own 1.6 BTC");
    }

    @Test
    void whoHasLeftOwnsNothingHere() {
        owns("a", "trend", "1000", ONE);
        owns("b", "revert", "1000", ONE);
        claims.remove("b");

        assertThat(claims.shortfall("a", ONE, account("1", "1000"))).isNull();
        assertThat(claims.cashShortfall("USDT", account("1", "1000"))).isNull();
    }
}
