package dev.tandem.benchmarks;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.Subscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** A venue that is a socket: an order is a line written to it, timed, and refused at once. */
final class SocketVenue implements ExecutionPlugin, AutoCloseable {
    private static final long LOOKS_MILLIS = 5;

    private final ServerSocketChannel server;
    private final SocketChannel client;
    private final StageTimes times;
    private final ByteBuffer line = ByteBuffer.allocateDirect(256);
    private volatile int written;

    SocketVenue(StageTimes times) throws IOException {
        this.times = times;
        this.server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.client = SocketChannel.open(server.getLocalAddress());
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SocketChannel other = server.accept();
        Thread.ofPlatform().daemon().name("socket-reader").start(() -> drain(other));
    }

    private static void drain(SocketChannel from) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        try (from) {
            // It is not there for each order: waking it would be a part of the sender's write, which no network does.
            from.configureBlocking(false);
            while (from.read(bytes.clear()) >= 0) {
                Thread.sleep(LOOKS_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            // The other end is closed when the measurement is over.
            return;
        }
    }

    int written() {
        return written;
    }

    @Override
    public ExecutionResult executeOrder(ApprovedOrder order) {
        int number = written;
        times.sending(number);
        line.clear();
        line.put(order.toString().getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) '\n')
                .flip();
        try {
            while (line.hasRemaining()) {
                client.write(line);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        times.written(number);
        written = number + 1;
        return new ExecutionResult.Rejected("bench", "refused", 0, "");
    }

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(EnumSet.allOf(Capability.class));
    }

    @Override
    public void init(ExecutionListener listener) {
        // It has nothing to tell.
    }

    @Override
    public List<Instrument> instruments() {
        return List.of();
    }

    @Override
    public CancelResult cancelOrder(ClientOrderId order) {
        throw new UnsupportedOperationException("nothing rests here");
    }

    @Override
    public ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
        throw new UnsupportedOperationException("nothing rests here");
    }

    @Override
    public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
        return Optional.empty();
    }

    @Override
    public List<OrderSnapshot> openOrders() {
        return List.of();
    }

    @Override
    public Ticker fetchData(Instrument instrument) {
        throw new UnsupportedOperationException("it has no market");
    }

    @Override
    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener listener) {
        throw new UnsupportedOperationException("it has no market");
    }

    @Override
    public List<Balance> fetchBalance() {
        return List.of();
    }

    @Override
    public List<Position> positions() {
        return List.of();
    }

    @Override
    public Health healthCheck() {
        throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public void close() {
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
