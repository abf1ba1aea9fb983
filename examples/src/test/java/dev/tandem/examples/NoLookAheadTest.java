package dev.tandem.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.StrategyException;
import dev.tandem.gate.Sizing;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Rate;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.RunResult;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.match.FillModel;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.InvalidParameterException;
import dev.tandem.strategy.LookAheadException;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyDefinition;
import dev.tandem.strategy.StrategyParameter;
import dev.tandem.strategy.StrategyProvider;
import dev.tandem.strategy.Trader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that happens later changes what was decided, filled and owned before. Each run is repeated with the bars after
 * a random one left out, and with others in their place: the shortest run has to be how all of them begin.
 */
class NoLookAheadTest {
    private static final int BARS = 500;

    /** Every strategy that the command line knows, so that new ones are in this test by themselves. */
    static Stream<Named<StrategyDefinition>> builtInStrategies() {
        return ServiceLoader.load(StrategyProvider.class).stream()
                .flatMap(provider -> provider.get().strategies().stream())
                .map(StrategyDefinition::of)
                .map(definition -> Named.of(definition.name(), definition));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("builtInStrategies")
    void anotherFutureLeavesThePastAsItWas(StrategyDefinition strategy) {
        compare(strategy, 1, 50);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("builtInStrategies")
    void thousandsOfOtherFuturesLeaveThePastAsItWas(StrategyDefinition strategy) {
        compare(strategy, 1_000_000, 2_000);
    }

    private static void compare(StrategyDefinition definition, long firstSeed, int seeds) {
        int submitted = 0;
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Map<String, String> parameters = seed % 3 == 0 ? Map.of() : smallParameters(definition);
            submitted += compare(
                    definition.name() + parameters + ", seed " + seed, seed, bars -> definition.create(parameters));
        }
        assertThat(submitted)
                .as("%s has to trade, or else this proves nothing", definition.name())
                .isGreaterThan(5 * seeds);
    }

    /** Returns how many orders the strategy submitted before the futures parted. */
    private static int compare(String about, long seed, Function<BarColumns, Strategy> strategy) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns bars = RandomMarket.of(random, BARS);
        long settings = random.nextLong();
        int last = random.nextInt(BARS / 2, BARS - 1);

        Run shortest = new Run(RandomMarket.truncated(bars, last), strategy, settings);
        List<Run> longer = List.of(
                new Run(bars, strategy, settings),
                inAnotherFuture(bars, last, random, strategy, settings),
                inAnotherFuture(bars, last, random, strategy, settings));
        for (Run run : longer) {
            assertThat(run.decidedUpTo(last))
                    .as("%s: what was decided up to bar %s", about, last)
                    .isEqualTo(shortest.decidedUpTo(last));
            assertThat(run.lines()
                            .subList(
                                    0,
                                    Math.min(
                                            run.lines().size(), shortest.lines().size())))
                    .as("%s: what happened up to bar %s, the answers to its decisions included", about, last)
                    .isEqualTo(shortest.lines());
            assertThat(run.curve.subList(0, last + 1))
                    .as("%s: equity up to bar %s", about, last)
                    .isEqualTo(shortest.curve);
        }
        return shortest.watched.submitted();
    }

    /**
     * A run in a future that is not the one of these bars. In the wildest ones an account that always invests most of
     * what it has comes to own more than 92 billion, where money ends with an error, as it should: then another is drawn.
     */
    private static Run inAnotherFuture(
            BarColumns bars,
            int last,
            SplittableRandom random,
            Function<BarColumns, Strategy> strategy,
            long settings) {
        for (int tries = 0; tries < 20; tries++) {
            try {
                return new Run(RandomMarket.withAnotherFuture(bars, last, random), strategy, settings);
            } catch (ArithmeticException | StrategyException beyondMoney) {
                assertThat(beyondMoney instanceof StrategyException ? beyondMoney.getCause() : beyondMoney)
                        .isInstanceOf(ArithmeticException.class);
            }
        }
        throw new AssertionError("no future in which the account stays below 92 billion");
    }

