package dev.tandem.runtime.session;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where a running session listens for its owner: a socket in the journal's directory. */
final class ControlSocket {
    /** A path to a socket may be about a hundred bytes long on every system. */
    private static final int LONGEST = 100;

    private ControlSocket() {}

    static UnixDomainSocketAddress of(Path journal) throws IOException {
        return UnixDomainSocketAddress.of(path(journal));
    }

    /** In the directory itself; where its name is too long for a socket, in the folder for temporary files. */
    static Path path(Path journal) throws IOException {
        Path real = journal.toRealPath();
        Path beside = real.resolve("control.sock");
        if (beside.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return beside;
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("tandem-" + System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_"));
        if (!Files.isDirectory(folder)) {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        }
        return folder.resolve(hash(real.toString()) + ".sock");
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
