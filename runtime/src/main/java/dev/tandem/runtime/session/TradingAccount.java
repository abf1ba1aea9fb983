package dev.tandem.runtime.session;

import dev.tandem.engine.EngineEvent;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.lane.LaneThread;
import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.ExecutionPlugin;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One account at one venue, shared by all strategies that trade in it: one plugin, one lane, and what comes back goes to
 * the strategy whose order it is about.
 */
public final class TradingAccount implements AutoCloseable {
    private final ExecutionPlugin plugin;
    private final LaneThread lane;
    private final Map<String, Consumer<EngineEvent>> sessions = new ConcurrentHashMap<>();
    private final AccountClaims claims = new AccountClaims();
    private final AtomicLong foreign = new AtomicLong();

    /**
     * Connects.
     *
     * @param plugin one that has not been started
     * @throws dev.tandem.plugin.PluginException saying what failed and why
     */
    public TradingAccount(ExecutionPlugin plugin, InstantSource clock) {
        this.plugin = plugin;
        plugin.init(report -> post(new EngineEvent.Reported(report)));
        this.lane = new LaneThread(plugin.name(), plugin, this::post, clock);
    }

    /** The venue. */
    public ExecutionPlugin plugin() {
        return plugin;
    }

    /** Where its orders go out, past whatever holds them back. */
    public LaneThread lane() {
        return lane;
    }

    /**
     * What is about orders of that session goes there from now on.
     *
     * @throws IllegalStateException if there is a session of that name
     */
    public void join(String session, Consumer<EngineEvent> inbox) {
        if (sessions.putIfAbsent(session, inbox) != null) {
            throw new IllegalStateException("there is a session " + session + " in this account already");
        }
    }

    /** What is about orders of that session goes nowhere any more, and what it owns is nobody's here. */
    public void leave(String session) {
        sessions.remove(session);
        claims.remove(session);
    }

    /** What the sessions in it own. */
    AccountClaims claims() {
        return claims;
    }

    /** Whether no session is in it. */
    public boolean isEmpty() {
        return sessions.isEmpty();
    }

    /** Reports about orders that no session here has sent: a person's, another program's. They are left alone. */
    public long foreignReports() {
        return foreign.get();
    }

    private void post(EngineEvent event) {
        Consumer<EngineEvent> inbox = sessions.get(session(event));
        if (inbox == null) {
            foreign.incrementAndGet();
        } else {
            inbox.accept(event);
        }
    }

    private static String session(EngineEvent event) {
        ClientOrderId id = switch (event) {
            case EngineEvent.Reported reported -> reported.report().clientOrderId();
            case EngineEvent.Answered answered ->
                switch (answered.order()) {
                    case ApprovedOrder.Single single -> single.id();
                    case ApprovedOrder.Oco pair -> pair.stop().id();
                };
            case EngineEvent.CancelAnswered answered -> answered.order();
            default -> throw new IllegalArgumentException("nothing that comes from a venue: " + event);
        };
        return id.session();
    }

    /** Takes no more orders, then disconnects. */
    @Override
    public void close() {
        lane.close();
        plugin.close();
    }
}
