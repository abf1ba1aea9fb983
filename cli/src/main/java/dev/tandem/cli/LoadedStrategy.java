package dev.tandem.cli;

import dev.tandem.strategy.InvalidParameterException;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyDefinition;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that can be run.
 *
 * @param definition its name, its parameters, and how it is made
 * @param sha256 of its source file, or of its class file where there is no source
 * @param source the source file as the user wrote it; null if it is a class
 * @param anew loads it again; null for a built-in, which there is once
 */
record LoadedStrategy(
        StrategyDefinition definition,
        String sha256,
        @Nullable String source,
        @Nullable Anew anew) {
    /** Loads the classes of a strategy again, with static state of their own. */
    interface Anew {
        /** @param change what is done to each class file before it is loaded */
        StrategyDefinition load(UnaryOperator<byte[]> change);
    }

    /** The same strategy, loaded again, its classes changed; itself where there is one of it only. */
    LoadedStrategy loadedAgain(UnaryOperator<byte[]> change) {
        return anew == null ? this : new LoadedStrategy(anew.load(change), sha256, source, anew);
    }

    /** How it is called in a result. */
    String name() {
        return definition.name();
    }

    /**
     * Makes the strategy.
     *
     * @throws UserError naming the parameter that is wrong, or the line of the constructor that failed
     */
    Strategy create(Map<String, String> parameters) {
        try {
            return definition.create(parameters);
        } catch (InvalidParameterException e) {
            throw wrongParameter(e);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw failed(e, "");
        }
    }

    /**
     * Every parameter with its value, defaults filled in.
     *
     * @throws UserError naming the parameter that is wrong
     */
    Map<String, String> resolved(Map<String, String> parameters) {
        try {
            return definition.resolved(parameters);
        } catch (InvalidParameterException e) {
            throw wrongParameter(e);
        }
    }

    private static UserError wrongParameter(InvalidParameterException e) {
        return UserError.usage("-p: " + e.getMessage());
    }

    /**
     * The error that the strategy's own code has thrown something: {@code MyStrategy.java:57: IllegalStateException: no
     * idea (bar 500, 2016-05-24T12:00:00.000Z)}.
     *
     * @param thrown what it threw
     * @param when what it was called about, {@code bar 500, 2016-…}; may be empty
     */
    UserError failed(Throwable thrown, String when) {
        Throwable cause =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause() : thrown;
        String message = cause.getMessage();
        String what = cause.getClass().getSimpleName()
                + (message == null || message.isBlank() ? "" : ": " + message)
                + (when.isEmpty() ? "" : " (" + when + ")");
        StackTraceElement frame = ownFrame(cause);
        UserError error = frame == null
                ? UserError.usage("strategy " + name() + ": " + what)
                : UserError.at(file(frame) + (frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : ""), what);
        error.initCause(thrown);
        return error;
    }

    private String file(StackTraceElement frame) {
        if (source != null) {
            return source;
        }
        return frame.getFileName() == null ? frame.getClassName() : frame.getFileName();
    }

    /** The innermost frame in the strategy's own code: its class and the classes within or, from a file, beside it. */
    private @Nullable StackTraceElement ownFrame(Throwable cause) {
        String className = definition.type().getName();
        String folder = definition.type().getPackageName();
        for (StackTraceElement frame : cause.getStackTrace()) {
            boolean own = frame.getClassName().equals(className)
                    || frame.getClassName().startsWith(className + "$")
                    || (source != null
                            && SourceStrategy.LOADER_NAME.equals(frame.getClassLoaderName())
                            && frame.getClassName().startsWith(folder));
            if (own) {
                return frame;
            }
        }
        return null;
    }
}