    /** A run under conditions that are drawn by a number: brackets, trailing stops, fills, costs, sizes. */
    private static final class Run {
        final Watched watched;
        final List<String> curve = new ArrayList<>();

        Run(BarColumns bars, Function<BarColumns, Strategy> strategy, long settings) {
            SplittableRandom random = new SplittableRandom(settings);
            watched = new Watched(strategy.apply(bars));
            Supplier<@Nullable Rate> distance =
                    () -> random.nextInt(3) == 0 ? null : new Rate(random.nextLong(100_000, 10_000_000));
            Rate stop = distance.get();
            Rate target = distance.get();
            Rate trailing = random.nextInt(2) == 0 ? null : distance.get();
            Rate atRisk = stop == null && trailing == null ? null : Sizing.PercentAtRisk.DEFAULT_SHARE;
            SimConfig exchange = SimConfig.standard()
                    .withAccount(random.nextInt(3) == 0 ? AccountType.SPOT : AccountType.MARGIN)
                    .withSlippage(random.nextInt(2) == 0 ? Rate.ZERO : Rate.parse("0.0005"))
                    .withSlippageWithinBar(random.nextInt(2) == 0)
                    .withFills(FillModel.values()[random.nextInt(FillModel.values().length)]);
            Sizing sizing = switch (random.nextInt(3)) {
                case 0 -> new Sizing.Fixed(new BigDecimal("0.5"));
                case 1 -> new Sizing.PercentOfEquity(Rate.parse("0.9"));
                default -> atRisk == null ? Sizing.one() : new Sizing.PercentAtRisk(atRisk);
            };
            Backtest backtest = Backtest.of(bars, watched)
                    .exchange(exchange)
                    .sizing(sizing)
                    .exits(stop, target, trailing)
                    .bracketStart(random.nextInt(3) == 0 ? BracketStart.NEXT_BAR : BracketStart.FILL);
            if (random.nextInt(3) == 0 && (stop != null || target != null || trailing != null)) {
                backtest.noSignalExit();
            }
            RunResult result = backtest.run();
            EquityCurve equity = result.equityCurve();
            for (int i = 0; i < equity.size(); i++) {
                curve.add(equity.timeNanos(i) + " " + equity.equity(i) + " " + equity.lots(i) + " " + equity.price(i));
            }
        }

        List<String> lines() {
            return watched.lines();
        }

        List<String> decidedUpTo(int bar) {
            return watched.lines().subList(0, watched.linesUntilDecided(bar));
        }
    }

    /** A quarter of every number, so that 500 bars are many decisions. */
    private static Map<String, String> smallParameters(StrategyDefinition definition) {
        Map<String, String> values = new LinkedHashMap<>();
        for (StrategyParameter parameter : definition.parameters()) {
            if (parameter.type().equals("int")) {
                String minimum = parameter.minimum();
                long least = minimum == null ? 1 : Long.parseLong(minimum);
                values.put(
                        parameter.name(), Long.toString(Math.max(least, Long.parseLong(parameter.defaultValue()) / 4)));
            }
        }
        try {
            definition.create(values);
            return values;
        } catch (InvalidParameterException e) {
            return Map.of();
        }
    }

    // A strategy that knows the whole series from elsewhere: this test has to notice.

    /** Buys when the next close is higher, sells when it is lower. */
    private record Cheat(BarColumns bars) implements Strategy {
        @Override
        public void onBar(Bar bar, Trader trader) {
            int next = (int) bar.index() + 1;
            if (next < bars.size()) {
                if (bars.closeTicks(next) > bar.closeTicks()
                        && trader.position().isFlat()) {
                    trader.buy();
                } else if (bars.closeTicks(next) < bar.closeTicks()
                        && trader.position().isLong()) {
                    trader.close();
                }
            }
        }
    }

