package dev.tandem.runtime.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Speaks to a running session. */
public final class ControlClient {
    private ControlClient() {}

    /**
     * Says a line and returns what is answered.
     *
     * @param journal the directory of its journal
     * @throws IOException if no session of that journal is running
     */
    public static String ask(Path journal, String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(ControlSocket.of(journal))) {
            ByteBuffer question = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (question.hasRemaining()) {
                channel.write(question);
            }
            channel.shutdownOutput();
            byte[] answer = Channels.newInputStream(channel).readAllBytes();
            return new String(answer, StandardCharsets.UTF_8).strip();
        }
    }
}
