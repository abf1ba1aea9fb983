package dev.tandem.runtime.journal;

import dev.tandem.engine.Engine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A recorded session, run again: the inputs of a journal fed to a fresh engine, and each of its decisions compared with the
 * recorded one. Nothing leaves, nothing is written.
 */
public final class Replay {
    private final EngineRecorder recorder;
    private final Recovery outcome;
    private final long records;
    private final @Nullable TornTail tornTail;

    private Replay(EngineRecorder recorder, JournalReader reader) {
        this.recorder = recorder;
        this.outcome = recorder.recovery();
        this.records = reader.records();
        this.tornTail = reader.tornTail().orElse(null);
    }

    /**
     * Replays a journal up to its end or the first difference.
     *
     * @param builder builds the engine as it was built then
     * @throws JournalException if the journal cannot be read
     */
    public static Replay of(Path directory, Function<? super EngineWiring, Engine> builder) {
        try (JournalReader reader = JournalReader.open(directory)) {
            EngineRecorder recorder = new EngineRecorder(reader, null, Unsent.REFUSE, builder);
            recorder.play();
            return new Replay(recorder, reader);
        }
    }

    /** The engine as it is after the last input. */
    public Engine engine() {
        return recorder.engine();
    }

    /** Whether it came to the same decisions, all of them. */
    public boolean isIdentical() {
        return difference().isEmpty();
    }

    /** The first decision that is not the recorded one. */
    public Optional<Difference> difference() {
        return Optional.ofNullable(recorder.difference());
    }

    /** What was fed and compared, and what the engine decided beyond the journal's end: that never left. */
    public Recovery outcome() {
        return outcome;
    }

    /** How many records were read. */
    public long records() {
        return records;
    }

    /** What was not written fully at the end. */
    public Optional<TornTail> tornTail() {
        return Optional.ofNullable(tornTail);
    }
}
