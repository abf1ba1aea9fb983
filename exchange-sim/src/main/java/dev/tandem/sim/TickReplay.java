package dev.tandem.sim;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.ExecutionReport;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets recorded ticks happen at a simulated exchange, merged in time, with what is on its way between the exchange and the
 * strategy.
 *
 * <p>At one moment, in this order: bars that are over are told; ticks happen, and are told if nothing delays them; what arrives
 * arrives (orders at the exchange, answers and reports at the engine), in the order in which it left; ticks that were on their
 * way are told; agents' signals are told. Among ticks of one moment the order of the files decides, and within a file its own.
 */
final class TickReplay {
    private static final int STRIDE = 1 << 16;

    private final ReplayClock clock;
    private final SimExchange exchange;
    private final Latencies latencies;
    private final TickMarket[] markets;
    private final TickFeed[] feeds;
    private final PriorityQueue<Arrival> onTheWay = new PriorityQueue<>();
    private final Findings findings = new Findings();
    private long lastOrderArrival = Long.MIN_VALUE;
    private long lastAnswerArrival = Long.MIN_VALUE;
    private final boolean quiet;
    private long sequence;
    private int skipped;

    /** Something that is on its way. */
    private record Arrival(long time, long number, Runnable event) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** @param quiet whether nothing but ticks, bars and orders happens: no faults */
    TickReplay(TickSet ticks, Latencies latencies, boolean quiet, ReplayClock clock, SimExchange exchange) {
        this.quiet = quiet && latencies.data().isNone();
        this.clock = clock;
        this.exchange = exchange;
        this.latencies = latencies;
        this.markets = ticks.markets().stream()
                .map(market -> new TickMarket(market, ticks.policy(), latencies.data(), exchange, findings))
                .toArray(TickMarket[]::new);
        this.feeds = List.of(markets).stream()
                .flatMap(market -> market.feeds.stream())
                .toArray(TickFeed[]::new);
    }

    ReplayHistory history(int market) {
        return markets[market].history;
    }

    /** What was found wrong with the data and handled as it was told. */
    Findings findings() {
        return findings;
    }

    /**
     * @param signals what arrives meanwhile; not before the first tick, nor after the last bar
     * @param step told when time has come to something, before it happens
     */
    void run(Engine engine, SignalFeed signals, Runnable step, @Nullable LongConsumer progress) {
        boolean begun = false;
        work();
        long done = 0;
        while (true) {
            TickFeed happens = earliest();
            long tick = happens.next();
            long bar = earliestBar();
            long order = onTheWay.isEmpty() ? Long.MAX_VALUE : onTheWay.peek().time();
            long news = latencies.data().isNone() ? Long.MAX_VALUE : earliestNews();
            long signal = begun && bar != Long.MAX_VALUE ? signals.next() : Long.MAX_VALUE;
            if (bar <= tick && bar <= order && bar <= news && bar <= signal) {
                if (bar == Long.MAX_VALUE) {
                    return;
                }
                clock.advanceTo(bar);
                step.run();
                closeBars(bar, engine);
            } else if (order == Long.MAX_VALUE
                    && news == Long.MAX_VALUE
                    && tick <= signal
                    && skips(happens, Math.min(bar, signal), engine)) {
                done += skipped;
                begun = true;
                continue;
            } else if (tick <= order && tick <= news && tick <= signal) {
                begun = true;
                clock.advanceTo(tick);
                step.run();
                happens.step(engine);
                if ((++done & (STRIDE - 1)) == 0 && progress != null) {
                    progress.accept(done);
                }
            } else if (order <= news && order <= signal) {
                clock.advanceTo(order);
                Arrival arrival = onTheWay.poll();
                if (arrival != null) {
                    advanceMatchers(order);
                    arrival.event().run();
                }
            } else if (news <= signal) {
                clock.advanceTo(news);
                tell(news, engine);
            } else {
                clock.advanceTo(signal);
                signals.tell(engine);
            }
            work();
        }
    }

