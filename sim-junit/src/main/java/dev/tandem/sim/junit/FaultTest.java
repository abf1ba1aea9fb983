package dev.tandem.sim.junit;

import dev.tandem.sim.Fault;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that has to hold while orders are refused, lost or late, reports come twice or in the wrong order, and the line goes
 * down. It runs once for each of some seeds, or once for each script, and takes the faults as a parameter:
 *
 * <pre>{@code
 * @FaultTest(rate = 0.2, runs = 50)
 * void neverMoreThanOneUnit(Faults faults) {
 *     RunResult result = Backtest.of(bars, new MyStrategy()).faults(faults.plan()).run();
 *     assertThat(result.trades()).allMatch(trade -> trade.lots() <= 1_000);
 * }
 * }</pre>
 *
 * <p>When it fails, the message has the seed, what each order met, the fewest of these faults with which it still fails, and how
 * to repeat it: {@code -Dtandem.faults.seed=17} runs that seed alone. To find the fewest, the method is called again a few
 * times, on the same object.
 *
 * <p>A test in which nothing could go wrong fails too: no plan was asked for, no order left the strategy, no order of any
 * run met a fault, or an order of the script was never sent.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(FaultExtension.class)
public @interface FaultTest {
    /** How many seeds the test runs with. */
    int runs() default 20;

    /** The first seed; each run has the next one. */
    long seed() default 1;

    /** With which probability an order meets a fault: 0.1 is one in ten. */
    double rate() default 0.1;

    /** Which faults; all of them if none is named. */
    Fault[] kinds() default {};

    /**
     * What goes wrong with which order, instead of seeds: {@code "3 reject"}, or several lines of this kind. Orders are
     * counted from 1 as they leave the strategy's engine, exits too. The test runs once for each.
     */
    String[] script() default {};
}
