package dev.tandem.runtime.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the owner of a running session speak to it: one line in, an answer of some lines out. Whoever may write into the
 * journal's directory as its user may do so; nobody else, and no network.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int LONGEST_LINE = 1_000;

    private final Path path;
    private final ServerSocketChannel server;
    private final UnaryOperator<String> answers;
    private final Thread thread;

    /**
     * @param journal the directory, whose lock this process has
     * @param answers an answer to each line
     */
    public ControlServer(Path journal, UnaryOperator<String> answers) {
        this.answers = answers;
        try {
            this.path = ControlSocket.path(journal);
            // What is there was left by a process that was killed: the journal's lock is ours.
            Files.deleteIfExists(path);
            this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(ControlSocket.of(journal));
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the control socket of " + journal + " cannot be opened", e);
        }
        this.thread = Thread.ofVirtual().name("control").start(this::run);
    }

    private void run() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().name("control-client").start(() -> answer(client));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("the control socket: {}", e.getMessage());
                return;
            }
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null || line.length() > LONGEST_LINE) {
                return;
            }
            ByteBuffer answer = ByteBuffer.wrap((answers.apply(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (answer.hasRemaining()) {
                client.write(answer);
            }
        } catch (IOException e) {
            LOG.debug("a client of the control socket went away: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            thread.join();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("the control socket cannot be removed: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
