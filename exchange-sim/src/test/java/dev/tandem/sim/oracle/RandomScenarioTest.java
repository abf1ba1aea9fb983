package dev.tandem.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Liquidity;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Side;
import dev.tandem.sim.oracle.Outcome.FillEvent;
import dev.tandem.sim.oracle.Scenario.Account;
import dev.tandem.sim.oracle.Scenario.FillMode;
import dev.tandem.sim.oracle.Scenario.PriceBar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The random scenarios are nasty enough, and whatever happens in them the reference keeps its books. */
class RandomScenarioTest {
    @Test
    void theSameSeedGivesTheSameScenarioAndTheSameOutcome() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(ReferenceRun.run(RandomScenario.of(seed)))
                    .as("seed %d", seed)
                    .isEqualTo(ReferenceRun.run(RandomScenario.of(seed)));
        }
    }

    @Test
    void theBooksBalanceInEveryScenario() {
        booksBalance(0, 3_000);
    }

    @Test
    @Tag("long")
    void theBooksBalanceInAHundredThousandScenarios() {
        booksBalance(1_000_000, 100_000);
    }

    private static void booksBalance(long firstSeed, int count) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Scenario scenario = RandomScenario.of(seed);
            try {
                booksBalance(scenario, ReferenceRun.run(scenario));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void booksBalance(Scenario scenario, Outcome outcome) {
        BigDecimal cash = scenario.startingCash();
        BigDecimal position = BigDecimal.ZERO;
        BigDecimal fees = BigDecimal.ZERO;
        Map<String, BigDecimal> filled = new TreeMap<>();
        int fill = 0;
        for (int bar = 0; bar < scenario.bars().size(); bar++) {
            for (; fill < outcome.fills().size() && outcome.fills().get(fill).bar() == bar; fill++) {
                FillEvent event = outcome.fills().get(fill);
                BigDecimal signed = event.side() == Side.BUY
                        ? event.quantity()
                        : event.quantity().negate();
                BigDecimal before = position;
                assertThat(event.quantity()).isPositive();
                assertThat(event.price().remainder(scenario.tick())).isZero();
                insideTheBar(scenario, event);
                position = position.add(signed);
                cash = cash.subtract(rounded(signed.multiply(event.price()))).subtract(event.fee());
                fees = fees.add(event.fee());
                filled.merge(event.order(), event.quantity(), BigDecimal::add);
                if (event.order().contains("/")) {
                    assertThat(position.abs()).as("an exit reduces: %s", event).isLessThan(before.abs());
                    assertThat(position.signum() * before.signum()).isNotNegative();
                }
                if (scenario.account() == Account.SPOT) {
                    assertThat(position).isNotNegative();
                    // Funds are checked with the taker's rate: a maker who pays more can owe the difference.
                    if (scenario.makerFee().compareTo(scenario.takerFee()) <= 0) {
                        assertThat(cash).as("cash after %s", event).isNotNegative();
                    }
                }
            }
            BigDecimal close = scenario.bars().get(bar).close();
            assertThat(outcome.equity().get(bar)).isEqualByComparingTo(cash.add(rounded(position.multiply(close))));
        }
        assertThat(fill).isEqualTo(outcome.fills().size());
        assertThat(outcome.cash()).isEqualByComparingTo(cash);
        assertThat(outcome.position()).isEqualByComparingTo(position);
        assertThat(outcome.fees()).isEqualByComparingTo(fees);
        BigDecimal protectedQuantity = BigDecimal.ZERO;
        for (Outcome.OrderEnd end : outcome.orders()) {
            // A re-placed exit keeps its name, a filled one is the last of that name.
            assertThat(end.filled()).isEqualByComparingTo(filled.getOrDefault(end.order(), BigDecimal.ZERO));
            boolean clean = end.status() == OrderStatus.FILLED || end.status() == OrderStatus.NEW;
            assertThat(end.reason().isEmpty()).as(end.toString()).isEqualTo(clean);
            if (end.status() == OrderStatus.NEW
                    && (end.order().contains("/stop") || end.order().contains("/trail"))) {
                protectedQuantity = protectedQuantity.add(BigDecimal.ONE);
            }
        }
        if (position.signum() == 0) {
            assertThat(protectedQuantity).as("exits without a position").isZero();
        }
        assertThat(outcome.orders().stream().map(Outcome.OrderEnd::order)).doesNotHaveDuplicates();
    }

    /** Without slippage nothing trades outside the bar, except a stop on the wrong side of its entry. */
    private static void insideTheBar(Scenario scenario, FillEvent event) {
        PriceBar bar = scenario.bars().get(event.bar());
        if (scenario.slippage().signum() == 0) {
            assertThat(event.price()).as(event.toString()).isBetween(bar.low(), bar.high());
        }
        if (event.liquidity() == Liquidity.MAKER && scenario.fills() == FillMode.PESSIMISTIC) {
            BigDecimal through = event.side() == Side.BUY
                    ? event.price().subtract(bar.low())
                    : bar.high().subtract(event.price());
            boolean atOpen = event.price().compareTo(bar.open()) == 0;
            assertThat(atOpen || through.compareTo(scenario.tick()) >= 0)
                    .as("traded through: %s", event)
                    .isTrue();
        }
    }

    private static BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(8, RoundingMode.HALF_EVEN);
    }

    @Test
    void everythingThatCanHappenDoesHappenOften() {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < 3_000; seed++) {
            Outcome outcome = ReferenceRun.run(RandomScenario.of(seed));
            for (Outcome.OrderEnd end : outcome.orders()) {
                seen.merge(kind(end.order()) + " " + end.status() + " " + end.reason(), 1, Integer::sum);
            }
            for (FillEvent fill : outcome.fills()) {
                seen.merge(kind(fill.order()) + " " + fill.liquidity(), 1, Integer::sum);
            }
            seen.merge("both legs", outcome.bothLegsTouched(), Integer::sum);
        }
        Set<String> rare = Set.of(
                        "both legs",
                        "order MAKER",
                        "order TAKER",
                        "stop TAKER",
                        "target MAKER",
                        "target TAKER",
                        "trail TAKER",
                        "order CANCELED reduce-only",
                        "order CANCELED requested",
                        "order CANCELED time-in-force",
                        "order DENIED capability",
                        "order DENIED reduce-only",
                        "order EXPIRED insufficient-balance",
                        "order EXPIRED time-in-force",
                        "order REJECTED insufficient-balance",
                        "order REJECTED post-only",
                        "rest DENIED capability",
                        "stop CANCELED oco",
                        "stop CANCELED market-exit",
                        "stop CANCELED position-closed",
                        "target CANCELED oco",
                        "trail CANCELED market-exit")
                .stream()
                .filter(kind -> seen.getOrDefault(kind, 0) < 50)
                .collect(Collectors.toSet());
        assertThat(rare).as("seen too rarely in %s", seen).isEmpty();
    }

    private static String kind(String order) {
        int slash = order.indexOf('/');
        return slash < 0 ? "order" : order.substring(slash + 1).replaceAll("\\d", "");
    }
}
