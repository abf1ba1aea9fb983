package dev.tandem.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The process beside the command that speaks with Spark. It ends when its standard input does, so it never outlives the
 * command, however that ended.
 *
 * <pre>{@code java … dev.tandem.spark.Driver spark://host:7077 parcel sweep-spark.jar [spark.key=value …]}</pre>
 */
public final class Driver {
    private static final int CHUNK = 4 << 20;
    private static final long REGISTRATION_SECONDS = 45;
    private static final long WORKER_SECONDS = 60;

    private final Frames frames;
    private final DataInputStream in;
    private final Map<Long, Shift> shifts = new ConcurrentHashMap<>();
    private final Tally tally = new Tally();

    private Driver(Frames frames, DataInputStream in) {
        this.frames = frames;
        this.in = in;
    }

    /** Where the process starts. */
    public static void main(String[] arguments) throws IOException {
        Frames frames = new Frames(
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)));
        // what anybody else prints does not belong there
        System.setOut(System.err);
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
        int code = 0;
        try {
            new Driver(frames, in).run(arguments);
        } catch (IOException | RuntimeException | Error e) {
            code = 1;
            frames.trouble(-1, reason(e));
        } finally {
            // Spark's own threads and hooks may wait for a master that is not there
            Runtime.getRuntime().halt(code);
        }
    }

    private void run(String[] arguments) throws IOException {
        String master = arguments[0];
        SparkConf conf = conf(arguments);
        if (!Master.isLocal(master)) {
            Master.reach(master);
        }
        CountDownLatch registered = new CountDownLatch(1);
        daemon("registration", () -> {
            if (!registered.await(REGISTRATION_SECONDS, TimeUnit.SECONDS)) {
                frames.trouble(
                        -1,
                        master + " did not take the search within " + REGISTRATION_SECONDS
                                + " s: is that a Spark master, of version "
                                + org.apache.spark.package$.MODULE$.SPARK_VERSION()
                                + " like the driver?");
                Runtime.getRuntime().halt(1);
            }
        });
        JavaSparkContext spark = new JavaSparkContext(conf);
        registered.countDown();
        Broadcast<byte[][]> parcel = spark.broadcast(read(Path.of(arguments[1])));
        if (!Master.isLocal(master)) {
            awaitWorkers(spark, master);
            daemon("workers", () -> watchWorkers(spark));
        }
        int cores = spark.defaultParallelism();
        int executors = executors(spark);
        frames.ready(
                cores,
                "Spark " + spark.version() + ", "
                        + (executors == 0
                                ? "on this machine"
                                : executors + (executors == 1 ? " executor" : " executors"))
                        + ", " + cores + " cores");
        obey(spark, parcel, new Sizes());
        daemon("stop", spark::stop);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!spark.sc().isStopped() && System.nanoTime() < patience) {
            pause();
        }
    }

    private static SparkConf conf(String[] arguments) {
        String master = arguments[0];
        SparkConf conf = new SparkConf(false)
                .setMaster(master)
                .setAppName("tandem sweep")
                .set("spark.ui.enabled", "false")
                .set("spark.ui.showConsoleProgress", "false")
                // what a strategy throws is an answer: a task fails because its machine does
                .set("spark.task.maxFailures", "16")
                .set("spark.executor.extraJavaOptions", "-XX:+UseParallelGC");
        if (Master.isLocal(master) || Master.isLoopback(master)) {
            conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1");
        }
        for (int i = 3; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            conf.set(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        String jar = arguments[2];
        return conf.set("spark.jars", conf.get("spark.jars", "").isEmpty() ? jar : jar + "," + conf.get("spark.jars"));
    }

    private static byte[][] read(Path parcel) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        try (InputStream file = Files.newInputStream(parcel)) {
            for (byte[] part = file.readNBytes(CHUNK); part.length > 0; part = file.readNBytes(CHUNK)) {
                parts.add(part);
            }
        }
        return parts.toArray(byte[][]::new);
    }

    private static int executors(JavaSparkContext spark) {
        return spark.statusTracker().getExecutorInfos().length - 1;
    }

    private static void awaitWorkers(JavaSparkContext spark, String master) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WORKER_SECONDS);
        while (executors(spark) <= 0) {
            if (spark.sc().isStopped()) {
                throw new IOException(
                        master + " has ended the search: its workers could not start an executor; their logs say why");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(master + " gave no executor within " + WORKER_SECONDS
                        + " s: has it a worker with a free core and "
                        + spark.getConf().get("spark.executor.memory", "1g") + " of memory?");
            }
            pause();
        }
        // those that are about to come are waited for a moment, so that they all get of the first tasks
        int before = executors(spark);
        for (int quiet = 0, waited = 0; quiet < 15 && waited < 100; waited++) {
            pause();
            int now = executors(spark);
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }

    /** Ends the search when there has been nobody to work for a while; Spark itself waits for ever. */
    private void watchWorkers(JavaSparkContext spark) throws IOException {
        long seen = System.nanoTime();
        while (!spark.sc().isStopped()) {
            if (executors(spark) > 0 || shifts.isEmpty()) {
                seen = System.nanoTime();
            } else if (System.nanoTime() - seen > TimeUnit.SECONDS.toNanos(WORKER_SECONDS)) {
                frames.trouble(-1, "there has been no worker for " + WORKER_SECONDS + " s");
                Runtime.getRuntime().halt(1);
            }
            pause();
        }
        frames.trouble(-1, "Spark has ended the application");
        Runtime.getRuntime().halt(1);
    }

    private void obey(JavaSparkContext spark, Broadcast<byte[][]> parcel, Sizes sizes) throws IOException {
        try {
            while (true) {
                int frame = in.readInt();
                long number = in.readLong();
                if (frame == Frames.WORK) {
                    byte[][] requests = new byte[in.readInt()][];
                    for (int i = 0; i < requests.length; i++) {
                        requests[i] = in.readNBytes(in.readInt());
                    }
                    Shift shift = new Shift(spark, parcel, sizes, tally, "shift-" + number);
                    shifts.put(number, shift);
                    daemon("shift-" + number, () -> work(number, shift, requests));
                } else {
                    Shift shift = shifts.get(number);
                    if (shift != null) {
                        shift.stop();
                    }
                }
            }
        } catch (EOFException e) {
            // the command has ended, or needs nothing more
            shifts.values().forEach(Shift::stop);
        }
    }

    private void work(long number, Shift shift, byte[][] requests) throws IOException {
        try {
            shift.work(requests, (index, answer) -> {
                try {
                    frames.answer(number, index, answer);
                } catch (IOException e) {
                    // nobody listens any more
                    Runtime.getRuntime().halt(1);
                }
            });
            frames.end(number, tally.text());
        } catch (Exception | LinkageError e) {
            frames.trouble(number, reason(e));
        } finally {
            shifts.remove(number);
        }
    }

    /** The line that helps: what the task said last, without the trace that Spark puts into its message. */
    static String reason(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        int cause = message.indexOf("Caused by: ");
        String line = (cause >= 0 ? message.substring(cause + "Caused by: ".length()) : message)
                .lines()
                .findFirst()
                .orElse("");
        return line.replaceFirst("^(java\\.[a-z.]+)?(IllegalStateException|SparkException): ", "");
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // nobody listens any more
                        Runtime.getRuntime().halt(1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "tandem-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
