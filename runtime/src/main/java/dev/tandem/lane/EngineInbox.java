package dev.tandem.lane;

import dev.tandem.engine.EngineEvent;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionReport;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where everything that happens waits for the engine: any thread may put an event in, one thread takes them out, in the
 * order in which they came. Give it to exchanges as their listener.
 *
 * <pre>{@code
 * EngineInbox inbox = new EngineInbox();
 * exchange.init(inbox);
 * Engine engine = new Engine(…, account with lane: ignored -> new LaneThread("binance", exchange, inbox::post, clock));
 * inbox.run(engine::process);
 * }</pre>
 */
public final class EngineInbox implements ExecutionListener, AutoCloseable {
    private final LinkedBlockingQueue<Waiting> events = new LinkedBlockingQueue<>();
    private final Vigil vigil;
    private final @Nullable LaneThread lane;
    private volatile boolean closed;
    private volatile @Nullable Thread running;
    private long waitedNanos;

    private record Waiting(EngineEvent event, long sinceNanos) {}

    public EngineInbox() {
        this(Vigil.standard(), null);
    }

    /** @param lane through which the engine's orders go: it is told that one may come when an event does */
    public EngineInbox(LaneThread lane) {
        this(Vigil.standard(), lane);
    }

    /** @param awake for how long at most the engine's thread stays awake while there is nothing */
    EngineInbox(Duration awake, @Nullable LaneThread lane) {
        this.vigil = new Vigil(awake);
        this.lane = lane;
    }

    /** Puts an event in; never blocks. After {@link #close} it is dropped. */
    public void post(EngineEvent event) {
        if (!closed) {
            events.add(new Waiting(event, System.nanoTime()));
            vigil.tell();
            if (lane != null) {
                lane.ready();
            }
        }
    }

    @Override
    public void onReport(ExecutionReport report) {
        post(new EngineEvent.Reported(report));
    }

    /** How many events wait. */
    public int size() {
        return events.size();
    }

    /**
     * Hands events to the engine on this thread until the inbox is closed or the thread is interrupted.
     *
     * @throws IllegalStateException if another thread does that already: an engine has one
     */
    public void run(Consumer<EngineEvent> engine) {
        takeOver();
        try {
            while (!closed) {
                vigil.await(() -> closed || !events.isEmpty());
                Waiting event = events.poll();
                if (event != null && !closed) {
                    handOver(event, engine);
                }
            }
        } catch (InterruptedException e) {
            if (!closed) {
                Thread.currentThread().interrupt();
            }
        } finally {
            running = null;
        }
    }

    /**
     * Hands the next event to the engine on this thread.
     *
     * @return false if none came in that time
     */
    public boolean processNext(Consumer<EngineEvent> engine, Duration timeout) throws InterruptedException {
        takeOver();
        try {
            Waiting event = vigil.await(() -> !events.isEmpty(), timeout.toNanos()) ? events.poll() : null;
            if (event == null) {
                return false;
            }
            handOver(event, engine);
            return true;
        } finally {
            running = null;
        }
    }

    private void handOver(Waiting next, Consumer<EngineEvent> engine) {
        waitedNanos = System.nanoTime() - next.sinceNanos;
        engine.accept(next.event);
    }

    /** For how long the event that is being handled has waited here; to be asked on the engine's thread. */
    public long waitedNanos() {
        return waitedNanos;
    }

    private synchronized void takeOver() {
        Thread other = running;
        if (other != null && !other.equals(Thread.currentThread())) {
            throw new IllegalStateException("the engine runs on " + other.getName() + ", and on one thread only");
        }
        running = Thread.currentThread();
    }

    /** Ends {@link #run}; what still waits is dropped. */
    @Override
    public void close() {
        closed = true;
        vigil.tell();
        Thread engine = running;
        if (engine != null && !engine.equals(Thread.currentThread())) {
            engine.interrupt();
        }
    }
}
