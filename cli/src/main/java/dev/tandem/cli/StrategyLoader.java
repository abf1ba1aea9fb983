package dev.tandem.cli;

import dev.tandem.strategy.InvalidStrategyException;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds what {@code --strategy} names: a built-in, a source file, or a class. */
final class StrategyLoader {
    private final Terminal terminal;
    private final BuiltInStrategies builtIn;

    StrategyLoader(Terminal terminal, BuiltInStrategies builtIn) {
        this.terminal = terminal;
        this.builtIn = builtIn;
    }

    /**
     * Loads a strategy.
     *
     * @param named as the user wrote it
     * @param classpath where else classes are looked up
     * @throws UserError saying what is wrong with the name, the file or the class
     */
    LoadedStrategy load(String named, List<Path> classpath) {
        Optional<StrategyDefinition> known = builtIn.named(named);
        if (known.isPresent()) {
            return new LoadedStrategy(
                    known.get(), Sha256.of(classFile(known.get().type())), null, null);
        }
        ClassLoader loader = withClasspath(classpath);
        if (named.endsWith(".java")) {
            return SourceStrategy.load(terminal.resolve(named), named, classpath, loader);
        }
        boolean isClassName = named.matches("[\\p{Alpha}_$][\\p{Alnum}_$]*(\\.[\\p{Alpha}_$][\\p{Alnum}_$]*)*");
        if (isClassName && (named.indexOf('.') > 0 || !classpath.isEmpty())) {
            return loadClass(named, loader, classpath);
        }
        throw UserError.option("--strategy", named, builtIn.advice(named));
    }

    private LoadedStrategy loadClass(String className, ClassLoader loader, List<Path> classpath) {
        Class<?> type;
        try {
            type = Class.forName(className, false, loader);
        } catch (ClassNotFoundException e) {
            throw UserError.option(
                    "--strategy",
                    className,
                    classpath.isEmpty()
                            ? "there is no such class: name its jar or folder with --classpath"
                            : "there is no such class on --classpath");
        } catch (LinkageError e) {
            throw UserError.option("--strategy", className, "the class cannot be loaded: " + e);
        }
        if (!loader.equals(type.getClassLoader())
                && loader instanceof URLClassLoader theirs
                && theirs.findResource(className.replace('.', '/') + ".class") != null) {
            throw UserError.option(
                    "--strategy",
                    className,
                    "the class is on --classpath, and Tandem has one of that name: move yours to another package");
        }
        if (!Strategy.class.isAssignableFrom(type)) {
            throw UserError.option("--strategy", className, "the class does not implement " + Strategy.class.getName());
        }
        try {
            StrategyDefinition definition = StrategyDefinition.of(type.asSubclass(Strategy.class));
            LoadedStrategy.Anew anew = type.getClassLoader() instanceof URLClassLoader theirs
                    ? change -> anew(className, theirs.getURLs(), change)
                    : null;
            return new LoadedStrategy(definition, Sha256.of(classFile(type)), null, anew);
        } catch (InvalidStrategyException | LinkageError e) {
            throw UserError.option("--strategy", className, String.valueOf(e.getMessage()));
        }
    }

    private static StrategyDefinition anew(String className, URL[] urls, UnaryOperator<byte[]> change) {
        try {
            Class<?> type = Class.forName(className, false, new ChangingLoader(urls, change));
            return StrategyDefinition.of(type.asSubclass(Strategy.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(className + " was there before", e);
        }
    }

    /** The user's classes, each changed before it is loaded. */
    private static final class ChangingLoader extends URLClassLoader {
        private final UnaryOperator<byte[]> change;

        ChangingLoader(URL[] urls, UnaryOperator<byte[]> change) {
            super("tandem-classpath", urls, StrategyLoader.class.getClassLoader());
            this.change = change;
        }

        @Override
        protected Class<?> findClass(String className) throws ClassNotFoundException {
            URL file = findResource(className.replace('.', '/') + ".class");
            if (file == null) {
                throw new ClassNotFoundException(className);
            }
            try (InputStream in = file.openStream()) {
                byte[] changed = change.apply(in.readAllBytes());
                return defineClass(className, changed, 0, changed.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(className, e);
            }
        }
    }

    private static ClassLoader withClasspath(List<Path> classpath) {
        ClassLoader ours = StrategyLoader.class.getClassLoader();
        if (classpath.isEmpty()) {
            return ours;
        }
        List<URL> urls = new ArrayList<>();
        for (Path entry : classpath) {
            try {
                urls.add(entry.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new URLClassLoader("tandem-classpath", urls.toArray(URL[]::new), ours);
    }

    private static byte[] classFile(Class<?> type) {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the class file of " + type.getName() + " is not there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
