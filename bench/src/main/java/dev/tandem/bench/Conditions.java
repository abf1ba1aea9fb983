package dev.tandem.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under which conditions something was measured; without them a time says nothing.
 *
 * @param cpu its name, as the system gives it
 * @param processors how many of them the JVM may use
 * @param os name, version and architecture
 * @param jdk vendor and version
 * @param collectors the garbage collectors of this JVM
 * @param maxHeapBytes how large its heap may become
 * @param flags what the JVM was started with
 */
public record Conditions(
        String cpu,
        int processors,
        String os,
        String jdk,
        List<String> collectors,
        long maxHeapBytes,
        List<String> flags) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Those of this JVM. */
    public static Conditions now() {
        Runtime runtime = Runtime.getRuntime();
        return new Conditions(
                cpuName(),
                runtime.availableProcessors(),
                property("os.name") + " " + release(property("os.version")) + " " + property("os.arch"),
                property("java.vendor") + " " + Runtime.version(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                runtime.maxMemory(),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> flag.startsWith("-X"))
                        .map(Conditions::withoutPath)
                        .toList());
    }

    /** How many threads of the whole machine wanted to run in the last minute; negative where the system does not say. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Whether others were at work too: measured times are then too long, and ratios uncertain. */
    public boolean isBusyAt(double load) {
        return load > processors / 2.0;
    }

    /** A cache's place is nobody else's business. */
    private static String withoutPath(String flag) {
        int value = flag.indexOf("=/");
        return value < 0 ? flag : flag.substring(0, value) + "=…";
    }

    private static String cpuName() {
        String model = null;
        try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.UTF_8)) {
            model = modelIn(lines);
        } catch (IOException notLinux) {
            return property("os.arch");
        }
        return model == null ? property("os.arch") : model;
    }

    private static @Nullable String modelIn(Stream<String> lines) {
        return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** A system's release without what its builder has added: {@code 6.18} of {@code 6.18.44-generic}. */
    private static String release(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
