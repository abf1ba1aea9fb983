package dev.tandem.strategy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A strategy as users know it: its name, what it does, what can be tuned; and the way to make one.
 *
 * <p>All of it comes from the class. {@code SmaCross} is called {@code sma-cross}; {@link Description} says what it does;
 * the parameters stand on its only public constructor, each with a {@link Parameter}. A constructor without parameters
 * is a strategy that cannot be tuned.
 *
 * <pre>{@code
 * StrategyDefinition smaCross = StrategyDefinition.of(SmaCross.class);
 * smaCross.name();                                   // sma-cross
 * smaCross.resolved(Map.of("fast", "05"));           // {fast=5, slow=30}
 * smaCross.create(Map.of("fast", "5"));              // new SmaCross(5, 30)
 * smaCross.create(Map.of("fats", "5"));              // unknown parameter 'fats': did you mean 'fast'?
 * }</pre>
 *
 * <p>Immutable and safe for any thread; each call of {@link #create} makes a new strategy.
 */
public final class StrategyDefinition {
    private final Class<? extends Strategy> type;
    private final Constructor<?> constructor;
    private final String name;
    private final List<StrategyParameter> parameters;

    private StrategyDefinition(Class<? extends Strategy> type) {
        this.type = type;
        this.name = kebabCase(type.getSimpleName());
        this.constructor = constructor(type);
        this.parameters = parameters(constructor);
    }

    /**
     * Reads a class.
     *
     * @throws InvalidStrategyException if it cannot be run as a strategy: not public, abstract, several public
     *     constructors, a constructor parameter without {@link Parameter}, a default that is out of range
     */
    public static StrategyDefinition of(Class<? extends Strategy> type) {
        try {
            return new StrategyDefinition(type);
        } catch (InvalidStrategyException e) {
            throw new InvalidStrategyException("class " + type.getSimpleName() + ": " + e.getMessage());
        }
    }

    /** {@code sma-cross} for the class {@code SmaCross}. */
    public String name() {
        return name;
    }

    /** What its author says about it in one line; empty if nothing. */
    public String description() {
        Description description = type.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }

    public Class<? extends Strategy> type() {
        return type;
    }

    /** What can be tuned, in the order of the constructor. */
    public List<StrategyParameter> parameters() {
        return parameters;
    }

    /**
     * Every parameter with the value it has in a run with these values, defaults filled in, each as the one text that
     * stands for its value ({@code 10}, not {@code 010}; {@code 0.5}, not {@code 0.50}). In the order of the
     * constructor.
     *
     * @throws InvalidParameterException if a parameter is unknown, is not of its type or is out of range
     */
    public Map<String, String> resolved(Map<String, String> values) {
        Map<String, String> resolved = new LinkedHashMap<>();
        read(values).forEach((parameter, value) -> resolved.put(parameter, value.text()));
        return Collections.unmodifiableMap(resolved);
    }

    /**
     * Makes a new strategy with these values; what is not among them has its default.
     *
     * @throws InvalidParameterException as {@link #resolved}, and if the constructor refuses with an
     *     {@link IllegalArgumentException}, with its message
     */
    public Strategy create(Map<String, String> values) {
        Object[] arguments =
                read(values).values().stream().map(ParameterType.Value::object).toArray();
        try {
            return type.cast(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IllegalArgumentException refusal) {
                String message = refusal.getMessage();
                throw new InvalidParameterException(
                        name + ": " + (message == null ? "refused " + resolved(values) : message), refusal);
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(name + " could not be made: " + cause, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " could not be made: " + e, e);
        }
    }

    private Map<String, ParameterType.Value> read(Map<String, String> values) {
        Map<String, ParameterType.Value> read = new LinkedHashMap<>();
        for (StrategyParameter parameter : parameters) {
            read.put(parameter.name(), parameter.read(values.getOrDefault(parameter.name(), parameter.defaultValue())));
        }
        Set<String> unknown = new LinkedHashSet<>(values.keySet());
        unknown.removeAll(read.keySet());
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            String near = Spelling.nearest(first, read.keySet())
                    .map(known -> " did you mean '" + known + "'?")
                    .orElse("");
            throw new InvalidParameterException("unknown parameter '" + first + "':" + near
                    + (read.isEmpty()
                            ? " " + name + " has no parameters"
                            : " " + name + " has " + String.join(", ", read.keySet())));
        }
        return read;
    }

    private static Constructor<?> constructor(Class<? extends Strategy> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw new InvalidStrategyException("it is abstract, so nobody can make one");
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            throw new InvalidStrategyException("it is an inner class and must be static");
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            throw new InvalidStrategyException("it must be public");
        }
        Constructor<?>[] constructors = type.getConstructors();
        if (constructors.length != 1) {
            throw new InvalidStrategyException(
                    "it needs exactly one public constructor and has " + constructors.length);
        }
        return constructors[0];
    }

    private static List<StrategyParameter> parameters(Constructor<?> constructor) {
        List<StrategyParameter> parameters = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (var declared : constructor.getParameters()) {
            Parameter annotation = declared.getAnnotation(Parameter.class);
            if (annotation == null) {
                throw new InvalidStrategyException("the constructor's parameter '" + declared.getName()
                        + "' needs a @Parameter with a name, a default and a description");
            }
            if (!names.add(annotation.name())) {
                throw new InvalidStrategyException("two parameters are called '" + annotation.name() + "'");
            }
            parameters.add(StrategyParameter.of(annotation, declared.getType()));
        }
        return List.copyOf(parameters);
    }

    /** {@code SmaCross} to {@code sma-cross}, {@code RSI2Limit} to {@code rsi2-limit}. */
    private static String kebabCase(String className) {
        return className
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }
}
