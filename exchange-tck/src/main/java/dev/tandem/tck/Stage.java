package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.OrderSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a card is played: a venue, the plugin at it, and the record of everything that is seen. Nothing waits for time:
 * what is to come is waited for by moments that the venue lets pass.
 */
final class Stage implements AutoCloseable {
    final VenueUnderTest venue;
    final Instrument instrument;
    final Wording wording;
    final Transcript transcript = new Transcript();
    final PermitEverythingGate gate = new PermitEverythingGate();
    final PermitEverythingGate.Ids ids;
    final Map<String, Set<String>> notes = new TreeMap<>();
    private final Map<ClientOrderId, WatchedOrder> orders = new LinkedHashMap<>();
    /** Of pairs, by the limit's id. */
    private final Map<ClientOrderId, ClientOrderId> stopOf = new HashMap<>();

    private final Deque<Runnable> calls = new ArrayDeque<>();
    private Reports reports = new Reports();
    private @Nullable ExecutionPlugin plugin;
    private @Nullable Audit audit;
    private Consumer<ExecutionReport> onward = report -> {};
    private boolean anyOrder;
    private boolean repeated;
    private boolean open;
    private int percent;

    Stage(VenueUnderTest venue) {
        this.venue = venue;
        this.instrument = venue.instrument();
        this.wording = new Wording(venue);
        this.ids = new PermitEverythingGate.Ids(venue.session());
    }

    // Beginning and end of a plugin

    /** Connects and initializes, unless that has been done. */
    Stage start() {
        if (plugin == null) {
            ExecutionPlugin fresh = venue.connect();
            plugin = fresh;
            fresh.init(reports);
            open = true;
            audit = new Audit(this);
        }
        return this;
    }

    /** Makes a plugin that is not initialized the one that is closed in the end. */
    ExecutionPlugin adopt(ExecutionPlugin fresh) {
        plugin = fresh;
        return fresh;
    }

    ExecutionPlugin plugin() {
        return Objects.requireNonNull(plugin, "the stage has not been started");
    }

    /** Ends the plugin and connects a new one: what a restart is to the venue. */
    void restart() {
        closePlugin();
        drain();
        reports = new Reports();
        ExecutionPlugin fresh = venue.connect();
        plugin = fresh;
        fresh.init(reports);
        open = true;
        transcript.add("the plugin restarts");
    }

    void closePlugin() {
        open = false;
        plugin().close();
        reports.close();
    }

    /** Whether there is a plugin that was started and can be asked. */
    boolean isOpen() {
        return open;
    }

    Reports listener() {
        return reports;
    }

    @Override
    public void close() {
        ExecutionPlugin last = plugin;
        if (last != null) {
            last.close();
        }
    }

    // What is done

    OrderRequest.Builder buy(int quarters) {
        return OrderRequest.buy(instrument).lots(wording.lots(quarters));
    }

    OrderRequest.Builder sell(int quarters) {
        return OrderRequest.sell(instrument).lots(wording.lots(quarters));
    }

    long ticks(int fromStart) {
        return wording.ticks(fromStart);
    }

    /** Sends an order past every limit. */
    ExecutionResult send(String name, OrderRequest.Builder request) {
        return send(watch(name, gate.approve(request.build(), ids.next())));
    }

    /** Sends an order of which only the outcome is to be put down. */
    void sendQuietly(String name, OrderRequest.Builder request) {
        WatchedOrder order = watch(name, gate.approve(request.build(), ids.next()));
        order.quiet = true;
        execute(order);
    }

    WatchedOrder watch(String name, ApprovedOrder.Single approved) {
        WatchedOrder order = new WatchedOrder(orders.size(), name, approved);
        orders.put(approved.id(), order);
        return order;
    }

    ExecutionResult send(WatchedOrder order) {
        ExecutionResult result = execute(order);
        noteWhoHolds(result.orderId());
        transcript.add(order.name + ": " + wording.order(order.approved) + ": " + Answers.text(result));
        return result;
    }

