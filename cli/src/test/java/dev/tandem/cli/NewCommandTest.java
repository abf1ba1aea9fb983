package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewCommandTest {
    @TempDir
    Path directory;

    @Test
    void theProjectInExamplesIsWhatTheCommandWrites() throws IOException {
        assertThat(Call.of(directory, "new", "my-first-strategy").exitCode()).isZero();
        Map<String, String> written = files(directory.resolve("my-first-strategy"));
        Map<String, String> checkedIn = files(Launch.root().resolve("examples/my-first-strategy"));

        // The one in examples lies within Tandem, and finds it from there.
        String home = Launch.root().toString();
        written.compute("pom.xml", (file, text) -> there(text, "file://" + home, "file://${project.basedir}/../.."));
        written.compute("README.md", (file, text) -> there(text, home + "/tandem", "../../tandem"));
        assertThat(checkedIn)
                .as("write it again: rm -r examples/my-first-strategy"
                        + " && ./tandem new my-first-strategy --dir examples/my-first-strategy")
                .isEqualTo(written);
    }

    private static String there(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    @Test
    void theFolderAndThePackageCanBeChosen() throws IOException {
        Call call =
                Call.of(directory, "new", "golden-cross", "--dir", "here/and there", "--package", "com.example.Golden");

        assertThat(call.err()).isEmpty();
        assertThat(call.out()).contains("in here/and there:", "  cd 'here/and there'\n", "  mvn verify\n");
        assertThat(files(directory.resolve("here/and there")).keySet())
                .containsExactlyInAnyOrder(
                        ".gitignore",
                        ".mvn/maven.config",
                        "README.md",
                        "pom.xml",
                        "src/main/java/com/example/Golden/GoldenCrossStrategy.java",
                        "src/main/java/com/example/Golden/RunBacktest.java",
                        "src/test/java/com/example/Golden/GoldenCrossStrategyTest.java");
    }

    @Test
    void aProgramLearnsWhatWasWritten() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Call.of(directory, "new", "mine", "--format", "json").out());
        assertThat(json.get("schema").asText()).isEqualTo("tandem.new/1");
        assertThat(json.get("directory").asText())
                .isEqualTo(directory.resolve("mine").toString());
        assertThat(json.get("strategy").asText()).isEqualTo("mine.MineStrategy");
        assertThat(json.get("files"))
                .hasSize(7)
                .allSatisfy(file -> assertThat(directory.resolve("mine").resolve(file.asText()))
                        .isRegularFile());
    }

    @ParameterizedTest
    @CsvSource({
        "golden-cross, GoldenCrossStrategy",
        "my-strategy, MyStrategy",
        "strategy, MyStrategy",
        "bar, BarStrategy",
        "my-2nd-try, My2ndTryStrategy",
    })
    void theClassIsCalledLikeTheProjectAndNeverLikeSomethingThatItUses(String name, String strategyClass) {
        assertThat(Call.of(directory, "new", name).out()).contains("/" + strategyClass + ".java\n");
    }

    @Test
    void whatIsThereAlreadyStaysAsItIs() throws IOException {
        Path mine = Files.createDirectory(directory.resolve("mine"));
        Files.writeString(mine.resolve("pom.xml"), "my own");

        Call call = Call.of(directory, "new", "mine");
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .isEqualTo("tandem: new: bad value '" + mine + "': there is something in this folder: give another"
                        + " name, or a new folder with --dir\n");
        assertThat(files(mine)).containsExactly(Map.entry("pom.xml", "my own"));
    }

    @Test
    void anEmptyFolderOrANewGitRepositoryIsFine() throws IOException {
        Files.createDirectories(directory.resolve("empty"));
        Files.createDirectories(directory.resolve("fresh/.git"));
        assertThat(Call.of(directory, "new", "empty").exitCode()).isZero();
        assertThat(Call.of(directory, "new", "fresh").exitCode()).isZero();
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        assertThat(Call.of(directory, "new", "x", "--dir", "file").err())
                .isEqualTo("tandem: --dir: bad value '" + directory.resolve("file")
                        + "': is a file: give the name of a new folder\n");
        Path locked = Files.createDirectory(directory.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "this user may write anywhere");
        Call call = Call.of(directory, "new", "x", "--dir", "locked/x");
        assertThat(call.err())
                .isEqualTo("tandem: --dir: the project cannot be written: " + locked.resolve("x")
                        + ": is not readable or writable for this user\n");
        assertThat(call.exitCode()).isEqualTo(2);
    }

    /** Path to content, without what Maven has built. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith("target")) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return files;
    }
}
