package dev.tandem.lane;

import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Denial;
import dev.tandem.gate.DenialReason;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane of an account at a real exchange: one thread that may block while the engine goes on. It is a platform thread: there is
 * one per account, and a virtual one that waits for an answer on a socket takes longer to be woken than our whole side of an order
 * ({@code LaneCostTest} in exchange-xchange measures both). Orders and
 * replacements go out in the order in which they came; a cancel goes before what waits. A cancel of an order that still
 * waits here takes it out, and it is never sent.
 *
 * <p>Answers are posted, never delivered: the engine's thread is another one.
 */
public final class LaneThread implements ExecutionLane, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneThread.class);

    private sealed interface Task {
        record Execute(ApprovedOrder order) implements Task {}

        record Replace(ClientOrderId id, ApprovedOrder.Single replacement) implements Task {}
    }

    private final ExecutionPlugin plugin;
    private final Consumer<EngineEvent> inbox;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Vigil vigil;
    private final ArrayDeque<ClientOrderId> cancels = new ArrayDeque<>();
    private final ArrayDeque<Task> tasks = new ArrayDeque<>();
    private final Thread thread;
    private boolean working;
    private boolean closed;
    /** Whether the thread has anything to look at; written with the lock. */
    private volatile boolean pending;

    /**
     * @param name for the thread
     * @param plugin an exchange that has been started
     * @param inbox where answers are posted
     * @param clock for answers that the exchange did not give
     */
    public LaneThread(String name, ExecutionPlugin plugin, Consumer<EngineEvent> inbox, InstantSource clock) {
        this(name, plugin, inbox, clock, Vigil.standard());
    }

    /** @param awake for how long at most the thread stays awake while there is nothing */
    LaneThread(String name, ExecutionPlugin plugin, Consumer<EngineEvent> inbox, InstantSource clock, Duration awake) {
        this.vigil = new Vigil(awake);
        this.plugin = plugin;
        this.inbox = inbox;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("lane-" + name).start(this::run);
    }

    @Override
    public void execute(ApprovedOrder order) {
        if (!add(new Task.Execute(order))) {
            inbox.accept(new EngineEvent.Answered(order, notSent()));
        }
    }

    @Override
    public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
        if (!add(new Task.Replace(order, replacement))) {
            inbox.accept(new EngineEvent.Answered(replacement, notSent()));
        }
    }

    private boolean add(Task task) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            tasks.add(task);
            pending = true;
        } finally {
            lock.unlock();
        }
        vigil.tell();
        return true;
    }

    /**
     * An order may come in a moment: if the thread sleeps it is woken, so that it is there by then. Costs the caller what waking
     * a thread costs; whoever says it too often for nothing is not listened to.
     */
    public void ready() {
        if (!Thread.currentThread().equals(thread)) {
            vigil.alarm();
        }
    }

    @Override
    public void cancel(ClientOrderId order) {
        ApprovedOrder waiting = null;
        boolean gone = false;
        lock.lock();
        try {
            waiting = takeOut(order);
            if (waiting == null) {
                gone = closed;
                if (!closed) {
                    cancels.add(order);
                    pending = true;
                }
            }
        } finally {
            lock.unlock();
        }
        vigil.tell();
        if (gone) {
            inbox.accept(new EngineEvent.CancelAnswered(
                    order, new CancelResult.Unconfirmed("the lane is closed: the cancel was not sent", nanos())));
        } else if (waiting != null) {
            for (ClientOrderId id : ids(waiting)) {
                inbox.accept(new EngineEvent.CancelAnswered(id, new CancelResult.Canceled(nanos())));
            }
        }
    }

    /** What waits under that name, taken out; a replacement of it goes too, since there will be nothing to replace. */
    private @Nullable ApprovedOrder takeOut(ClientOrderId id) {
        ApprovedOrder waiting = null;
        Iterator<Task> all = tasks.iterator();
        while (all.hasNext()) {
            switch (all.next()) {
                case Task.Execute(ApprovedOrder order) -> {
                    if (ids(order).contains(id)) {
                        waiting = order;
                        all.remove();
                    }
                }
                case Task.Replace(ClientOrderId of, ApprovedOrder.Single replacement) -> {
                    if (of.equals(id)) {
                        all.remove();
                    }
                }
            }
        }
        return waiting;
    }

    private static List<ClientOrderId> ids(ApprovedOrder order) {
        return switch (order) {
            case ApprovedOrder.Single single -> List.of(single.id());
            case ApprovedOrder.Oco pair ->
                List.of(pair.stop().id(), pair.limit().id());
        };
    }

    private void run() {
        try {
            while (true) {
                ClientOrderId cancel;
                Task task = null;
                vigil.await(() -> pending);
                lock.lockInterruptibly();
                try {
                    if (closed) {
                        return;
                    }
                    cancel = cancels.poll();
                    if (cancel == null) {
                        task = tasks.poll();
                    }
                    pending = !cancels.isEmpty() || !tasks.isEmpty();
                    working = cancel != null || task != null;
                } finally {
                    lock.unlock();
                }
                if (cancel != null) {
                    inbox.accept(new EngineEvent.CancelAnswered(cancel, canceled(cancel)));
                } else if (task != null) {
                    answer(task);
                }
                lock.lock();
                working = false;
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether everything that was handed over has been answered; the answers are in the inbox then. */
    public boolean isIdle() {
        lock.lock();
        try {
            return !working && tasks.isEmpty() && cancels.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void answer(Task task) {
        switch (task) {
            case Task.Execute(ApprovedOrder order) -> {
                ExecutionResult result;
                try {
                    result = plugin.executeOrder(order);
                } catch (RuntimeException e) {
                    result = broken("execute " + order, e);
                }
                inbox.accept(new EngineEvent.Answered(order, result));
            }
            case Task.Replace(ClientOrderId id, ApprovedOrder.Single replacement) -> {
                ExecutionResult result;
                try {
                    result = plugin.replaceOrder(id, replacement);
                } catch (RuntimeException e) {
                    result = broken("replace " + id, e);
                }
                inbox.accept(new EngineEvent.Answered(replacement, result));
            }
        }
    }

    private CancelResult canceled(ClientOrderId id) {
        try {
            return plugin.cancelOrder(id);
        } catch (RuntimeException e) {
            LOG.error("{} failed to cancel {}", plugin.name(), id, e);
            return new CancelResult.Unconfirmed(String.valueOf(e), nanos());
        }
    }

    /** An exception is a bug, here or there; whether the order left, nobody knows. */
    private ExecutionResult broken(String what, RuntimeException e) {
        LOG.error("{} failed to {}", plugin.name(), what, e);
        return new ExecutionResult.Unconfirmed(String.valueOf(e), nanos(), "");
    }

    private ExecutionResult notSent() {
        return new ExecutionResult.Denied(
                new Denial(DenialReason.CAPABILITY, "", "", "", "the lane is closed: the order was not sent"), nanos());
    }

    private long nanos() {
        return Times.nanos(clock.instant());
    }

    /**
     * Takes nothing more; what is under way ends and is answered, what waits is answered as not sent. Returns when the
     * thread has ended.
     */
    @Override
    public void close() {
        List<Task> left;
        List<ClientOrderId> notCanceled;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(tasks);
            notCanceled = List.copyOf(cancels);
            tasks.clear();
            cancels.clear();
            pending = true;
        } finally {
            lock.unlock();
        }
        vigil.tell();
        for (Task task : left) {
            ApprovedOrder order = switch (task) {
                case Task.Execute(ApprovedOrder waiting) -> waiting;
                case Task.Replace(ClientOrderId id, ApprovedOrder.Single replacement) -> replacement;
            };
            inbox.accept(new EngineEvent.Answered(order, notSent()));
        }
        for (ClientOrderId id : notCanceled) {
            inbox.accept(new EngineEvent.CancelAnswered(
                    id, new CancelResult.Unconfirmed("the lane is closed: the cancel was not sent", nanos())));
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
