package dev.tandem.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What the parts of a new project are called.
 *
 * @param name of the project, {@code golden-cross}
 * @param packageName of its classes, {@code goldencross}
 * @param strategyClass {@code GoldenCrossStrategy}
 */
record ProjectNames(String name, String packageName, String strategyClass) {
    private static final int LONGEST = 60;

    /**
     * Checks the name and the option {@code --package}.
     *
     * @throws UserError saying what would be right
     */
    static ProjectNames of(String name, Values values) {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            String right = "lower case letters, digits and hyphens, beginning with a letter";
            String near = nearest(name);
            throw UserError.option("new", name, right + ", such as " + (near.isEmpty() ? "golden-cross" : near));
        }
        if (name.length() > LONGEST) {
            throw UserError.option("new", name, "at most " + LONGEST + " characters, and it has " + name.length());
        }
        String given = values.text("--package");
        if (given != null) {
            checkPackage(given, values);
            return new ProjectNames(name, given, strategyClass(name));
        }
        String packageName = name.replace("-", "");
        if (!isPackage(packageName)) {
            throw UserError.option(
                    "new",
                    name,
                    "'" + packageName + "' cannot be a Java package: give another name, such as " + name
                            + "-strategy, or a --package");
        }
        return new ProjectNames(name, packageName, strategyClass(name));
    }

    private static void checkPackage(String given, Values values) {
        if (!given.matches("[A-Za-z0-9_.]+") || !isPackage(given)) {
            throw values.bad("--package", "names of Java with dots between them, such as com.example.golden");
        }
    }

    /** Java forbids its keywords and, at run time, classes in a package of its own. */
    private static boolean isPackage(String name) {
        return SourceVersion.isName(name, SourceVersion.latest()) && !name.equals("java") && !name.startsWith("java.");
    }

    /** What was probably meant: {@code MyFirst Cross} is my-first-cross. */
    private static String nearest(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[-0-9]+|-+$", "");
    }

    /** Always with "Strategy" at its end, so that it cannot be called like a class that it uses. */
    private static String strategyClass(String name) {
        String camel = Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (camel.equals("Strategy")) {
            return "MyStrategy";
        }
        return camel.endsWith("Strategy") ? camel : camel + "Strategy";
    }

    /** The package as a folder, {@code com/example/golden}. */
    String packageFolder() {
        return packageName.replace('.', '/');
    }
}
