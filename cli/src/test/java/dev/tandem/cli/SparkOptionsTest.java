package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the command finds Spark, and what it says where it does not. */
class SparkOptionsTest {
    @TempDir
    Path home;

    @Test
    void withoutSparkTheCommandSaysHowToAddIt() {
        assertThatThrownBy(() -> SparkJars.find(home, terminal(Map.of())))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "--cluster: Spark is not a part of Tandem and is not here yet: add it once (220 MB) with mvn -q"
                                + " -f " + home.resolve("pom.xml")
                                + " -pl sweep-spark -am -Dmaven.test.skip=true package");
    }

    @Test
    void aJarThatWasDeletedFromTheLocalRepositoryIsAddedAgain() throws IOException {
        bridge();
        Path there = Files.writeString(home.resolve("there.jar"), "");
        Path list = Files.createDirectories(home.resolve("sweep-spark/target/tandem-spark"))
                .resolve("classpath");
        Files.writeString(list, there + "|" + home.resolve("gone.jar"));
        assertThatThrownBy(() -> SparkJars.find(home, terminal(Map.of()))).hasMessageContaining("add it once");
        Files.writeString(list, there.toString());
        assertThat(SparkJars.find(home, terminal(Map.of())).jars()).containsExactly(there);
    }

    @Test
    void theJarsOfSparkHomeAreTakenWhereItIsSet() throws IOException {
        Path bridge = bridge();
        Path jar = Files.writeString(
                Files.createDirectories(home.resolve("spark/jars")).resolve("spark-core_2.13-4.1.0.jar"), "");
        SparkJars found = SparkJars.find(
                home, terminal(Map.of("SPARK_HOME", home.resolve("spark").toString())));
        assertThat(found.jars()).containsExactly(jar);
        assertThat(found.classpath()).startsWith(bridge.toString());
        assertThat(found.flags()).containsExactly("-Da=b", "-Dc=d");
        assertThatThrownBy(() -> SparkJars.find(home, terminal(Map.of("SPARK_HOME", "nowhere"))))
                .hasMessage("SPARK_HOME: there is no folder " + home.resolve("nowhere/jars"));
    }

    @Test
    void settingsOfAClusterWithoutAClusterAreAMistake() {
        Call call = Call.of(
                home,
                "sweep --data x.csv --instrument BTC/USD --strategy sma-cross -p fast=1..3 --cluster-conf spark.a=b"
                        .split(" "));
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).isEqualTo("tandem: --cluster-conf: is about --cluster, which is missing\n");
    }

    private Path bridge() throws IOException {
        Path bridge =
                Files.createDirectories(home.resolve("sweep-spark/target")).resolve("sweep-spark-0.1.0.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(bridge))) {
            jar.putNextEntry(new JarEntry("jvm-options"));
            jar.write("-Da=b\n-Dc=d\n".getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return bridge;
    }

    private Terminal terminal(Map<String, String> environment) {
        return new Terminal(
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false, false, home, environment);
    }
}
