package dev.tandem.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A signed market order to a venue in another process on this machine, until its answer is read and says that it is filled;
 * one after the other on a connection that stays open. What people would use instead of a trading framework, beside a bare
 * socket.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WireBenchmark.ORDERS)
public class WireBenchmark {
    static final int ORDERS = 20;
    private static final String PATH = "/api/v3/order";

    private final WireOrder order = new WireOrder();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private long number;
    private @Nullable Process process;
    private @Nullable URI venue;
    private @Nullable RawConnection raw;
    private @Nullable Exchange exchange;

    @Setup
    public void start() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VenueProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = started;
        String line = started.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null) {
            throw new IllegalStateException("the venue did not start");
        }
        URI uri = URI.create(line);
        venue = uri.resolve(PATH);
        raw = new RawConnection(uri);
        ExchangeSpecification specification = new ExchangeSpecification(BinanceExchange.class);
        specification.setSslUri(line);
        specification.setApiKey(VenueProcess.KEY);
        specification.setSecretKey(VenueProcess.SECRET);
        exchange = ExchangeFactory.INSTANCE.createExchange(specification);
    }

    @TearDown
    public void stop() {
        Objects.requireNonNull(raw).close();
        http.close();
        Objects.requireNonNull(process).destroy();
    }

    @Benchmark
    public long floor() {
        for (int i = 0; i < ORDERS; i++) {
            Objects.requireNonNull(raw).order(order.form(number++));
        }
        return number;
    }

    @Benchmark
    public long urlConnection() throws IOException {
        for (int i = 0; i < ORDERS; i++) {
            HttpURLConnection connection =
                    (HttpURLConnection) Objects.requireNonNull(venue).toURL().openConnection();
            byte[] form = order.form(number++).getBytes(StandardCharsets.US_ASCII);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(form.length);
            connection.setRequestProperty("X-MBX-APIKEY", VenueProcess.KEY);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(form);
            }
            try (InputStream in = connection.getInputStream()) {
                WireOrder.mustBeFilled(
                        connection.getResponseCode(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return number;
    }

    @Benchmark
    public long httpClient() throws IOException, InterruptedException {
        for (int i = 0; i < ORDERS; i++) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(Objects.requireNonNull(venue))
                            .header("X-MBX-APIKEY", VenueProcess.KEY)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(order.form(number++)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            WireOrder.mustBeFilled(answer.statusCode(), answer.body());
        }
        return number;
    }

    /** XChange's Binance module as its documentation shows it; it does not say whether the order is filled. */
    @Benchmark
    public String xchange() throws IOException {
        String id = "";
        for (int i = 0; i < ORDERS; i++) {
            id = Objects.requireNonNull(exchange)
                    .getTradeService()
                    .placeMarketOrder(new MarketOrder(
                            (number++ & 1) == 0 ? OrderType.BID : OrderType.ASK,
                            new BigDecimal("0.001"),
                            CurrencyPair.BTC_USDT));
        }
        return id;
    }
}
