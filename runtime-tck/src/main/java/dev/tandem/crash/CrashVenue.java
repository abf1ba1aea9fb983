package dev.tandem.crash;

import dev.tandem.engine.EngineClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import dev.tandem.model.Times;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.Subscription;
import dev.tandem.runtime.session.Lockstep;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A venue that goes on existing while the processes that trade there come and go. It remembers everything that it has
 * reported, and tells it again when an order is asked for, as a real one does.
 */
final class CrashVenue {
    private final BarColumns bars;
    private final SimExchange sim;
    private final List<ExecutionReport.Filled> fills = new ArrayList<>();
    private final Map<ClientOrderId, List<ExecutionReport>> told = new HashMap<>();
    private @Nullable Connection connected;
    private long nowNanos;
    private int closed;
    private boolean open;
    private boolean begun;
    private final boolean takesStops;
    /** Held by the last process, when it ended by itself. */
    private int heldAtEnd;

    private long priceTicks;
    private @Nullable ClientOrderId takenBack;

    /** @param takesStops whether stops and pairs rest here; if not, each process holds its own */
    CrashVenue(BarColumns bars, SimConfig config, long cash, boolean takesStops) {
        this.bars = bars;
        this.takesStops = takesStops;
        EngineClock clock = () -> nowNanos;
        this.sim = new SimExchange(config, List.of(bars.instrument()), cash, clock);
        this.nowNanos = bars.openTimeNanos(0);
        sim.init(this::report);
    }

    private void report(ExecutionReport report) {
        if (report instanceof ExecutionReport.Filled filled) {
            fills.add(filled);
        }
        told.computeIfAbsent(report.clientOrderId(), id -> new ArrayList<>()).add(report);
        Connection to = connected;
        boolean ourOwnDoing = report instanceof ExecutionReport.Canceled canceled
                && canceled.clientOrderId().equals(takenBack);
        if (to != null && !ourOwnDoing) {
            to.hear(report);
        }
    }

    /** What was traded, without what is different in every session: one line a fill. */
    synchronized List<String> truth() {
        List<String> lines = new ArrayList<>();
        for (ExecutionReport.Filled filled : fills) {
            var fill = filled.fill();
            lines.add(Times.text(fill.timeNanos()) + " " + fill.side() + " "
                    + fill.quantity().toPlainString() + " at " + fill.price().toPlainString());
        }
        return lines;
    }

    /** What rests here, and what the last process held. */
    synchronized int openOrders() {
        return sim.openOrders().size() + heldAtEnd;
    }

    synchronized long equity() {
        return sim.ledger().equity();
    }

    synchronized Connection connect(Lifeline life) {
        Connection fresh = new Connection(life);
        connected = fresh;
        return fresh;
    }

    private Bar bar(int index) {
        return new BarRecord(
                bars.instrument(),
                bars.index(index),
                bars.openTimeNanos(index),
                bars.closeTimeNanos(index),
                bars.openTicks(index),
                bars.highTicks(index),
                bars.lowTicks(index),
                bars.closeTicks(index),
                1.0);
    }

    /** What one process sees of the venue, and the clock that it drives. Each call is a moment before and one after. */
    final class Connection implements ExecutionPlugin, Lockstep {
        private final Lifeline life;
        private final @Nullable HeldHere held;
        private @Nullable ExecutionListener listener;

        private Connection(Lifeline life) {
            this.life = life;
            this.held = takesStops ? null : new HeldHere(new AtTheDoor());
        }

        private void hear(ExecutionReport report) {
            ExecutionListener to = listener;
            if (to != null && !life.isDead()) {
                to.onReport(report);
            }
        }

        private interface Call<T> {
            T call();
        }

        /** What happens in the process itself: it can end before and after. */
        private <T> T during(Call<T> call) {
            life.moment();
            T answer = call.call();
            life.moment();
            return answer;
        }

        private <T> T ask(Call<T> call) {
            life.moment();
            T answer;
            synchronized (CrashVenue.this) {
                if (connected != this) {
                    throw new Lifeline.Killed();
                }
                answer = call.call();
            }
            life.moment();
            return answer;
        }

        /** The venue for who holds the stops. */
        private final class AtTheDoor implements HeldHere.Door {
            @Override
            public ExecutionResult send(ApprovedOrder order) {
                return ask(() -> sim.executeOrder(order));
            }

            @Override
            public CancelResult cancel(ClientOrderId order) {
                return ask(() -> sim.cancelOrder(order));
            }

            @Override
            public void takeBack(ClientOrderId order) {
                ask(() -> {
                    takenBack = order;
                    CancelResult result = sim.cancelOrder(order);
                    takenBack = null;
                    return result;
                });
            }

            @Override
            public Optional<OrderSnapshot> fetch(ClientOrderId order) {
                return ask(() -> sim.fetchOrder(order));
            }