    /** Executes without putting down more than what is wrong. */
    ExecutionResult execute(WatchedOrder order) {
        ExecutionResult result = plugin().executeOrder(order.approved);
        complain(order.answered(result));
        guardSecrets(result.toString());
        return result;
    }

    /** Sends a pair of exits. */
    ExecutionResult sendPair(String stopName, String limitName, ApprovedOrder.Oco pair) {
        WatchedOrder stop = watch(stopName, pair.stop());
        WatchedOrder limit = watch(limitName, pair.limit());
        stopOf.put(pair.limit().id(), pair.stop().id());
        ExecutionResult result = plugin().executeOrder(pair);
        complain(Answers.defectOf(result, pair.stop().lots()));
        if (result.orderId().toString().startsWith(WatchedOrder.HELD)) {
            complain(stop.named(result.orderId()));
        }
        for (WatchedOrder leg : List.of(stop, limit)) {
            if (result.success()) {
                noteWhoHolds(result.orderId());
                leg.phase = leg.phase == WatchedOrder.Phase.SENT ? WatchedOrder.Phase.OPEN : leg.phase;
            } else if (!(result instanceof ExecutionResult.Unconfirmed)) {
                leg.phase = WatchedOrder.Phase.REFUSED;
            }
            transcript.add(leg.name + ": " + wording.order(leg.approved) + ": " + Answers.text(result));
        }
        return result;
    }

    private void noteWhoHolds(OrderId id) {
        if (id.toString().startsWith(WatchedOrder.HELD)) {
            note("some orders rest", "in the plugin, which sends them when the market is there");
        }
    }

    CancelResult cancel(String name) {
        return cancel(order(name));
    }

    CancelResult cancel(WatchedOrder order) {
        CancelResult result = plugin().cancelOrder(order.approved.id());
        transcript.add("cancel " + order.name + ": " + Answers.text(result));
        return result;
    }

    ExecutionResult replace(WatchedOrder order, ApprovedOrder.Single replacement) {
        ExecutionResult result = plugin().replaceOrder(order.approved.id(), replacement);
        complain(Answers.defectOf(result, replacement.lots()));
        if (result.success()) {
            order.replaced(replacement, result.orderId());
        }
        transcript.add(order.name + ": now " + wording.order(replacement) + ": " + Answers.text(result));
        return result;
    }

    /** The market goes to a price, so many percent from where it began. */
    void moveTo(int fromStart) {
        percent = fromStart;
        transcript.add("the market goes to " + wording.price(ticks(fromStart)));
        venue.moveTo(ticks(fromStart));
    }

    /** Where the market is. */
    long marketTicks() {
        return ticks(percent);
    }

    void fillPartly(String name, int quarters) {
        venue.fillPartly(order(name).approved.id(), wording.lots(quarters));
    }

    void pull(Lever lever) {
        repeated |= lever == Lever.REPORT_TWICE;
        anyOrder |= lever == Lever.REPORT_BACKWARDS;
        venue.pull(lever);
    }

    // What is waited for

    /** Waits until it is so, or patience has run out; says whether it is. */
    boolean eventually(BooleanSupplier condition) {
        drain();
        for (int i = 0; i < venue.patience() && !condition.getAsBoolean(); i++) {
            venue.advance();
            drain();
        }
        return condition.getAsBoolean();
    }

    boolean untilFilled(String name, int quarters) {
        long lots = wording.lots(quarters);
        return eventually(() -> order(name).filledLots >= lots);
    }

    boolean untilOver(String... names) {
        return eventually(() -> List.of(names).stream()
                .allMatch(name -> find(name) != null && order(name).isOver()));
    }

