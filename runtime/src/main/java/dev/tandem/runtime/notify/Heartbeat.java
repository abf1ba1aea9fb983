package dev.tandem.runtime.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for an address again and again for as long as all is well: a dead man's switch such as healthchecks.io raises the
 * alarm when that stays out, also when the machine has no power. An engine that hangs, a session that has ended in an error
 * or one that has been fenced off gives no sign of life.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final Duration every;
    private final BooleanSupplier alive;
    private final HttpClient http;
    private final Thread thread;
    private volatile long beats;

    /**
     * @param address is asked for with {@code GET}; it is a secret
     * @param every how often
     * @param alive whether all is well; asked each time, must not block
     * @throws IllegalArgumentException if it is no address; what was given is not repeated
     */
    public Heartbeat(String address, Duration every, BooleanSupplier alive) {
        // The same that holds for the address of a web hook.
        this.address = Destination.webhook(address).address();
        this.every = every;
        this.alive = alive;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        this.thread = Thread.ofVirtual().name("heartbeat").start(this::run);
    }

    /** How many were heard. */
    public long beats() {
        return beats;
    }

    private void run() {
        boolean wasHeard = true;
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("User-Agent", "tandem")
                .build();
        try {
            while (true) {
                if (alive.getAsBoolean()) {
                    boolean heard = ask(request);
                    if (!heard && wasHeard) {
                        LOG.warn("the heartbeat was not heard; it goes on");
                    }
                    wasHeard = heard;
                }
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ask(HttpRequest request) throws InterruptedException {
        try {
            int code =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (code / 100 == 2) {
                beats++;
                return true;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        http.shutdownNow();
    }
}
