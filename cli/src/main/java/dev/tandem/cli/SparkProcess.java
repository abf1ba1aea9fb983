package dev.tandem.cli;

import dev.tandem.sweep.Cluster;
import dev.tandem.sweep.ClusterException;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.TrialRequest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Spark cluster, by way of a process beside this one: Spark wants flags of the JVM, other versions of our libraries and a
 * say in how a process ends. The other half is {@code dev.tandem.spark.Driver}; it ends when this process does.
 */
final class SparkProcess implements Cluster, AutoCloseable {
    private static final int WORK = 1;
    private static final int CANCEL = 2;
    private static final int READY = 11;
    private static final int ANSWER = 12;
    private static final int END = 13;
    private static final int TROUBLE = 14;

    /** Longer than all that the driver itself waits for when it starts. */
    private static final long START_SECONDS = 150;

    private static final int KEPT_LINES = 20;

    private final List<Dataset> data;
    private final Path parcel;
    private final Process process;
    private final DataOutputStream requests;
    private final Map<Long, BlockingQueue<Told>> shifts = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private volatile @Nullable String trouble;
    private volatile String tally = "";

    /** What the driver says about a shift. */
    private sealed interface Told {
        record Answer(int index, byte[] bytes) implements Told {}

        record End() implements Told {}

        record Trouble(String why) implements Told {}
    }

    private SparkProcess(List<Dataset> data, Path parcel, Process process) {
        this.data = List.copyOf(data);
        this.parcel = parcel;
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    }

    /**
     * Starts it, and waits until there is somebody to work.
     *
     * @throws UserError if there is nobody
     */
    static SparkProcess start(
            ClusterOptions options, SparkJars jars, SweepRequest request, LoadedStrategy strategy, List<Dataset> data) {
        Path parcel = null;
        try {
            parcel = Files.createTempFile("tandem-sweep-", ".parcel");
            parcel.toFile().deleteOnExit();
            SweepParcel.write(parcel, request, strategy, data);
            ProcessBuilder builder = new ProcessBuilder(command(options, jars, parcel));
            // what is meant for this process is not for that one
            List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS").forEach(builder.environment()::remove);
            SparkProcess process = new SparkProcess(data, parcel, builder.start());
            process.listen();
            return process;
        } catch (IOException e) {
            throw UserError.usage("--cluster: the driver cannot be started: " + Complaint.line(e));
        }
    }

