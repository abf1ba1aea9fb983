package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import picocli.CommandLine;

/** What the documents say is so: their code is code of the repository, their options exist, their numbers come out. */
class DocsIT {
    private static final Path ROOT = Launch.root();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
    private static final Pattern TYPE = Pattern.compile("(?<=`)[A-Z][a-z]\\w*(?=(\\.\\w+)*`)");

    private static final Pattern TYPE_IN_A_PICTURE = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w+");

    /** A row of the table of modules: its name, and whom it knows. */
    private static final Pattern MODULE =
            Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| [^|]* \\| ([^|]*?) ?\\| [^|]* \\| [^|]*\\|$");

    private static final Pattern CODE = Pattern.compile("(?<=`)[a-z0-9-]+(?=`)");

    /** A module of ours that another one is built on, not only tested with. */
    private static final Pattern OURS = Pattern.compile(
            "<groupId>dev\\.tandem</groupId>\\s*<artifactId>([a-z0-9-]+)</artifactId>\\s*</dependency>");

    /** Options of Java, and those of the benchmarks, which are no command. */
    private static final Set<String> OPTIONS_OF_OTHERS = Set.of(
            "--add-opens",
            "--docs",
            "--json",
            "--medium",
            "--quick",
            "--rows",
            "--sun-misc-unsafe-memory-access",
            "--write");

    /** Names with a capital that are neither those of our files nor the JDK's. */
    private static final Set<String> OTHERS =
            Set.of("DskipTests", "MyStrategy", "NaN", "SignalReceived", "Unconfirmed");

