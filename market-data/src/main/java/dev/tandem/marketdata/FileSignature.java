package dev.tandem.marketdata;

/** What a file is that is no text, told by its first bytes: the kinds that people hand in by mistake. */
final class FileSignature {
    private FileSignature() {}

    static void refuseOthers(String source, byte[] b, int length) {
        if (starts(b, length, 'P', 'K', 3, 4)) {
            throw new DataException(source, "is a ZIP archive; unpack it and name the CSV file");
        }
        if (starts(b, length, 'P', 'A', 'R', '1')) {
            throw new DataException(source, "is a Parquet file; a CSV file is expected");
        }
        if (starts(b, length, 0x28, 0xB5, 0x2F, 0xFD)
                || starts(b, length, 'B', 'Z', 'h')
                || starts(b, length, 0xFD, '7', 'z')) {
            throw new DataException(source, "is compressed with zstd, bzip2 or xz; unpack it, or use gzip");
        }
        if (starts(b, length, 0xFF, 0xFE) || starts(b, length, 0xFE, 0xFF)) {
            throw new DataException(source, "is UTF-16 text; save it as UTF-8");
        }
        for (int i = 0; i < Math.min(length, 4096); i++) {
            if (b[i] >= 0 && b[i] < 9) {
                throw new DataException(
                        source, "is not text (byte " + b[i] + " at offset " + i + "); a CSV file is expected");
            }
        }
    }

    private static boolean starts(byte[] b, int length, int... signature) {
        if (length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((b[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
