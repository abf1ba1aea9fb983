package dev.tandem.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Where Spark is. It is no part of the command: Maven fetches its jars when the module {@code sweep-spark} is built, and
 * leaves a list of them. {@code SPARK_HOME} names other ones, for a cluster of another version.
 *
 * @param bridge the jar of {@code sweep-spark}
 * @param jars Spark's own
 */
record SparkJars(Path bridge, List<Path> jars) {
    /** @throws UserError with the command that adds Spark, where it is not there */
    static SparkJars find(Path home, Terminal terminal) {
        Path target = home.resolve("sweep-spark/target");
        Path bridge = bridge(target);
        String sparkHome = terminal.environment().getOrDefault("SPARK_HOME", "");
        try {
            if (bridge != null && !sparkHome.isEmpty()) {
                return new SparkJars(
                        bridge, inFolder(terminal.resolve(sparkHome).resolve("jars")));
            }
            Path list = target.resolve("tandem-spark/classpath");
            if (bridge != null && Files.exists(list)) {
                List<Path> jars = Stream.of(Files.readString(list).strip().split("\\|"))
                        .map(Path::of)
                        .toList();
                if (jars.stream().allMatch(Files::isRegularFile)) {
                    return new SparkJars(bridge, jars);
                }
            }
        } catch (IOException e) {
            throw UserError.usage("--cluster: the list of Spark's jars cannot be read: " + Complaint.line(e));
        }
        throw UserError.usage("--cluster: Spark is not a part of Tandem and is not here yet: add it once (220 MB) with"
                + " mvn -q -f " + CallText.quoted(home.resolve("pom.xml").toString())
                + " -pl sweep-spark -am -Dmaven.test.skip=true package");
    }

    private static @Nullable Path bridge(Path target) {
        if (!Files.isDirectory(target)) {
            return null;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("sweep-spark-[0-9].*\\.jar"))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static List<Path> inFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw UserError.usage("SPARK_HOME: there is no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** What Spark needs of a JVM; the bridge brings it. */
    List<String> flags() throws IOException {
        try (JarFile jar = new JarFile(bridge.toFile())) {
            ZipEntry entry = jar.getEntry("jvm-options");
            if (entry == null) {
                throw new IOException(bridge + " has no jvm-options");
            }
            return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** For {@code java -cp}. */
    String classpath() {
        List<Path> all = new ArrayList<>(List.of(bridge));
        all.addAll(jars);
        return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