    /**
     * Lets moments pass until nothing comes any more.
     *
     * @throws IllegalStateException if the plugin asks so seldom that something may well come afterwards
     */
    void settle() {
        int quiet = 0;
        Instant since = venue.now();
        for (int i = 0; i < venue.patience() && quiet < venue.quietAfter(); i++) {
            venue.advance();
            if (drain()) {
                quiet = 0;
                since = venue.now();
            } else {
                quiet++;
            }
        }
        if (quiet > 0 && quiet >= venue.quietAfter()) {
            mustBeLongEnough(quiet, Duration.between(since, venue.now()));
        }
    }

    /** Whoever asks every five seconds has not been heard out after one. */
    private void mustBeLongEnough(int moments, Duration silence) {
        Duration poll = venue.pollInterval();
        boolean told = open && plugin().capabilities().has(Capability.EXECUTION_STREAM);
        if (open && !told && poll.isZero()) {
            throw new IllegalStateException(
                    venue.name() + " is not told what happens to its orders (it lacks 'execution-stream'),"
                            + " so it asks: pollInterval() must say how often, and was 0");
        }
        if (!poll.isZero() && silence.compareTo(poll) <= 0) {
            long moment = Math.max(1, silence.toNanos() / moments);
            throw new IllegalStateException(
                    "quietAfter() of " + venue.name() + " is " + moments + " moments, which last "
                            + silence.toMillis() + " ms, and its plugin asks every " + poll.toMillis()
                            + " ms: quietAfter() must be " + (poll.toNanos() / moment + 1) + " or more");
        }
    }

    /** What a lane has been given is done when the stage is drained. */
    void later(Runnable call) {
        calls.add(call);
    }

    /** Handles what has come, and what follows from it; says whether there was anything. */
    boolean drain() {
        boolean any = false;
        while (true) {
            ExecutionReport report = reports.poll();
            if (report != null) {
                see(report);
            } else {
                Runnable call = calls.poll();
                if (call == null) {
                    break;
                }
                call.run();
            }
            any = true;
        }
        String violation;
        while ((violation = reports.pollViolation()) != null) {
            complain(violation);
        }
        return any;
    }

    void reportOnwardTo(Consumer<ExecutionReport> next) {
        onward = next;
    }

    private void see(ExecutionReport report) {
        WatchedOrder order = orders.get(report.clientOrderId());
        if (order == null) {
            complain("a report of an order that nobody sent: " + report);
            return;
        }
        boolean known = order.knows(report);
        if (known && (repeated || report instanceof ExecutionReport.Accepted)) {
            onward.accept(report);
            return;
        }
        complain(order.reported(report, !anyOrder));
        if (!order.quiet) {
            String text = text(order, report);
            if (!text.isEmpty()) {
                transcript.addReport(order.number, order.name + ": " + text);
            }
        }
        onward.accept(report);
    }

    private String text(WatchedOrder order, ExecutionReport report) {
        return switch (report) {
            case ExecutionReport.Accepted accepted -> "";
            case ExecutionReport.Filled filled ->
                "filled " + wording.quantity(filled.fill().lots()) + order.priceOf(filled.fill())
                        + (filled.leavesLots() > 0 ? ", " + wording.quantity(filled.leavesLots()) + " left" : "");
            case ExecutionReport.Canceled canceled -> ended(canceled.reason());
            case ExecutionReport.Expired expired -> ended(expired.reason());
            case ExecutionReport.Rejected rejected -> "refused";
        };
    }

    private String ended(String reason) {
        note("an order ends because", reason);
        return "ended";
    }

    // What is found out

    /** What has become of an order that was sent quietly. */
    void outcome(String name) {
        WatchedOrder order = order(name);
        String filled = "filled " + wording.quantity(order.filledLots);
        transcript.add(name + ": "
                + switch (order.phase) {
                    case SENT, OPEN -> "open, " + filled;
                    case FILLED -> filled;
                    case ENDED -> "ended, " + filled;
                    case REFUSED -> "refused";
                });
    }

