package dev.tandem.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.bench.FixedRate;
import dev.tandem.bench.LatencyRow;
import dev.tandem.bench.LatencyTable;
import dev.tandem.bench.SimulatedOrders;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Latencies at fixed rates, in a JVM with the flags of a live session: {@code LatencyRun process|wire SECONDS}. Prints one
 * JSON array of the rows. In process: from the signal to the callback. Over the wire: from the moment at which an order is due
 * until its answer is read, on four connections to a venue in another process.
 */
public final class LatencyRun {
    private static final List<Long> IN_PROCESS = List.of(125_000L, 250_000L, 500_000L, 1_000_000L);
    private static final List<Long> FASTER = List.of(2_000_000L, 3_000_000L, 4_000_000L, 5_000_000L);
    private static final List<Long> WIRE = List.of(100L, 200L, 500L, 1_000L, 2_000L);
    private static final int CONNECTIONS = 4;
    private static final int WARM_UP = 400_000;

    private LatencyRun() {}

    public static void main(String[] arguments) throws IOException {
        double seconds = Double.parseDouble(arguments[1]);
        List<LatencyRow> rows = arguments[0].equals("wire") ? wire(seconds) : inProcess(seconds);
        try (JsonGenerator json = new JsonFactory().createGenerator(System.out)) {
            LatencyTable.write(rows, json);
        }
    }

    static List<LatencyRow> inProcess(double seconds) {
        SimulatedOrders warm = new SimulatedOrders();
        for (int i = 0; i < WARM_UP; i++) {
            warm.order(i);
        }
        List<LatencyRow> rows = new ArrayList<>();
        for (long rate : Stream.concat(IN_PROCESS.stream(), FASTER.stream()).toList()) {
            SimulatedOrders orders = new SimulatedOrders();
            // the compiler sees each rate's waiting once before it counts
            new FixedRate(rate, even(rate, Math.min(1, seconds / 4))).run(orders::order);
            LatencyRow row = new FixedRate(rate, even(rate, seconds)).run(orders::order);
            orders.check();
            rows.add(row);
            if (!row.keptUp() && rate >= IN_PROCESS.getLast()) {
                break;
            }
        }
        return rows;
    }

    /** Orders come in pairs, and a rate has an even number of them. */
    private static long even(long rate, double seconds) {
        return Math.max(2, (long) (rate * seconds) & ~1L);
    }

    private static List<LatencyRow> wire(double seconds) throws IOException {
        Process venue = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VenueProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = venue.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("the venue did not start");
            }
            return wire(URI.create(line), seconds);
        } finally {
            venue.destroy();
        }
    }

    static List<LatencyRow> wire(URI venue, double seconds) {
        List<RawConnection> connections = Stream.generate(() -> new RawConnection(venue))
                .limit(CONNECTIONS)
                .toList();
        try {
            List<FixedRate.Operation> workers = connections.stream()
                    .<FixedRate.Operation>map(connection -> {
                        WireOrder order = new WireOrder();
                        return number -> connection.order(order.form(number));
                    })
                    .toList();
            new FixedRate(1_000, even(1_000, seconds)).run(workers);
            List<LatencyRow> rows = new ArrayList<>();
            for (long rate : WIRE) {
                rows.add(new FixedRate(rate, even(rate, seconds)).run(workers));
            }
            return rows;
        } finally {
            connections.forEach(RawConnection::close);
        }
    }
}
