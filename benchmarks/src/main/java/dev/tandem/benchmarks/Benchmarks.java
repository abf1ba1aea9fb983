package dev.tandem.benchmarks;

import java.io.IOException;

/** Runs all benchmarks. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException {
        org.openjdk.jmh.Main.main(arguments);
    }
}
