package io.volant.rpc.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Processor time of a JVM as Linux accounts it by thread, without the flight recorder's own threads.
 *
 * @param userNanos of threads that run Java, outside the kernel
 * @param kernelNanos of the same threads in the kernel: sockets, parking, waking
 * @param collectorNanos of the garbage collector's threads
 * @param compilerNanos of the compilers' threads
 */
record ThreadTimes(long userNanos, long kernelNanos, long collectorNanos, long compilerNanos) {
    private static final long NANOS_PER_TICK = TimeUnit.MILLISECONDS.toNanos(10); // the kernel shows 100 ticks a second
    private static final int USER = 11; // fields behind the name in brackets
    private static final int KERNEL = 12;
    private static final ThreadTimes NONE = new ThreadTimes(0, 0, 0, 0);

    /** Of all threads of a process that are alive. */
    static ThreadTimes of(long pid) throws IOException {
        ThreadTimes sum = NONE;
        for (Path thread : threads(pid)) {
            sum = sum.plus(ofThread(thread));
        }
        return sum;
    }

    /** A line of {@code /proc/PID/task/TID/stat}. */
    static ThreadTimes parse(String stat) {
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long user = Long.parseLong(fields[USER]) * NANOS_PER_TICK;
        long kernel = Long.parseLong(fields[KERNEL]) * NANOS_PER_TICK;
        if (name.startsWith("JFR ")) {
            return NONE;
        }
        if (name.startsWith("GC Thread") || name.equals("VM Thread")) {
            return new ThreadTimes(0, 0, user + kernel, 0);
        }
        if (name.matches("C[12] CompilerThre.*")) {
            return new ThreadTimes(0, 0, 0, user + kernel);
        }
        return new ThreadTimes(user, kernel, 0, 0);
    }

    ThreadTimes plus(ThreadTimes other) {
        return new ThreadTimes(
                userNanos + other.userNanos,
                kernelNanos + other.kernelNanos,
                collectorNanos + other.collectorNanos,
                compilerNanos + other.compilerNanos);
    }

    ThreadTimes minus(ThreadTimes earlier) {
        return new ThreadTimes(
                userNanos - earlier.userNanos,
                kernelNanos - earlier.kernelNanos,
                collectorNanos - earlier.collectorNanos,
                compilerNanos - earlier.compilerNanos);
    }

    private static ThreadTimes ofThread(Path thread) {
        try {
            return parse(Files.readString(thread.resolve("stat")));
        } catch (IOException e) {
            return NONE; // it has just ended
        }
    }

    private static List<Path> threads(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.toList();
        }
    }
}
