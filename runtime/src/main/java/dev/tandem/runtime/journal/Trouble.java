package dev.tandem.runtime.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an input or output error is about, in words: some of the JDK's messages are a path and nothing else. */
final class Trouble {
    private Trouble() {}

    static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "it does not exist";
            case AccessDeniedException denied -> "this user may not";
            case FileSystemException other when other.getReason() != null -> String.valueOf(other.getReason());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
