package dev.tandem.cli;

import dev.tandem.strategy.InvalidStrategyException;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.StrategyDefinition;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A strategy in one {@code .java} file, compiled in memory and loaded beside the framework. Nothing is written to disk. */
final class SourceStrategy {
    /** How stack traces name the class loader of such a strategy. */
    static final String LOADER_NAME = "tandem-strategy";

    private final String name;
    private final byte[] bytes;
    private final String text;

    private SourceStrategy(String name, byte[] bytes, String text) {
        this.name = name;
        this.bytes = bytes;
        this.text = text;
    }

    /**
     * Compiles and loads a file.
     *
     * @param name the file as the user wrote it
     * @param parent what the strategy may use: the framework, and the user's class path
     * @throws UserError with file and line of the first thing that is wrong
     */
    static LoadedStrategy load(Path file, String name, List<Path> classpath, ClassLoader parent) {
        return read(file, name).load(classpath, parent);
    }

    /** The classes of a strategy that was compiled from a file; none of another one. */
    static Map<String, byte[]> classesOf(Class<?> type) {
        return type.getClassLoader() instanceof Loader loader ? loader.classes : Map.of();
    }

    /** A strategy that was compiled on another machine, from {@link #classesOf}. */
    static Class<?> defined(Map<String, byte[]> classes, String className, ClassLoader parent)
            throws ClassNotFoundException {
        return new Loader(classes, parent).loadClass(className);
    }

    private static SourceStrategy read(Path file, String name) {
        try {
            TextFile source = TextFile.read(file, name, "a strategy");
            return new SourceStrategy(name, source.bytes(), source.text());
        } catch (NoSuchFileException e) {
            throw UserError.option("--strategy", name, "there is no such file");
        }
    }

    private LoadedStrategy load(List<Path> classpath, ClassLoader parent) {
        Map<String, byte[]> classes = compile(classpath);
        return new LoadedStrategy(
                define(classes, parent), Sha256.of(bytes), name, change -> define(changed(classes, change), parent));
    }

    private StrategyDefinition define(Map<String, byte[]> classes, ClassLoader parent) {
        Loader loader = new Loader(classes, parent);
        Class<? extends Strategy> type = strategy(loader, classes);
        try {
            return StrategyDefinition.of(type);
        } catch (InvalidStrategyException e) {
            throw UserError.at(name, e.getMessage() == null ? "cannot be run" : e.getMessage());
        }
    }

    private static Map<String, byte[]> changed(Map<String, byte[]> classes, UnaryOperator<byte[]> change) {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        classes.forEach((className, classFile) -> changed.put(className, change.apply(classFile)));
        return changed;
    }

    private Map<String, byte[]> compile(List<Path> classpath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw UserError.usage(
                    "--strategy " + name + ": this Java has no compiler: run Tandem with a JDK, not a JRE");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
        List<String> options = List.of(
                "-g",
                "-parameters",
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-Xmaxerrs",
                "100",
                "-implicit:none",
                "-sourcepath",
                "",
                "-classpath",
                classPath(classpath));
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    Writer.nullWriter(),
                    new InMemory(files, written),
                    diagnostics,
                    options,
                    null,
                    List.of(new Source(fileName(), text)));
            task.setLocale(Locale.ENGLISH);
            boolean compiled = task.call();
            List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.getDiagnostics().stream()
                    .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                    .sorted(Comparator.comparingLong(Diagnostic::getLineNumber))
                    .toList();
            if (!compiled || !errors.isEmpty()) {
                throw doesNotCompile(errors);
            }
        } catch (IOException e) {
            throw UserError.at(name, "cannot be compiled: " + e.getMessage());
        }
        return written.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> e.getValue().toByteArray(), (a, b) -> a, LinkedHashMap::new));
    }

    private static String classPath(List<Path> classpath) {
        return Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        classpath.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private UserError doesNotCompile(List<Diagnostic<? extends JavaFileObject>> errors) {
        if (errors.isEmpty()) {
            return UserError.at(name, "does not compile");
        }
        Diagnostic<? extends JavaFileObject> first = errors.getFirst();
        // The compiler explains a missing symbol on lines of its own: symbol, location.
        String message = first.getMessage(Locale.ENGLISH)
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " ").replace("java.lang.", ""))
                .collect(Collectors.joining(", "));
        int others = errors.size() - 1;
        String more = others == 0 ? "" : others == 1 ? " (and 1 more error)" : " (and " + others + " more errors)";
        boolean hasLine = first.getLineNumber() != Diagnostic.NOPOS;
        return UserError.at(hasLine ? name + ":" + first.getLineNumber() : name, message + more);
    }

    /** The public class of the file. */
    private Class<? extends Strategy> strategy(Loader loader, Map<String, byte[]> classes) {
        List<String> hidden = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String className : classes.keySet()) {
            Class<?> type = define(loader, className);
            if (type.isMemberClass() || type.isAnonymousClass() || type.isLocalClass()) {
                continue;
            }
            boolean isPublic = Modifier.isPublic(type.getModifiers());
            if (isPublic && Strategy.class.isAssignableFrom(type)) {
                return type.asSubclass(Strategy.class);
            }
            if (Strategy.class.isAssignableFrom(type)) {
                hidden.add(type.getSimpleName());
            } else if (isPublic) {
                others.add(type.getSimpleName());
            }
        }
        if (!hidden.isEmpty()) {
            throw UserError.at(name, "class " + hidden.getFirst() + " is a strategy and must be public");
        }
        String wanted = Strategy.class.getName();
        throw UserError.at(
                name,
                others.isEmpty()
                        ? "has no public class that implements " + wanted
                        : "class " + others.getFirst() + " does not implement " + wanted);
    }

    private Class<?> define(Loader loader, String className) {
        try {
            return loader.loadClass(className);
        } catch (ClassNotFoundException | LinkageError | SecurityException e) {
            throw UserError.at(name, "class " + className + " cannot be loaded: " + e.getMessage());
        }
    }

    private String fileName() {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(File.separatorChar)) + 1);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String fileName, String text) {
            super(URI.create("memory:///" + URLEncoder.encode(fileName, StandardCharsets.UTF_8)), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> written) {
            super(files);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes, ClassLoader parent) {
            super(LOADER_NAME, parent);
            this.classes = classes;
        }

        /** The file's own classes come first: it may be a changed copy of a built-in, with its name. */
        @Override
        protected Class<?> loadClass(String className, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(className)) {
                if (!classes.containsKey(className)) {
                    return super.loadClass(className, resolve);
                }
                Class<?> loaded = findLoadedClass(className);
                return loaded == null ? findClass(className) : loaded;
            }
        }

        @Override
        protected Class<?> findClass(String className) throws ClassNotFoundException {
            byte[] bytes = classes.get(className);
            if (bytes == null) {
                throw new ClassNotFoundException(className);
            }
            return defineClass(className, bytes, 0, bytes.length);
        }
    }
}
