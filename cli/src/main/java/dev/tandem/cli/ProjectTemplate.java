package dev.tandem.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a new project, as text. Their originals are resources, with {@code {{names}}} where something is put in. */
final class ProjectTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.-]+)}}");

    private final ProjectNames names;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final String tandem;

    /**
     * A project that is going to be in a folder and takes Tandem from its home: by a relative path if the project lies
     * within it, so that the two can move together, else by an absolute one.
     */
    ProjectTemplate(ProjectNames names, Path folder, Path home) {
        this.names = names;
        Path repository = TandemHome.repository(home);
        boolean within = folder.startsWith(home);
        tandem = CallText.quoted(
                (within ? folder.relativize(home) : home).resolve("tandem").toString());
        values.put("name", names.name());
        values.put("package", names.packageName());
        values.put("folder", names.packageFolder());
        values.put("class", names.strategyClass());
        values.put("tandem", tandem);
        values.put(
                "repository",
                within
                        ? "file://${project.basedir}/" + folder.relativize(repository)
                        : xml("file://" + repository.toUri().getRawPath().replaceFirst("/$", "")));
        Properties versions = new Properties();
        try (InputStream in = resource("/dev/tandem/cli/versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        versions.forEach((name, version) -> values.put(name.toString(), version.toString()));
    }

    /** Path within the project to content, in the order in which they are worth reading. */
    Map<String, String> files() {
        String main = "src/main/java/" + names.packageFolder() + "/";
        String test = "src/test/java/" + names.packageFolder() + "/";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", text("README.md"));
        files.put(main + names.strategyClass() + ".java", text("Strategy.java"));
        files.put(main + "RunBacktest.java", text("RunBacktest.java"));
        files.put(test + names.strategyClass() + "Test.java", text("StrategyTest.java"));
        files.put("pom.xml", text("pom.xml"));
        files.put(".mvn/maven.config", text("maven.config"));
        files.put(".gitignore", text("gitignore"));
        return files;
    }

    /** A command that runs the strategy, from within the project. */
    String firstRun() {
        return tandem + " backtest --data sample:bitstamp-btcusd --instrument BTC/USD --strategy src/main/java/"
                + names.packageFolder() + "/" + names.strategyClass() + ".java";
    }

    private String text(String file) {
        try (InputStream in = resource("/dev/tandem/cli/project/" + file)) {
            String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("nothing is known to put in for " + name);
        }
        return value;
    }

    private static InputStream resource(String name) {
        InputStream in = ProjectTemplate.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is missing from the jar");
        }
        return in;
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
