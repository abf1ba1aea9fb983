package dev.tandem.sweep.check;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy goes through that opens the data file itself: it gets the file of the world that the run is in. A copy of
 * the file, wherever it lies, is the file as well. One at a time in a process; code that {@link DoorWeaver} has changed
 * calls the static methods.
 */
public final class DataDoor implements Closeable {
    private static volatile @Nullable DataDoor open;

    private final DataFile file;
    private final String source;
    private final Path folder;
    private final Set<String> reads = new LinkedHashSet<>();
    private final Map<Path, Boolean> copies = new HashMap<>();
    private World.@Nullable FileView view;
    private @Nullable Path written;
    private int worlds;

    private DataDoor(DataFile file, String source, Path folder) {
        this.file = file;
        this.source = source;
        this.folder = folder;
    }

    /** @param source how the user named the data: a path or {@code sample:NAME} */
    public static DataDoor open(DataFile file, String source) throws IOException {
        DataDoor door = new DataDoor(file, source, Files.createTempDirectory("tandem-check"));
        open = door;
        return door;
    }

    /** From now on the file is that of another world. */
    public void turnTo(World world) {
        view = world.file();
        written = null;
        worlds++;
    }

    /** Where strategies have opened it, {@code Mine.java:12}. */
    public List<String> reads() {
        return List.copyOf(reads);
    }

    /** What a path leads to. */
    public static Path path(Path asked) {
        DataDoor door = open;
        return door != null && door.isData(asked) ? door.enter() : asked;
    }

    /** What a file is. */
    public static File file(File asked) {
        DataDoor door = open;
        try {
            return door != null && door.isData(asked.toPath()) ? door.enter().toFile() : asked;
        } catch (InvalidPathException e) {
            return asked;
        }
    }

    /** What a name leads to. */
    public static String text(String asked) {
        DataDoor door = open;
        if (door == null) {
            return asked;
        }
        try {
            boolean data = asked.equals(door.source) || door.isData(Path.of(asked));
            return data ? door.enter().toString() : asked;
        } catch (InvalidPathException e) {
            return asked;
        }
    }

    /** What an address leads to. */
    public static URI uri(URI asked) {
        DataDoor door = open;
        if (door == null || !"file".equals(asked.getScheme())) {
            return asked;
        }
        try {
            Path path = Path.of(asked);
            return door.isData(path) ? door.enter().toUri() : asked;
        } catch (IllegalArgumentException e) {
            return asked;
        }
    }

    private boolean isData(Path asked) {
        if (asked.startsWith(folder)) {
            return false;
        }
        return copies.computeIfAbsent(asked.toAbsolutePath().normalize(), this::isCopy);
    }

    private boolean isCopy(Path asked) {
        try {
            Path original = file.original();
            return Files.isRegularFile(asked)
                    && Files.size(asked) == Files.size(original)
                    && (Files.isSameFile(asked, original) || Files.mismatch(asked, original) < 0);
        } catch (IOException e) {
            return false;
        }
    }

    private Path enter() {
        reads.add(caller());
        World.FileView now = view;
        if (now == null || now.isTrue()) {
            return file.original();
        }
        Path there = written;
        if (there == null) {
            try {
                there = Files.createDirectories(folder.resolve(Integer.toString(worlds)))
                        .resolve(file.original().getFileName().toString());
                file.write(now, there);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written = there;
        }
        return there;
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(DataDoor.class.getName()))
                        .findFirst())
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("?");
    }

    @Override
    public void close() throws IOException {
        open = null;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