    /** What the venue says is open, in its order. */
    void open() {
        List<ClientOrderId> expected = watched().stream()
                .filter(order -> order.phase == WatchedOrder.Phase.OPEN)
                .map(order -> order.approved.id())
                .toList();
        eventually(() -> openIds().equals(expected));
        List<String> names = openIds().stream().map(this::nameOf).toList();
        transcript.add("open: " + (names.isEmpty() ? "nothing" : String.join(", ", names)));
    }

    /** In the venue's order; the two of a pair arrive together, so that which one is named first is not held against it. */
    List<ClientOrderId> openIds() {
        List<ClientOrderId> ids = new ArrayList<>(
                plugin().openOrders().stream().map(OrderSnapshot::clientOrderId).toList());
        for (int i = 0; i + 1 < ids.size(); i++) {
            if (ids.get(i + 1).equals(stopOf.get(ids.get(i)))) {
                Collections.swap(ids, i, i + 1);
            }
        }
        return List.copyOf(ids);
    }

    private String nameOf(ClientOrderId id) {
        WatchedOrder order = orders.get(id);
        return order == null ? "a stranger's " + id : order.name;
    }

    /** What the venue says is held. */
    void position() {
        long net = netLots();
        eventually(() -> heldLots() == net);
        transcript.add("position: " + wording.quantity(heldLots()));
    }

    long netLots() {
        return watched().stream()
                .mapToLong(order -> order.filledLots * order.approved.side().sign())
                .sum();
    }

    long heldLots() {
        List<Position> held = plugin().positions();
        return held.stream()
                .filter(position -> position.instrument().equals(instrument))
                .mapToLong(Position::lots)
                .sum();
    }

    /** What the plugin holds in place of the venue counts as if it were there. */
    void received() {
        long held = watched().stream()
                .filter(order -> order.isHeldByThePlugin() && !order.isOver())
                .count();
        transcript.add("orders that have reached the venue: " + (venue.ordersReceived() + held));
    }

    /** Puts down what a call throws, or that it returned. */
    void attempt(String what, Runnable call) {
        try {
            call.run();
            transcript.add(what + " returned");
        } catch (RuntimeException e) {
            guardSecrets(String.valueOf(e.getMessage()));
            transcript.add(what + " threw " + e.getClass().getSimpleName());
        }
    }

    void say(String line) {
        transcript.add(line);
    }

    /** Something that is not expected of the card, but worth knowing of the venue. */
    void note(String what, String observed) {
        notes.computeIfAbsent(what, key -> new TreeSet<>()).add(observed);
    }

    /** Puts down what breaks the contract, so that the card fails. */
    void complain(@Nullable String violation) {
        if (violation != null) {
            transcript.add("VIOLATION " + violation);
        }
    }

    void guardSecrets(String text) {
        for (String secret : venue.secrets()) {
            if (text.contains(secret)) {
                complain("a secret is in what the plugin says: " + text.replace(secret, "(secret)"));
            }
        }
    }

    /** Holds the venue's view against what was reported, if the plugin was started. */
    void audit() {
        Audit last = audit;
        if (last != null) {
            settle();
            last.run();
        }
    }

    Collection<WatchedOrder> watched() {
        return List.copyOf(orders.values());
    }

    @Nullable
    WatchedOrder find(String name) {
        for (WatchedOrder order : orders.values()) {
            if (order.name.equals(name)) {
                return order;
            }
        }
        return null;
    }

    @Nullable
    WatchedOrder find(ClientOrderId id) {
        return orders.get(id);
    }

    WatchedOrder order(String name) {
        WatchedOrder order = find(name);
        if (order == null) {
            throw new AssertionError("no order '" + name + "' was sent; there are: "
                    + new ArrayList<>(watched()).stream().map(o -> o.name).toList() + "\nseen so far:\n"
                    + String.join("\n", transcript.lines()));
        }
        return order;
    }
}