    private static List<String> command(ClusterOptions options, SparkJars jars, Path parcel) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jars.flags());
        command.add("-XX:+UseParallelGC");
        String memory = options.settings().get("spark.driver.memory");
        if (memory != null) {
            command.add("-Xmx" + memory);
        }
        command.addAll(List.of("-cp", jars.classpath(), "dev.tandem.spark.Driver"));
        command.addAll(
                List.of(options.master(), parcel.toString(), jars.bridge().toString()));
        options.settings().forEach((key, value) -> command.add(key + "=" + value));
        return command;
    }

    private void listen() {
        Thread.ofPlatform().daemon().name("spark-log").start(this::readLog);
        Thread.ofPlatform().daemon().name("spark-answers").start(this::readAnswers);
    }

    private void readLog() {
        boolean shown = Boolean.getBoolean("tandem.verbose");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (shown) {
                    System.err.println(line);
                }
                synchronized (lastLines) {
                    lastLines.addLast(line);
                    if (lastLines.size() > KEPT_LINES) {
                        lastLines.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            // it is the end of the process, which the other thread tells of
            return;
        }
    }

    private void readAnswers() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
            while (true) {
                int frame = in.readInt();
                if (frame == READY) {
                    in.readInt();
                    ready.complete(in.readUTF());
                    continue;
                }
                long shift = in.readLong();
                switch (frame) {
                    case ANSWER -> tell(shift, new Told.Answer(in.readInt(), in.readNBytes(in.readInt())));
                    case END -> {
                        tally = in.readUTF();
                        tell(shift, new Told.End());
                    }
                    case TROUBLE -> {
                        String why = in.readUTF();
                        if (shift < 0) {
                            broken(why);
                        } else {
                            tell(shift, new Told.Trouble(why));
                        }
                    }
                    default -> throw new IOException("frame " + frame + " is not known");
                }
            }
        } catch (IOException e) {
            broken("the driver has ended" + said());
        }
    }

    private String said() {
        synchronized (lastLines) {
            return lastLines.isEmpty() ? "" : "; it said last: " + lastLines.getLast();
        }
    }

    private void tell(long shift, Told told) {
        BlockingQueue<Told> queue = shifts.get(shift);
        if (queue != null) {
            queue.add(told);
        }
    }

    private void broken(String why) {
        if (trouble == null) {
            trouble = why;
        }
        String first = Objects.requireNonNull(trouble);
        ready.completeExceptionally(new ClusterException(first));
        shifts.values().forEach(queue -> queue.add(new Told.Trouble(first)));
    }

    /**
     * Waits until there is somebody to work.
     *
     * @return a line about who
     * @throws ClusterException if there is nobody within a time
     */
    String awaitReady(BooleanSupplier stop) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                return ready.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stop.getAsBoolean()) {
                    return "";
                }
                if (System.nanoTime() > deadline) {
                    throw new ClusterException("the driver was not ready within " + START_SECONDS + " s" + said());
                }
            } catch (ExecutionException e) {
                throw new ClusterException(String.valueOf(
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException("the search was interrupted");
            }
        }
    }

    /** A line about the tasks that have been done. */
    String tally() {
        return tally;
    }

    @Override
    public void make(
            List<Dataset> parts,
            List<Map<String, String>> parameters,
            int blocks,
            Answers answers,
            BooleanSupplier stop) {
        List<TrialRequest.Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            stretches.add(TrialRequest.Stretch.of(parts.get(i), data.get(i)));
        }
        long shift = numbers.incrementAndGet();
        BlockingQueue<Told> queue = new LinkedBlockingQueue<>();
        shifts.put(shift, queue);
        boolean done = false;
        try {
            String before = trouble;
            if (before != null) {
                throw new ClusterException(before);
            }
            send(shift, parameters, stretches, blocks);
            done = answered(queue, answers, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("the search was interrupted");
        } finally {
            shifts.remove(shift);
            if (!done) {
                cancel(shift);
            }
        }
    }

    private boolean answered(BlockingQueue<Told> queue, Answers answers, BooleanSupplier stop)
            throws InterruptedException {
        while (!stop.getAsBoolean()) {
            switch (queue.poll(100, TimeUnit.MILLISECONDS)) {
                case null -> {}
                case Told.Answer(int index, byte[] bytes) -> TrialRequest.answer(index, bytes, answers);
                case Told.End() -> {
                    return true;
                }
                case Told.Trouble(String why) -> throw new ClusterException(why);
            }
        }
        return false;
    }

    private void send(
            long shift, List<Map<String, String>> parameters, List<TrialRequest.Stretch> stretches, int blocks) {
        synchronized (requests) {
            try {
                requests.writeInt(WORK);
                requests.writeLong(shift);
                requests.writeInt(parameters.size());
                for (Map<String, String> of : parameters) {
                    byte[] bytes = new TrialRequest(stretches, blocks, of).toBytes();
                    requests.writeInt(bytes.length);
                    requests.write(bytes);
                }
                requests.flush();
            } catch (IOException e) {
                throw new ClusterException("the driver has ended" + said());
            }
        }
    }

    private void cancel(long shift) {
        synchronized (requests) {
            try {
                requests.writeInt(CANCEL);
                requests.writeLong(shift);
                requests.flush();
            } catch (IOException e) {
                // there is nobody left to tell
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        File file = parcel.toFile();
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