            @Override
            public void tellAgain(ClientOrderId order, boolean end) {
                ask(() -> {
                    List<ExecutionReport> all = told.getOrDefault(order, List.of());
                    for (int i = 0; i < all.size(); i++) {
                        if (all.get(i) instanceof ExecutionReport.Filled || end && i == all.size() - 1) {
                            hear(all.get(i));
                        }
                    }
                    return order;
                });
            }

            @Override
            public void tell(ExecutionReport report) {
                hear(report);
            }

            @Override
            public long priceTicks() {
                synchronized (CrashVenue.this) {
                    return priceTicks;
                }
            }

            @Override
            public long nanos() {
                synchronized (CrashVenue.this) {
                    return nowNanos;
                }
            }
        }

        // The clock

        /** What is held is looked at before anybody else hears of the new price. */
        @Override
        public Step next() {
            life.started();
            Step step = step();
            if (held != null) {
                held.look();
            }
            return step;
        }

        private Step step() {
            return ask(() -> {
                begun = true;
                if (closed == bars.size()) {
                    return new Step(Kind.END, closed - 1L, nowNanos);
                }
                Bar bar = bar(closed);
                if (!open) {
                    open = true;
                    nowNanos = bar.openTimeNanos();
                    priceTicks = bar.openTicks();
                    sim.open(bar);
                    return new Step(Kind.OPEN, bar.index(), nowNanos);
                }
                sim.rest(bar);
                open = false;
                closed++;
                nowNanos = bar.closeTimeNanos();
                priceTicks = bar.closeTicks();
                return new Step(Kind.CLOSE, bar.index(), nowNanos);
            });
        }

        @Override
        public long nowNanos() {
            return ask(() -> begun ? nowNanos : Long.MIN_VALUE);
        }

        // The plugin

        @Override
        public String name() {
            return sim.name();
        }

        @Override
        public Capabilities capabilities() {
            return sim.capabilities();
        }

        @Override
        public void init(ExecutionListener reports) {
            listener = reports;
        }

        @Override
        public List<Instrument> instruments() {
            return sim.instruments();
        }

        @Override
        public ExecutionResult executeOrder(ApprovedOrder order) {
            return held != null ? during(() -> held.execute(order)) : ask(() -> sim.executeOrder(order));
        }

        @Override
        public CancelResult cancelOrder(ClientOrderId order) {
            return held != null ? during(() -> held.cancel(order)) : ask(() -> sim.cancelOrder(order));
        }

        @Override
        public ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
            return held != null && HeldHere.isOne(replacement)
                    ? during(() -> held.replace(order, replacement))
                    : ask(() -> sim.replaceOrder(order, replacement));
        }

        @Override
        public Optional<OrderSnapshot> adopt(ApprovedOrder order) {
            if (held != null && HeldHere.isOne(order)) {
                return during(() -> held.adopt(order));
            }
            List<ClientOrderId> ids = switch (order) {
                case ApprovedOrder.Single single -> List.of(single.id());
                case ApprovedOrder.Oco pair ->
                    List.of(pair.stop().id(), pair.limit().id());
            };
            return ask(() -> {
                for (ClientOrderId id : ids) {
                    told.getOrDefault(id, List.of()).forEach(this::hear);
                }
                return sim.fetchOrder(ids.getFirst());
            });
        }

        @Override
        public void refresh() {
            life.moment();
            if (held != null) {
                held.look();
            }
        }

        @Override
        public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
            return held != null ? held.find(order) : ask(() -> sim.fetchOrder(order));
        }

        @Override
        public List<OrderSnapshot> openOrders() {
            List<OrderSnapshot> there = new ArrayList<>(ask(sim::openOrders));
            if (held != null) {
                there.addAll(held.held());
            }
            return there;
        }

        @Override
        public Ticker fetchData(Instrument instrument) {
            return ask(() -> sim.fetchData(instrument));
        }

        @Override
        public List<Bar> history(Instrument instrument, Duration length, Instant from, Instant to) {
            long first = Times.nanos(from);
            long end = Times.nanos(to);
            return ask(() -> {
                List<Bar> past = new ArrayList<>();
                for (int i = 0; i < closed; i++) {
                    if (bars.openTimeNanos(i) >= first && bars.openTimeNanos(i) < end) {
                        past.add(bar(i));
                    }
                }
                return past;
            });
        }

        @Override
        public Subscription subscribe(Instrument instrument, Duration length, MarketDataListener reader) {
            throw new UnsupportedOperationException("bars are asked for");
        }

        @Override
        public List<Balance> fetchBalance() {
            return ask(sim::fetchBalance);
        }

        @Override
        public List<Position> positions() {
            return ask(sim::positions);
        }

        @Override
        public Health healthCheck() {
            return sim.healthCheck();
        }

        @Override
        public void close() {
            synchronized (CrashVenue.this) {
                if (connected == this) {
                    connected = null;
                    heldAtEnd = held == null ? 0 : held.held().size();
                }
            }
        }
    }
}
