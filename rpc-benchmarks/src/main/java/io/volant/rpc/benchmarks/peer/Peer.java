package io.volant.rpc.benchmarks.peer;

import io.volant.rpc.benchmarks.load.Loads;
import io.volant.rpc.benchmarks.load.Workload;

/**
 * A library that is measured, in one or more rows, which differ in their settings. Created by its constructor without parameters,
 * once in the server's JVM and once in the client's; nothing is ever closed, since both JVMs end with the run.
 */
public interface Peer {
    /** Serves on 127.0.0.1. */
    Serving serve(String row, Workload workload) throws Exception;

    /** Connects to 127.0.0.1; returns when calls are answered. */
    Connection connect(String row, int port) throws Exception;

    /**
     * A running server.
     *
     * @param settings the effective ones, in one line
     */
    record Serving(int port, String settings) {}

    /**
     * A connected client.
     *
     * @param settings the effective ones, in one line
     */
    record Connection(Loads loads, String settings) {
        /** Of a library with calls that wait and calls that do not. */
        public static Connection of(Workload workload, String settings) {
            return new Connection(Loads.asking(workload, true), settings);
        }

        /** Of a library whose calls all wait. */
        public static Connection blocking(Workload workload, String settings) {
            return new Connection(Loads.asking(workload, false), settings);
        }
    }

    /** For a row that a library does not have. */
    static IllegalArgumentException unknown(String row) {
        return new IllegalArgumentException("row: " + row + " (expected: one of this peer's)");
    }
}
