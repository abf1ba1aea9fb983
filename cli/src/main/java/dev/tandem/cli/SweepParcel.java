package dev.tandem.cli;

import dev.tandem.marketdata.BarBytes;
import dev.tandem.sweep.Dataset;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Everything that another machine needs to make the trials of a search, in one file: Tandem's own jars, the user's, what was
 * said about the runs, the classes of a source file, and the bars. {@link SweepWorker} unpacks it.
 */
final class SweepParcel {
    /** The oldest Java that can read it. */
    private static final int JAVA = 25;

    /** What no run touches: exchanges, servers, terminals. They would make the parcel twice as large. */
    private static final String LEFT_OUT = "(xchange|jetty|jline|resilience4j|guava|vavr|rescu|signpost|ta4j-examples"
            + "|jakarta|archunit|junit|assertj|error_prone|checker-qual|opentest4j|apiguardian).*\\.jar";

    private SweepParcel() {}

    /** Writes it. */
    static void write(Path file, SweepRequest request, LoadedStrategy strategy, List<Dataset> data) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.writeInt(JAVA);
            out.writeUTF(SweepWorker.class.getName());
            jars(request, out);
            List<String> arguments = arguments(request, data);
            out.writeInt(arguments.size());
            for (String argument : arguments) {
                out.writeUTF(argument);
            }
            strategy(strategy, out);
            out.writeInt(data.size());
            for (int i = 0; i < data.size(); i++) {
                out.writeUTF(name(i));
                out.writeUTF(data.get(i).sha256());
                BarBytes.write(data.get(i).bars(), out);
            }
        }
    }

    private static void jars(SweepRequest request, DataOutputStream out) throws IOException {
        List<Path> entries = new ArrayList<>();
        for (String entry : ownClasspath()) {
            Path path = Path.of(entry);
            if (Files.exists(path) && !path.getFileName().toString().matches(LEFT_OUT)) {
                entries.add(path);
            }
        }
        // the user's come last: they do not replace what Tandem has
        entries.addAll(request.first().classpath());
        out.writeInt(entries.size());
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                byte[] jar = jar(entry);
                out.writeLong(jar.length);
                out.write(jar);
            } else {
                out.writeLong(Files.size(entry));
                Files.copy(entry, out);
            }
        }
    }

    /** The jars that the manifest of the command's jar names, or the class path as it is. */
    private static List<String> ownClasspath() {
        List<String> all = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry.isEmpty() ? "." : entry).toAbsolutePath();
            all.add(path.toString());
            all.addAll(namedBy(path));
        }
        return all.stream().distinct().toList();
    }

    private static List<String> namedBy(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return List.of();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            String names = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue("Class-Path");
            return names == null
                    ? List.of()
                    : Stream.of(names.split(" "))
                            .map(name -> jar.resolveSibling(name).toString())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of classes as a jar. */
    private static byte[] jar(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The call, as far as a run depends on it, whatever part of it stood in a configuration. */
    private static List<String> arguments(SweepRequest request, List<Dataset> data) {
        List<String> arguments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            names.add(name(i));
        }
        arguments.add("--data=" + String.join(",", names));
        arguments.add("--instrument="
                + String.join(
                        ",",
                        request.runs().stream()
                                .map(run -> run.instrument().symbol())
                                .toList()));
        arguments.add("--strategy=" + request.first().strategy());
        request.conditions().forEach((option, value) -> arguments.add(option + "=" + value));
        return arguments;
    }

    /** How a set of data is called where nobody has its file. */
    private static String name(int i) {
        return "set-" + (i + 1);
    }

    private static void strategy(LoadedStrategy strategy, DataOutputStream out) throws IOException {
        out.writeUTF(strategy.definition().type().getName());
        out.writeUTF(strategy.sha256());
        out.writeBoolean(strategy.source() != null);
        out.writeUTF(strategy.source() == null ? "" : strategy.source());
        Map<String, byte[]> classes =
                SourceStrategy.classesOf(strategy.definition().type());
        out.writeInt(classes.size());
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
        }
    }
}
