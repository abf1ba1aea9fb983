package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./tandem} as people call it: a process, on the jars that {@code package} has made. */
class LauncherIT {
    private static final Path JDK_25 = Path.of(System.getProperty("java.home"));

    @TempDir
    Path directory;

    @BeforeAll
    static void theFirstCallMakesTheCache() throws Exception {
        Launch first = Launch.tandem("--version").run();
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
    }

    @Test
    void resultsGoToStandardOutputAndNothingToStandardError() throws Exception {
        Launch version = Launch.tandem("--version").run();
        assertThat(version.out()).matches("tandem 0\\.1\\.0\\S*, Java 25\\S* \\(.*\\)\n");
        assertThat(version.err()).isEmpty();
        assertThat(version.exitCode()).isZero();
    }

    @Test
    void aWrongCallIsOneLineOnStandardErrorAndExitCode2() throws Exception {
        Launch wrong = Launch.tandem("backtest", "--fe", "1").in(directory).run();
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).isEqualTo("tandem: unknown option '--fe': did you mean --fee?\n");
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    @Test
    void aStrategyThatDoesNotCompileIsReportedWithItsLine() throws Exception {
        Files.writeString(
                directory.resolve("Mine.java"),
                "import dev.tandem.strategy.*;\npublic class Mine implements Strategy {\n    int x = y;\n}\n");
        Launch wrong = Launch.tandem(
                        "backtest", "--data", "x.csv", "--instrument", "BTC/USD", "--strategy", "Mine.java")
                .in(directory)
                .run();
        assertThat(wrong.err())
                .isEqualTo("Mine.java:3: cannot find symbol, symbol: variable y, location: class Mine\n");
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    @Test
    void itWorksThroughLinksFromAnywhereWithBlanksInThePath() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("a folder/with blanks"));
        Path first =
                Files.createSymbolicLink(folder.resolve("first"), Launch.root().resolve("tandem"));
        Files.createSymbolicLink(folder.resolve("my tandem"), Path.of("first"));
        assertThat(first).isSymbolicLink();
        Launch version = Launch.command(folder.resolve("my tandem").toString(), "--version")
                .in(folder)
                .run();
        assertThat(version.err()).isEmpty();
        assertThat(version.out()).startsWith("tandem ");
    }

    /** What runs for weeks gets the collector that does not pause, whatever else gets what its work is best done with. */
    @Test
    void eachCommandHasTheCollectorThatSuitsIt() throws Exception {
        for (String command : List.of("live", "paper", "serve", "venue")) {
            assertThat(collectorOf(command)).as(command).isEqualTo("UseZGC");
        }
        assertThat(collectorOf("sweep")).isEqualTo("UseParallelGC");
        for (String command : List.of("backtest", "replay", "bench", "journal")) {
            assertThat(collectorOf(command)).as(command).isEqualTo("UseSerialGC");
        }
        assertThat(collectorOf("live", "-XX:+UseG1GC")).as("one that is given").isEqualTo("UseG1GC");
    }

    private static String collectorOf(String command, String... options) throws Exception {
        Launch help = Launch.tandem(command, "--help")
                .with("TANDEM_JAVA_OPTIONS", "-XX:+PrintFlagsFinal " + String.join(" ", options))
                .run();
        assertThat(help.exitCode()).as(help.err()).isZero();
        return help.out()
                .lines()
                .filter(line -> line.matches(" *bool Use(Serial|Parallel|G1|Z|Shenandoah)GC += true .*"))
                .map(line -> line.trim().split(" +")[1])
                .collect(Collectors.joining(" "));
    }

    @Test
    void itFindsTheConfigurationInTheWorkingDirectory() throws Exception {
        Files.writeString(directory.resolve("tandem.yaml"), "format: json\n");
        assertThat(Launch.tandem("data", "list").in(directory).run().out()).startsWith("{");
    }

    @Test
    void argumentsArriveAsTheyWereWritten() throws Exception {
        String odd = "a  b*$HOME'\"\\ü";
        Launch wrong = Launch.tandem("strategies", "--format", odd)
                .in(directory)
                .with("LC_ALL", "C")
                .with("LANG", "")
                .run();
        assertThat(wrong.err()).isEqualTo("tandem: --format: bad value '" + odd + "': one of text, json\n");
    }

    @Test
    void aJava17OnThePathOrInJavaHomeIsPassedOver() throws Exception {
        Path other = fakeJdk("17.0.15", "exit 99");
        Launch version = Launch.tandem("--version")
                .with("JAVA_HOME", other.toString())
                .with("PATH", other.resolve("bin") + ":/usr/bin:/bin")
                .run();
        assumeTrue(
                version.exitCode() != 2 || !version.err().contains("no JDK 25 found"),
                "this machine has its JDK 25 in an unusual folder");
        assertThat(version.err()).isEmpty();
        assertThat(version.out()).contains("Java 25");
    }

    @Test
    void javaHomeIsTakenIfItIs25() throws Exception {
        Path mine = fakeJdk("25.0.99", "echo mine \"$@\"");
        Launch version =
                Launch.tandem("--version").with("JAVA_HOME", mine.toString()).run();
        assertThat(version.out()).startsWith("mine ").endsWith("--version\n");
    }

    @Test
    void theJavaOnThePathIsTakenIfItIs25ThroughLinks() throws Exception {
        Path mine = fakeJdk("25", "echo mine \"$@\"");
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), mine.resolve("bin/java"));
        Launch version = Launch.tandem("--version")
                .with("JAVA_HOME", "")
                .with("PATH", bin + ":/usr/bin:/bin")
                .run();
        assertThat(version.out()).startsWith("mine ");
    }

    @Test
    void aJreWithoutCompilerIsNotTaken() throws Exception {
        Path jre = fakeJdk("25.0.1", "echo jre");
        Files.delete(jre.resolve("bin/javac"));
        Launch version = Launch.tandem("--version")
                .with("JAVA_HOME", jre.toString())
                .with("PATH", JDK_25.resolve("bin") + ":/usr/bin:/bin")
                .run();
        assertThat(version.out()).startsWith("tandem ");
    }

    @Test
    void theUserMayChooseTheGarbageCollectorAndOtherOptions() throws Exception {
        Path mine = fakeJdk("25", "echo \"$@\"");
        assertThat(Launch.tandem("x").with("JAVA_HOME", mine.toString()).run().out())
                .contains("-XX:+UseSerialGC");
        assertThat(Launch.tandem("x")
                        .with("JAVA_HOME", mine.toString())
                        .with("TANDEM_JAVA_OPTIONS", "-Xmx1g -XX:+UseParallelGC")
                        .run()
                        .out())
                .contains("-Xmx1g -XX:+UseParallelGC")
                .doesNotContain("SerialGC");
        Launch real = Launch.tandem("--version")
                .with("JDK_JAVA_OPTIONS", "-XX:+UseParallelGC")
                .run();
        assertThat(real.exitCode()).isZero();
        assertThat(real.out()).startsWith("tandem ");
    }

    @Test
    void aReaderThatHasSeenEnoughEndsItQuietly() throws Exception {
        Launch head = Launch.command(
                        "/bin/sh",
                        "-c",
                        "{ \"$0\" completion bash; echo \"code $?\" >&2; } | head -n 1",
                        Launch.root().resolve("tandem").toString())
                .run();
        assertThat(head.out()).startsWith("#!");
        assertThat(head.err()).isEqualTo("code 0\n");
    }

    @Test
    void aFullDiskIsAnError() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        Launch full = Launch.command(
                        "/bin/sh",
                        "-c",
                        "\"$0\" --version >/dev/full",
                        Launch.root().resolve("tandem").toString())
                .run();
        assertThat(full.err())
                .isEqualTo("tandem: standard output: the result could not be written: No space left on device\n");
        assertThat(full.exitCode()).isEqualTo(1);
    }

    @Test
    void aSecondCallUsesTheCacheOfTheFirst() throws IOException {
        try (var files = Files.walk(Launch.root().resolve("cli/target/run"), 2)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".aot"));
        }
    }

    @Test
    void callsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        // In a copy that nobody has called yet, so that all of them want to install it first.
        Path copy = directory.resolve("copy of tandem");
        copyBuilt(copy);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(Launch.command(copy.resolve("tandem").toString(), "--version")
                    .start());
        }
        for (Process process : processes) {
            Launch launch = Launch.finish(process);
            assertThat(launch.err().replace("tandem: waiting for another call that is building\n", ""))
                    .isEmpty();
            assertThat(launch.out()).startsWith("tandem ");
            assertThat(launch.exitCode()).isZero();
        }
        assertThat(copy.resolve("cli/target/launcher.lock")).doesNotExist();
    }

    @Test
    void aLockWhoseOwnerIsGoneIsBroken() throws Exception {
        Path copy = directory.resolve("copy");
        copyBuilt(copy);
        Path lock = Files.createDirectories(copy.resolve("cli/target/launcher.lock"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
        Launch launch =
                Launch.command(copy.resolve("tandem").toString(), "--version").run();
        assertThat(launch.err()).isEmpty();
        assertThat(launch.exitCode()).isZero();
    }

    @Test
    void changedSourcesAreBuiltWithOneLineAndAFailureShowsWhy() throws Exception {
        Path copy = directory.resolve("copy");
        copyBuilt(copy);
        assertThat(Launch.command(copy.resolve("tandem").toString(), "--version")
                        .run()
                        .exitCode())
                .isZero();
        Files.createDirectories(copy.resolve("core/src/main/java"));
        Files.writeString(copy.resolve("core/src/main/java/Changed.java"), "class Changed {}");
        Path bin = Files.createDirectory(directory.resolve("bin"));
        script(
                bin.resolve("mvn"),
                "echo '[INFO] Building Tandem :: core'; echo '[ERROR] Changed.java is wrong'; exit 1");

        Launch launch = Launch.command(copy.resolve("tandem").toString(), "--version")
                .with("TANDEM_NO_BUILD", "")
                .with("JAVA_HOME", JDK_25.toString())
                .with("PATH", bin + ":/usr/bin:/bin")
                .run();
        assertThat(launch.out()).isEmpty();
        assertThat(launch.err().lines())
                .hasSize(3)
                .first()
                .isEqualTo("tandem: building (the first call, or sources have changed): a minute or two the first time,"
                        + " then seconds");
        assertThat(launch.err()).contains("[ERROR] Changed.java is wrong\ntandem: the build failed as shown above");
        assertThat(launch.exitCode()).isEqualTo(1);
        assertThat(copy.resolve("cli/target/launcher.lock")).doesNotExist();
    }

    @Test
    void anInterruptIsExitCode130() throws Exception {
        // A strategy that takes its time while it is made.
        Files.writeString(
                directory.resolve("Slow.java"),
                "public class Slow implements dev.tandem.strategy.Strategy {\n    public Slow() throws Exception {\n"
                        + "        System.out.println(\"asleep\");\n        Thread.sleep(60_000);\n    }\n}\n");
        Process process = Launch.tandem(
                        "backtest", "--data", "x.csv", "--instrument", "BTC/USD", "--strategy", "Slow.java")
                .in(directory)
                .start();
        // What a strategy prints is on standard error: standard output is for the result.
        assertThat(process.errorReader().readLine()).isEqualTo("asleep");
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
    }

    /** The launcher with what Maven has built, as a project that nobody has called yet. */
    private static void copyBuilt(Path copy) throws Exception {
        Files.createDirectories(copy.resolve("cli/target"));
        Launch copied = Launch.command(
                        "/bin/sh",
                        "-c",
                        "cp \"$0/tandem\" \"$0/pom.xml\" \"$1/\" && cp -R \"$0/cli/target/tandem\" \"$0\"/cli/target/*.jar \"$1/cli/target/\"",
                        Launch.root().toString(),
                        copy.toString())
                .run();
        assertThat(copied.exitCode()).as(copied.err()).isZero();
    }

    private Path fakeJdk(String version, String java) throws IOException {
        Path jdk = Files.createDirectories(directory.resolve("jdk " + version));
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), java);
        script(jdk.resolve("bin/javac"), "exit 0");
        return jdk;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
