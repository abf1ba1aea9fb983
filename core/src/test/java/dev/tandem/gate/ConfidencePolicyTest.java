package dev.tandem.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which orders are sure enough, by which policy, and what is said to the others. */
class ConfidencePolicyTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final Instrument ETH = Instrument.of("ETH/USD", "0.01", "0.001");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BTC/USD BUY  lark     | 0.6  | threshold",
                "ETH/USD BUY  lark     | 0.7  | threshold for ETH/USD",
                "BTC/USD SELL lark     | 0.65 | threshold for sells",
                "BTC/USD BUY  owl      | 0.8  | threshold for agent owl",
                "BTC/USD BUY  lark,owl | 0.8  | threshold for agent owl",
                "ETH/USD SELL lark     | 0.7  | threshold for ETH/USD",
                "ETH/USD SELL owl      | 0.55 | threshold for ETH/USD, agent owl",
            })
    void theRuleThatNamesMostDecidesAndAmongEqualsTheHighest(String order, double minimum, String rule) {
        ConfidencePolicy policy = ConfidencePolicy.thresholds(0.6)
                .instrument("ETH/USD", 0.7)
                .side(Side.SELL, 0.65)
                .agent("owl", 0.8)
                .strategy("other", 0.99)
                .with(new Thresholds.Rule(null, "ETH/USD", null, "owl", 0.55))
                .forStrategy("panel");
        String[] words = order.split(" +");
        OrderRequest.Builder request = OrderRequest.of(words[0].equals("BTC/USD") ? BTC : ETH, Side.valueOf(words[1]))
                .agents(List.of(words[2].split(",")));

        assertThat(policy.decide(request.confidence(minimum).build())).isNull();
        Denial denial = Objects.requireNonNull(
                policy.decide(request.confidence(Math.nextDown(minimum)).build()));
        assertThat(denial.policy()).isEqualTo(rule);
        assertThat(denial.limit()).isEqualTo(Double.toString(minimum));
        assertThat(denial.agents()).containsExactly(words[2].split(","));
        assertThat(denial.reason()).isEqualTo(DenialReason.CONFIDENCE);
    }

    @Test
    void aRuleForAStrategyIsForThatOneOnly() {
        Thresholds all = ConfidencePolicy.thresholds(0.6).strategy("careful", 0.9);
        OrderRequest order = OrderRequest.buy(BTC).confidence(0.7).build();

        assertThat(all.forStrategy("bold").decide(order)).isNull();
        assertThat(Objects.requireNonNull(all.forStrategy("careful").decide(order))
                        .message())
                .isEqualTo("confidence 0.7 is below the minimum of 0.9 (strategy careful)");
    }

    @Test
    void aThresholdOnAnotherScaleCannotBeMade() {
        assertThatThrownBy(() -> ConfidencePolicy.thresholds(60))
                .hasMessage("confidence must be a number from 0 to 1, was 60.0");
        assertThatThrownBy(() -> ConfidencePolicy.thresholds(0.6).agent("a", Double.NaN))
                .hasMessage("confidence must be a number from 0 to 1, was NaN");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.03, 0.25", "0.03, 0.01, 0.75", "0.02, 0.02, 0.5"})
    void atThreeToOneAQuarterBreaksEvenAndAtOneToThreeThreeQuarters(String stop, String target, double p) {
        ConfidencePolicy policy = ConfidencePolicy.expectedValue(Rate.ZERO, Rate.ZERO);

        assertThat(policy.decide(bracket(stop, target, p))).isNull();
        assertThat(policy.decide(bracket(stop, target, p - 1e-6))).isNotNull();
    }

    @Test
    void costsAndAMinimumHaveToBeEarnedToo() {
        ConfidencePolicy policy = ConfidencePolicy.expectedValue(Rate.parse("0.002"), Rate.parse("0.001"));

        assertThat(policy.decide(bracket("0.02", "0.02", 0.575))).isNull();
        assertThat(policy.decide(bracket("0.02", "0.02", 0.57)))
                .isEqualTo(new Denial(
                        DenialReason.CONFIDENCE,
                        "expected-value",
                        "0.0008",
                        "0.001",
                        "of the price",
                        List.of("lark"),
                        "expected value 0.0008 (0.57 x 0.02 - 0.4300 x 0.02 - 0.002) is below the minimum of 0.001 of the"
                                + " price"));
    }

    @Test
    void withoutExitsOrAConfidenceNothingCanBeExpected() {
        ConfidencePolicy policy = ConfidencePolicy.expectedValue(Rate.ZERO, Rate.ZERO);

        assertThat(message(policy.decide(OrderRequest.buy(BTC).confidence(0.9).build())))
                .startsWith("the expected value needs a stop-loss and a take-profit");
        assertThat(message(policy.decide(bracket("0.01", "0.02", 0.5).toBuilder()
                        .confidence(Confidence.UNSTATED)
                        .build())))
                .startsWith("no confidence was stated");
    }

    @Test
    void exitsAtAPriceAreMeasuredFromThePriceThatIsKnown() {
        ConfidencePolicy policy = ConfidencePolicy.expectedValue(Rate.ZERO, Rate.ZERO);
        OrderRequest order = OrderRequest.sell(BTC)
                .stopLoss(Exit.at("101"))
                .takeProfit(Exit.at("97"))
                .confidence(0.26)
                .build();

        assertThat(policy.decide(order, 10_000)).isNull();
        assertThat(policy.decide(order.toBuilder().confidence(0.24).build(), 10_000))
                .isNotNull();
        assertThat(message(policy.decide(order, 0))).contains("of a known price");
        assertThat(message(policy.decide(order, 9_600)))
                .as("the target is behind")
                .contains("on their sides");
    }

    @Test
    void bothOrEither() {
        ConfidencePolicy sure = ConfidencePolicy.minimum(0.6);
        ConfidencePolicy pays = ConfidencePolicy.expectedValue(Rate.ZERO, Rate.ZERO);
        OrderRequest unsureButCheap = bracket("0.01", "0.03", 0.4);
        OrderRequest sureButDear = bracket("0.03", "0.01", 0.7);
        OrderRequest good = bracket("0.01", "0.03", 0.7);
        OrderRequest bad = bracket("0.03", "0.01", 0.4);

        assertThat(sure.and(pays).decide(good)).isNull();
        assertThat(policyOf(sure.and(pays).decide(unsureButCheap))).isEqualTo("threshold");
        assertThat(policyOf(sure.and(pays).decide(sureButDear))).isEqualTo("expected-value");
        assertThat(sure.or(pays).decide(unsureButCheap)).isNull();
        assertThat(sure.or(pays).decide(sureButDear)).isNull();
        assertThat(policyOf(sure.or(pays).decide(bad))).isEqualTo("threshold or expected-value");
        assertThat(sure.and(pays).judgesReducing()).isFalse();
        assertThat(sure.and(pays.alsoForReducing()).judgesReducing()).isTrue();
        assertThat(sure.or(pays).alsoForReducing().decide(bad)).isNotNull();
    }

    // Kelly

    @ParameterizedTest
    @CsvSource({
        "0.6, 0.5, 0.25, 0, 2500",
        "0.51, 0.1, 0.25, 0, 1000",
        "0.51, 0.05, 0.25, 0, 500",
        "0.505, 0.1, 0.25, 0, 500",
        "0.6, 0.1, 1, 0.001, 7519",
    })
    void whoIsSurerBuysMoreUpToTheCap(double p, String part, String cap, String costs, long worth) {
        assertThat(kelly(p, part, cap, costs)).isEqualTo(worth + " USD");
    }

    @Test
    void whereKellyGivesNothingNothingIsOpened() {
        assertThat(kelly(0.5, "0.5", "0.25", "0"))
                .isEqualTo(
                        "at a confidence of 0.5 Kelly's rule opens nothing: with a stop of 0.02 and a target of 0.02,"
                                + " costs included, break-even is at 0.5");
        assertThat(kelly(0.54, "0.5", "0.25", "0.002"))
                .startsWith("at a confidence of 0.54 Kelly's rule opens nothing");
    }

    private static String kelly(double p, String part, String cap, String costs) {
        Gate gate = new Gate(
                ConfidencePolicy.minimum(0),
                RiskLimits.NONE,
                new Sizing.Kelly(Rate.parse(part), Rate.parse(cap), Rate.parse(costs)));
        GivenAccount account = new GivenAccount();
        account.equity = Money.parse("10000");
        account.funds = Money.parse("100000");
        account.lastTicks = 100;
        return switch (gate.decide(bracket("0.02", "0.02", p), new ClientOrderId("t", 1), account)) {
            case GateDecision.Denied(Denial denial) -> denial.message();
            case GateDecision.Approved approved -> (approved.openingLots() + 500) / 1000 + " USD";
        };
    }

    private static OrderRequest bracket(String stop, String target, double p) {
        return OrderRequest.buy(BTC)
                .stopLoss(Exit.fractionFromFill(Rate.parse(stop)))
                .takeProfit(Exit.fractionFromFill(Rate.parse(target)))
                .agents(List.of("lark"))
                .confidence(p)
                .build();
    }

    private static String message(@Nullable Denial denial) {
        return Objects.requireNonNull(denial).message();
    }

    private static String policyOf(@Nullable Denial denial) {
        return Objects.requireNonNull(denial).policy();
    }
}
