package dev.tandem.runtime.journal;

import java.nio.file.Path;

/**
 * The end of a journal that was not written fully: a power cut or a full disk came between. Nothing in it was ever
 * confirmed as durable, so no order left because of it.
 *
 * @param file the last file
 * @param offset where it begins
 * @param bytes how long it is
 * @param record which record it would have been
 */
public record TornTail(Path file, long offset, long bytes, long record) {
    @Override
    public String toString() {
        return file + ":" + offset + ": the last " + bytes + " bytes are of record " + record
                + ", which was not written fully";
    }
}