    private static final List<String> PACKAGES_OF_THE_JDK = List.of(
            "java.io",
            "java.lang",
            "java.math",
            "java.net",
            "java.net.http",
            "java.nio.channels",
            "java.nio.file",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.zip");

    @Test
    void everyJavaBlockIsAPieceOfTheFileThatItNames() throws IOException {
        int blocks = 0;
        for (Path document : documents()) {
            for (Fence fence : fences(document)) {
                if (!fence.language.equals("java")) {
                    continue;
                }
                blocks++;
                List<String> lines = fence.text.lines().toList();
                assertThat(lines.getFirst())
                        .as("first line of a java block in %s", name(document))
                        .startsWith("// ");
                Path source = ROOT.resolve(lines.getFirst().substring(3).strip());
                assertThat(source).as("named in %s", name(document)).isRegularFile();
                assertThat(aligned(Files.readString(source)))
                        .as("%s has this piece, which is shown in %s", name(source), name(document))
                        .contains(aligned(String.join("\n", lines.subList(1, lines.size()))));
            }
        }
        assertThat(blocks).as("java blocks in the documents").isPositive();
    }

    @Test
    void theOutputInTheReadmeIsThatOfItsCommand() throws Exception {
        List<Fence> fences = fences(ROOT.resolve("README.md"));
        String command = fences.get(0).text.strip();
        String shown = fences.get(1).text;
        Launch run = run(command);
        assertThat(run.err()).isEmpty();
        assertThat(steady(shown))
                .as("README.md shows what its first command prints, which is now:\n%s", run.out())
                .isEqualTo(steady(run.out()));
    }

    @Test
    void everyStrategyFileRunsAndTrades() throws Exception {
        for (Path file : list(ROOT.resolve("examples/strategies"), ".java")) {
            Launch run = run("./tandem backtest --data sample:bitstamp-btcusd --instrument BTC/USD --strategy "
                    + name(file) + " --format json");
            assertThat(run.err()).as(name(file)).isEmpty();
            assertThat(run.exitCode()).as(name(file)).isZero();
            assertThat(run.out()).as(name(file)).contains("\"exitReason\"");
        }
    }

    @Test
    void noDocumentHasLeftoversOfAMerge() throws Exception {
        for (Path document : documents()) {
            assertThat(Files.readAllLines(document))
                    .as(name(document))
                    .noneMatch(line -> line.startsWith("<<<<<<<") || line.startsWith(">>>>>>>"));
        }
    }

    /** The table of modules says what the build files say: which module knows which. */
    @Test
    void theTableOfModulesIsWhatTheBuildFilesSay() throws IOException {
        Map<String, Set<String>> said = new TreeMap<>();
        Matcher row = MODULE.matcher(Files.readString(ROOT.resolve("docs/architecture.md")));
        while (row.find()) {
            said.put(row.group(1), matches(CODE, row.group(2)));
        }
        Map<String, Set<String>> built = new TreeMap<>();
        Matcher module = Pattern.compile("<module>(.+?)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        while (module.find()) {
            Set<String> knows = new TreeSet<>();
            Matcher dependency = OURS.matcher(Files.readString(ROOT.resolve(module.group(1) + "/pom.xml")));
            while (dependency.find()) {
                knows.add(dependency.group(1));
            }
            built.put(module.group(1), knows);
        }
        assertThat(said).isEqualTo(built);
    }

    @Test
    void everyOptionInTheDocumentsExists() throws IOException {
        Set<String> known = new TreeSet<>(OPTIONS_OF_OTHERS);
        Terminal nowhere = new Terminal(
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false, false, ROOT, Map.of());
        addOptions(Tandem.commands(nowhere), known);
        List<String> strangers = new ArrayList<>();
        for (Path document : documents()) {
            Set<String> unknown = matches(OPTION, Files.readString(document));
            unknown.removeAll(known);
            unknown.forEach(option -> strangers.add(name(document) + ": " + option));
        }
        assertThat(strangers).as("options in the documents that no command has").isEmpty();
    }

    private static void addOptions(CommandLine command, Set<String> names) {
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        command.getSubcommands().values().forEach(child -> addOptions(child, names));
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                String target = link.group(1);
                if (!target.startsWith("http")) {
                    assertThat(document.resolveSibling(target))
                            .as("link in %s", name(document))
                            .exists();
                }
            }
        }
    }

    @Test
    void everyTypeInTheDocumentsExists() throws IOException {
        Set<String> known = new TreeSet<>(OTHERS);
        for (Path source : list(ROOT, ".java")) {
            String file = source.getFileName().toString();
            known.add(file.substring(0, file.length() - ".java".length()));
        }
        try (JarFile ta4j = new JarFile(Path.of(BarSeries.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toFile())) {
            ta4j.stream()
                    .map(entry -> entry.getName().replaceAll(".*/|[.]class", ""))
                    .flatMap(nested -> Stream.of(nested.split("[$]")))
                    .forEach(known::add);
        }
        List<String> strangers = new ArrayList<>();
        for (Path document : documents()) {
            Set<String> named = matches(TYPE, Files.readString(document));
            for (Fence fence : fences(document)) {
                if (fence.language.isEmpty()) {
                    named.addAll(matches(TYPE_IN_A_PICTURE, fence.text));
                }
            }
            named.removeAll(known);
            named.removeIf(DocsIT::isOfTheJdk);
            named.forEach(type -> strangers.add(name(document) + ": " + type));
        }
        assertThat(strangers).as("types in the documents that do not exist").isEmpty();
    }

    // Reading

    private record Fence(String language, String text) {}

    private static List<Fence> fences(Path document) throws IOException {
        List<Fence> fences = new ArrayList<>();
        Matcher fence = FENCE.matcher(Files.readString(document));
        while (fence.find()) {
            fences.add(new Fence(fence.group(1), fence.group(2)));
        }
        return fences;
    }

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(list(ROOT.resolve("docs"), ".md"));
        all.add(ROOT.resolve("README.md"));
        all.add(ROOT.resolve("CONTRIBUTING.md"));
        all.add(ROOT.resolve("CHANGELOG.md"));
        return all;
    }

    private static List<Path> list(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOfTheJdk(String name) {
        for (String inside : PACKAGES_OF_THE_JDK) {
            try {
                Class.forName(inside + "." + name, false, null);
                return true;
            } catch (ClassNotFoundException e) {
                continue; // the next package
            }
        }
        return false;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    /** Without indentation, so that a method can be shown alone. */
    private static String aligned(String text) {
        return String.join("\n", text.lines().map(String::strip).toList()) + "\n";
    }

    /** Without what differs from run to run and from build to build: the class's hash, the version, the timing. */
    private static String steady(String output) {
        return output.replaceAll("strategy [0-9a-f]{12}", "strategy …")
                .replaceAll("tandem \\S+ · java .*", "tandem …")
                .strip();
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    private static Launch run(String command) throws Exception {
        assertThat(command).startsWith("./tandem ");
        String[] arguments = command.substring("./tandem ".length()).split(" ");
        return Launch.tandem(arguments).in(ROOT).run();
    }
}
