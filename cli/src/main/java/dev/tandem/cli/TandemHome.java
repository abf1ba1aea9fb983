package dev.tandem.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** The folder that Tandem was cloned to, in which {@code ./tandem} lies. */
final class TandemHome {
    private TandemHome() {}

    /** Found from where this class was loaded: the launcher runs jars below {@code cli/target}. */
    static Path find() {
        return find("new");
    }

    /** @param asked what cannot be done without it */
    static Path find(String asked) {
        CodeSource source = TandemHome.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("the place of Tandem's classes is not known");
        }
        try {
            for (Path path = Path.of(source.getLocation().toURI()); path != null; path = path.getParent()) {
                if (Files.isRegularFile(path.resolve("tandem")) && Files.isRegularFile(path.resolve("cli/pom.xml"))) {
                    return path;
                }
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw UserError.usage(asked + ": Tandem does not run from the folder that it was built in: call its ./tandem");
    }

    /** The Maven repository that the build leaves there, for the projects of users. */
    static Path repository(Path home) {
        return home.resolve("cli/target/tandem/repo");
    }
}
