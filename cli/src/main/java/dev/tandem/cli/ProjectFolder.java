package dev.tandem.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a new project. What is there already stays as it is. */
final class ProjectFolder {
    private ProjectFolder() {}

    /**
     * Writes files to a folder that does not exist or is empty but for its {@code .git}.
     *
     * @param option what the user gave the folder with
     */
    static void write(Path folder, String option, Map<String, String> files) {
        try {
            refuseToMix(folder, option);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (path.getParent() != null) {
                    Files.createDirectories(path.getParent());
                }
                Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException e) {
            UserError error = UserError.usage(option + ": the project cannot be written: " + Complaint.line(e));
            error.initCause(e);
            throw error;
        }
    }

    private static void refuseToMix(Path folder, String option) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw UserError.option(option, folder.toString(), "is a file: give the name of a new folder");
        }
        try (Stream<Path> found = Files.list(folder)) {
            if (found.anyMatch(path -> !path.endsWith(".git"))) {
                throw UserError.option(
                        option,
                        folder.toString(),
                        "there is something in this folder: give another name, or a new folder with --dir");
            }
        }
    }
}
