package dev.tandem.xchange;

import dev.tandem.plugin.PluginException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange classes of XChange that can be loaded, by short name: those on the class path, and those in the jars of a
 * folder for more ({@code -Dtandem.plugins=FOLDER}). Looks at names of files only; no class is initialized and no network
 * is used.
 */
final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
    private static final String ROOT = "org/knowm/xchange/";
    private static final String SUFFIX = "Exchange.class";

    /** Names that venues have today, for which XChange's class still has the one from before. */
    private static final Map<String, String> RENAMED = Map.of("okx", "okex");

    private final Map<String, String> classNames;
    private final ClassLoader loader;

    private Catalog(Map<String, String> classNames, ClassLoader loader) {
        this.classNames = classNames;
        this.loader = loader;
    }

    /** What there is. */
    static Catalog find(@Nullable String folder) {
        ClassLoader own = Catalog.class.getClassLoader();
        ClassLoader loader = folder == null ? own : with(Path.of(folder), own);
        TreeMap<String, String> found = new TreeMap<>();
        try {
            for (URL root : java.util.Collections.list(loader.getResources(ROOT))) {
                for (String entry : entries(root)) {
                    String className = entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.');
                    if (isExchange(className, loader)) {
                        found.put(shortName(className, found), className);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be searched for exchanges", e);
        }
        return new Catalog(found, loader);
    }

    private static ClassLoader with(Path folder, ClassLoader parent) {
        if (!Files.isDirectory(folder)) {
            return parent;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> jars = new ArrayList<>();
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(url(jar));
            }
            return jars.isEmpty() ? parent : new URLClassLoader("plugins", jars.toArray(URL[]::new), parent);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " with plugins cannot be read", e);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    /** Files below the root that are named like an exchange. */
    private static List<String> entries(URL root) throws IOException {
        URLConnection connection = root.openConnection();
        if (connection instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (var file = jar.getJarFile()) {
                return file.stream()
                        .map(JarEntry::getName)
                        .filter(Catalog::isNamedLikeOne)
                        .toList();
            }
        }
        if (!root.getProtocol().equals("file")) {
            return List.of();
        }
        Path folder = Path.of(URI.create(root.toString()));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> ROOT + folder.relativize(file).toString().replace(File.separatorChar, '/'))
                    .filter(Catalog::isNamedLikeOne)
                    .toList();
        }
    }

    private static boolean isNamedLikeOne(String entry) {
        return entry.startsWith(ROOT)
                && entry.endsWith(SUFFIX)
                && entry.indexOf('/', ROOT.length()) > 0
                && !entry.contains("$");
    }

    private static boolean isExchange(String className, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(className, false, loader);
            return Exchange.class.isAssignableFrom(type)
                    && !Modifier.isAbstract(type.getModifiers())
                    && Modifier.isPublic(type.getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("{} cannot be loaded", className, e);
            return false;
        }
    }

    /** {@code BinanceUsExchange} is {@code binanceus}; where two have a name, the deeper package has its last part added. */
    private static String shortName(String className, Map<String, String> taken) {
        int dot = className.lastIndexOf('.');
        String simple = className.substring(dot + 1);
        String name = simple.substring(0, simple.length() - "Exchange".length()).toLowerCase(Locale.ROOT);
        if (!taken.containsKey(name)) {
            return name;
        }
        String other = taken.get(name);
        String outer = className.substring(0, dot);
        if (other != null && other.length() > className.length()) {
            // The shorter package keeps the plain name, whichever comes first.
            taken.put(name + "-" + last(other.substring(0, other.lastIndexOf('.'))), other);
            taken.remove(name);
            return name;
        }
        return name + "-" + last(outer);
    }

    private static String last(String packageName) {
        return packageName.substring(packageName.lastIndexOf('.') + 1);
    }

    /** Short names, in order. */
    List<String> names() {
        return List.copyOf(classNames.keySet());
    }

    /**
     * The class of a short name or of a class name; null if there is none.
     *
     * @throws PluginException if it is there and this JVM cannot load it, with the reason
     */
    @Nullable
    Class<? extends Exchange> exchangeClass(String name) {
        String className = classNames.getOrDefault(RENAMED.getOrDefault(name, name), name);
        if (!classNames.containsValue(className)) {
            return null;
        }
        try {
            return Class.forName(className, true, loader).asSubclass(Exchange.class);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new PluginException("this JVM cannot load " + className + ": " + root(e), e);
        }
    }

    private static Throwable root(Throwable problem) {
        Throwable cause = problem.getCause();
        return cause == null ? problem : root(cause);
    }

    /** The short name for a short name or a class name; null if there is none. */
    @Nullable
    String shortName(String name) {
        String today = RENAMED.getOrDefault(name, name);
        if (classNames.containsKey(today)) {
            return today;
        }
        return classNames.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
