package dev.tandem.spark;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkFiles;
import org.apache.spark.broadcast.Broadcast;

/**
 * What an executor has once, whatever the number of tasks: the classes and the data of the search. They come in a parcel,
 * which Spark hands from machine to machine: the Java that is needed, the name of the class that works, its jars, and then
 * whatever that class reads for itself.
 */
final class Workshop {
    private static final Map<Long, Function<byte[], byte[]>> OPEN = new HashMap<>();

    private Workshop() {}

    /** The worker of a parcel; it is unpacked by the first task that asks. */
    static Function<byte[], byte[]> of(Broadcast<byte[][]> parcel) {
        synchronized (OPEN) {
            Function<byte[], byte[]> worker = OPEN.get(parcel.id());
            if (worker == null) {
                worker = open(parcel.value());
                OPEN.put(parcel.id(), worker);
            }
            return worker;
        }
    }

    private static Function<byte[], byte[]> open(byte[][] parcel) {
        List<InputStream> parts = new ArrayList<>();
        for (byte[] part : parcel) {
            parts.add(new ByteArrayInputStream(part));
        }
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new SequenceInputStream(Collections.enumeration(parts)), 1 << 16))) {
            int java = in.readInt();
            if (Runtime.version().feature() < java) {
                throw new IllegalStateException("the executor on "
                        + InetAddress.getLocalHost().getHostName() + " runs on Java "
                        + Runtime.version().feature() + ", and Tandem needs Java " + java
                        + ": start the worker with a JAVA_HOME of one");
            }
            String worker = in.readUTF();
            Path folder = Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()), "tandem");
            URL[] jars = new URL[in.readInt()];
            for (int i = 0; i < jars.length; i++) {
                Path jar = folder.resolve(i + ".jar");
                copy(in, in.readLong(), jar);
                jars[i] = jar.toUri().toURL();
            }
            // nothing of Spark's own jars is seen in there: both have a Jackson
            ClassLoader loader = new URLClassLoader("tandem-worker", jars, ClassLoader.getPlatformClassLoader());
            return inside(loader, worker(loader, worker, in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(InputStream in, long length, Path to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (long left = length; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new IOException("the parcel ends within a jar");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    @SuppressWarnings("unchecked") // the worker is the command's, and this is what it is
    private static Function<byte[], byte[]> worker(ClassLoader loader, String name, InputStream in) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return (Function<byte[], byte[]>) Class.forName(name, true, loader)
                    .getConstructor(InputStream.class)
                    .newInstance(in);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("the executor cannot unpack the search: " + cause, cause);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Function<byte[], byte[]> inside(ClassLoader loader, Function<byte[], byte[]> worker) {
        return request -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                return worker.apply(request);
            } finally {
                thread.setContextClassLoader(before);
            }
        };
    }
}
