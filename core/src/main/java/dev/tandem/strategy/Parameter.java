package dev.tandem.strategy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a parameter of a strategy, on the parameter of its constructor. It is declared here once and then appears in
 * {@code --help}, in {@code tandem strategies}, in errors and in the result.
 *
 * <pre>{@code
 * public SmaCross(
 *         @Parameter(name = "fast", byDefault = "10", min = "1", max = "10000", description = "bars in the fast average") int fast,
 *         @Parameter(name = "slow", byDefault = "30", min = "2", max = "10000", description = "bars in the slow average") int slow)
 * }</pre>
 *
 * <p>Types: {@code int}, {@code long}, {@code double}, {@code boolean}, {@link java.math.BigDecimal}, {@link String} and
 * enums. What depends on several parameters is checked by the constructor, which throws an
 * {@link IllegalArgumentException} with a sentence for the user.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Parameter {
    /** How it is called on the command line. */
    String name();

    /** What it is when nobody says. */
    String byDefault();

    /** The smallest value that makes sense; empty for no bound. */
    String min() default "";

    /** The largest value that makes sense; empty for no bound. */
    String max() default "";

    /** What it means, with its unit. */
    String description();
}