    /** Lets the feed pass over what nobody would notice, up to a moment or the next event of another feed. */
    private boolean skips(TickFeed feed, long until, Engine engine) {
        if (!quiet || feed.isHeard(engine)) {
            return false;
        }
        long limit = until;
        for (TickMarket market : markets) {
            if (!market.matcher.isEmpty()) {
                return false;
            }
        }
        for (TickFeed other : feeds) {
            limit = other.equals(feed) ? limit : Math.min(limit, other.next());
        }
        clock.advanceTo(feed.next());
        skipped = feed.skipTo(limit, engine);
        return skipped > 0;
    }

    /** Orders that were submitted a moment ago meet the market; so does what follows from that. */
    private void work() {
        boolean more = true;
        while (more) {
            more = false;
            for (TickMarket market : markets) {
                more |= market.matcher.work();
            }
        }
    }

    private void advanceMatchers(long time) {
        for (TickMarket market : markets) {
            market.matcher.advanceTo(time);
        }
    }

    private TickFeed earliest() {
        TickFeed first = feeds[0];
        long time = first.next();
        for (int i = 1; i < feeds.length; i++) {
            if (feeds[i].next() < time) {
                first = feeds[i];
                time = first.next();
            }
        }
        return first;
    }

    private long earliestBar() {
        long time = Long.MAX_VALUE;
        for (TickMarket market : markets) {
            time = Math.min(time, market.barArrival);
        }
        return time;
    }

    private long earliestNews() {
        long time = Long.MAX_VALUE;
        for (TickFeed feed : feeds) {
            time = Math.min(time, feed.nextArrival());
        }
        return time;
    }

    private void tell(long time, Engine engine) {
        for (TickFeed feed : feeds) {
            if (feed.nextArrival() == time) {
                feed.arrive(engine);
                return;
            }
        }
    }

    private void closeBars(long time, Engine engine) {
        int closing = 0;
        for (TickMarket market : markets) {
            if (market.barArrival == time) {
                market.closing = true;
                market.closeBar();
                engine.priceKnown(market.instrument, market.bar.closeTicks());
                closing++;
            }
        }
        for (TickMarket market : markets) {
            if (closing > 0 && market.closing) {
                market.closing = false;
                market.market.publish(market.bar);
                engine.barClosed(market.bar);
                work();
            }
        }
    }

    // What is on its way

    /** The engine's way to the exchange. */
    FaultyLane.Line lane(Consumer<EngineEvent> engine) {
        return new FaultyLane.Line() {
            @Override
            public void roundTrip(Runnable event) {
                send(() -> answer(event));
            }

            @Override
            public void execute(ApprovedOrder order) {
                send(() -> {
                    var result = exchange.executeOrder(order);
                    answer(() -> engine.accept(new EngineEvent.Answered(order, result)));
                });
            }

            @Override
            public void cancel(ClientOrderId order) {
                send(() -> {
                    var result = exchange.cancelOrder(order);
                    answer(() -> engine.accept(new EngineEvent.CancelAnswered(order, result)));
                });
            }

            @Override
            public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
                send(() -> {
                    var result = exchange.replaceOrder(order, replacement);
                    answer(() -> engine.accept(new EngineEvent.Answered(replacement, result)));
                });
            }
        };
    }

    /** A report leaves the exchange. */
    void report(ExecutionReport report, Consumer<ExecutionReport> to) {
        answer(() -> to.accept(report));
    }

    private void send(Runnable event) {
        if (latencies.orders().isNone()) {
            event.run();
        } else {
            long now = clock.nanos();
            lastOrderArrival =
                    Math.max(lastOrderArrival, now + latencies.orders().nanos(now));
            onTheWay.add(new Arrival(lastOrderArrival, ++sequence, event));
        }
    }

    private void answer(Runnable event) {
        if (latencies.answers().isNone()) {
            event.run();
        } else {
            long now = clock.nanos();
            lastAnswerArrival =
                    Math.max(lastAnswerArrival, now + latencies.answers().nanos(now));
            onTheWay.add(new Arrival(lastAnswerArrival, ++sequence, event));
        }
    }

    boolean hasArrivals() {
        return !onTheWay.isEmpty();
    }

    /** Whatever is still on its way at the end of the run arrives. */
    void arriveAll() {
        while (!onTheWay.isEmpty()) {
            Arrival arrival = onTheWay.poll();
            if (arrival != null) {
                clock.advanceTo(arrival.time());
                arrival.event().run();
            }
        }
    }
}
