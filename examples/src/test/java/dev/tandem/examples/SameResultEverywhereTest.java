package dev.tandem.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same run gives the same fingerprint, whichever virtual machine it happens in. */
class SameResultEverywhereTest {
    @Test
    void theSameRunTwiceIsTheSameResult() {
        String first = PrintResult.results();

        assertThat(PrintResult.results()).isEqualTo(first);
        assertThat(first.lines().toList())
                .as("three runs that trade, each with its own fingerprint")
                .hasSize(3)
                .allMatch(line -> line.matches("[0-9a-f]{64} \\w+ [1-9]\\d{1,3} trades, equity \\d+, fees \\d+"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC",
                "-XX:+UseParallelGC",
                "-XX:+UseZGC -XX:-UseCompressedOops",
                "-XX:+UseSerialGC -Xint",
                "-XX:+UseSerialGC -Duser.language=ar -Duser.country=EG -Duser.timezone=Pacific/Kiritimati"
                        + " -Dfile.encoding=COMPAT"
            })
    void aNewVirtualMachineComesToTheSameResult(String options) throws Exception {
        assertThat(inANewVirtualMachine(List.of(options.split(" ")))).isEqualTo(PrintResult.results());
    }

    private static String inANewVirtualMachine(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path", ""));
        command.add(PrintResult.class.getName());
        Process java = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as("%s ended with", command).isZero();
        return output;
    }

    private static File nothing() {
        return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    }
}
