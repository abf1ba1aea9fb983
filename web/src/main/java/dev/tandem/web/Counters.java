package dev.tandem.web;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What {@link WebStats} is made of. */
final class Counters {
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger inFlight = new AtomicInteger();
    final AtomicInteger handling = new AtomicInteger();
    final AtomicInteger webSockets = new AtomicInteger();
    final LongAdder accepted = new LongAdder();
    final LongAdder turnedAway = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder slowHeaders = new LongAdder();
    final LongAdder slowBodies = new LongAdder();
    final LongAdder slowReaders = new LongAdder();
    final LongAdder idle = new LongAdder();
    final LongAdder webSocketsDropped = new LongAdder();

    WebStats read() {
        return new WebStats(
                connections.get(),
                accepted.sum(),
                turnedAway.sum(),
                requests.sum(),
                inFlight.get(),
                refused.sum(),
                slowHeaders.sum(),
                slowBodies.sum(),
                slowReaders.sum(),
                idle.sum(),
                webSockets.get(),
                webSocketsDropped.sum());
    }
}
