package dev.tandem.web;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;

/** One request on its way to its answer; it is answered once, whatever happens. */
final class Exchange implements Callback {
    /** How much of a refused body is read and thrown away, so that an honest client gets to read why. */
    private static final int LINGER_BYTES = 4 * 1024 * 1024;

    private final Dispatcher dispatcher;
    private final String id;
    private final ClientConnection connection;
    private final org.eclipse.jetty.server.Request from;
    private final org.eclipse.jetty.server.Response to;
    private final Callback callback;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean lingers;

    Exchange(
            Dispatcher dispatcher,
            String id,
            ClientConnection connection,
            org.eclipse.jetty.server.Request from,
            org.eclipse.jetty.server.Response to,
            Callback callback) {
        this.dispatcher = dispatcher;
        this.id = id;
        this.connection = connection;
        this.from = from;
        this.to = to;
        this.callback = callback;
    }

    String id() {
        return id;
    }

    ClientConnection connection() {
        return connection;
    }

    org.eclipse.jetty.server.Request from() {
        return from;
    }

    org.eclipse.jetty.server.Response to() {
        return to;
    }

    void refuse(Refusal refusal) {
        lingers = refusal.closes();
        send(dispatcher.refusal(refusal, id));
    }

    void refuse(Refusal refusal, String header, String value) {
        lingers = refusal.closes();
        send(dispatcher.refusal(refusal, id).withHeader(header, value));
    }

    void send(Response response) {
        if (response.ending() == Response.Ending.RESET) {
            connection.cutOff();
            // Jetty's own word for it: it would warn of any other failure, with its stack.
            failed(new org.eclipse.jetty.server.Request.Handler.AbortException("reset on purpose"));
            return;
        }
        boolean close = response.ending() == Response.Ending.CLOSE || dispatcher.isTakingNoMore();
        connection.enter(Phase.ANSWERING);
        Dispatcher.write(to, response, close, id, this);
    }

    /** The answer is out. */
    @Override
    public void succeeded() {
        if (lingers) {
            lingers = false;
            connection.enter(Phase.LINGERING);
            new BodyReader(this, LINGER_BYTES) {
                @Override
                void complete(byte[] body) {
                    end();
                }

                @Override
                void keep(java.nio.ByteBuffer bytes) {
                    bytes.position(bytes.limit());
                }

                @Override
                void failed(Refusal refusal) {
                    end();
                }
            }.read();
            return;
        }
        end();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            connection.enter(Phase.IDLE);
            dispatcher.counters().inFlight.decrementAndGet();
            callback.succeeded();
        }
    }

    /** The answer cannot be given: the client is gone, or was cut off. */
    @Override
    public void failed(Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            dispatcher.counters().inFlight.decrementAndGet();
            callback.failed(cause);
        }
    }
}