    @Test
    void aStrategyThatCheatsIsCaught() {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= 20; seed++) {
                        compare("the cheat", seed, Cheat::new);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the cheat");
    }

    // What a strategy can reach

    @Test
    void theNextBarCannotBeAskedFor() {
        assertLookAhead((bar, history) -> history.bar(history.size()));
        assertLookAhead((bar, history) -> history.bar(Integer.MAX_VALUE));
        assertLookAhead((bar, history) -> history.closeTicks(history.size()));
        assertLookAhead((bar, history) -> history.ago(-1));
    }

    @Test
    void theNextBarCannotBeAskedForBeforeTheFirstHasClosed() {
        Strategy early = new Strategy() {
            @Override
            public void onStart(Trader trader) {
                trader.history().closeTicks(0);
            }
        };

        assertThatThrownBy(() -> Backtest.of(someBars(), early).run())
                .isInstanceOf(StrategyException.class)
                .hasMessageStartingWith("onStart failed before the first bar: ")
                .hasCauseInstanceOf(LookAheadException.class);
    }

    @Test
    void whileABarIsFilledItIsNotYetInTheHistory() {
        List<String> seen = new ArrayList<>();
        Strategy curious = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                if (bar.index() == 3) {
                    trader.buy();
                }
            }

            @Override
            public void onFill(Fill fill, Trader trader) {
                seen.add("the fill in bar 4 sees " + trader.history().size() + " bars");
                trader.history().closeTicks(4);
            }
        };

        assertThatThrownBy(() -> Backtest.of(someBars(), curious).run())
                .isInstanceOf(StrategyException.class)
                .hasRootCauseMessage("bar 4 has not closed yet: the last complete bar is 3");
        assertThat(seen).containsExactly("the fill in bar 4 sees 4 bars");
    }

    @Test
    void whatAStrategyIsHandedCannotBeMovedOn() {
        List<Class<?>> handed = new ArrayList<>();
        Strategy collector = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                handed.add(bar.getClass());
                handed.add(trader.history().getClass());
                handed.add(trader.history().ago(0).getClass());
            }
        };
        Backtest.of(RandomMarket.of(new SplittableRandom(1), 1), collector).run();

        assertThat(handed).hasSize(3).allSatisfy(type -> {
            assertThat(Modifier.isPublic(type.getModifiers()))
                    .as("%s is public", type)
                    .isFalse();
            assertThat(Modifier.isFinal(type.getModifiers()))
                    .as("%s is final", type)
                    .isTrue();
            assertThat(ownPublicMethods(type))
                    .as("what %s adds to its interface", type)
                    .isEmpty();
        });
    }

    private static List<String> ownPublicMethods(Class<?> type) {
        Class<?> contract = Bar.class.isAssignableFrom(type) ? Bar.class : BarHistory.class;
        List<String> known = new ArrayList<>(
                Stream.of(contract.getMethods()).map(Method::getName).toList());
        known.addAll(
                Arrays.stream(Object.class.getMethods()).map(Method::getName).toList());
        return Arrays.stream(type.getMethods())
                .map(Method::getName)
                .filter(name -> !known.contains(name))
                .toList();
    }

    private static void assertLookAhead(BiConsumer<Bar, BarHistory> question) {
        Strategy curious = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                if (bar.index() == 7) {
                    question.accept(bar, trader.history());
                }
            }
        };

        assertThatThrownBy(() -> Backtest.of(someBars(), curious).run())
                .isInstanceOf(StrategyException.class)
                .hasMessageStartingWith("onBar failed at bar 7 (")
                .hasCauseInstanceOf(LookAheadException.class)
                .satisfies(e -> assertThat(((StrategyException) e).barIndex()).isEqualTo(7))
                .rootCause()
                .message()
                .endsWith(" has not closed yet: the last complete bar is 7");
    }

    private static BarColumns someBars() {
        return RandomMarket.of(new SplittableRandom(7), 20);
    }
}
