package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a server executed, through all its lives: a mapped file, which survives a SIGKILL, with a byte per call that counts its
 * executions behind the number of those that began after their caller's deadline. Thread-safe for the one process that writes.
 */
final class Executions {
    static final int MOST_CALLS = 1 << 20;
    private static final int LATE = 0;
    private static final int HEADER = 8;

    private final MappedByteBuffer bytes;

    private Executions(MappedByteBuffer bytes) {
        this.bytes = bytes;
    }

    static Executions in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Executions(channel.map(FileChannel.MapMode.READ_WRITE, 0, HEADER + MOST_CALLS));
        }
    }

    /** An execution begins; one with a negative number is of no account. */
    synchronized void add(long call, boolean late) {
        if (call < 0 || call >= MOST_CALLS) {
            return;
        }
        int at = HEADER + (int) call;
        bytes.put(at, (byte) Math.min(bytes.get(at) + 1, Byte.MAX_VALUE));
        if (late) {
            bytes.putInt(LATE, bytes.getInt(LATE) + 1);
        }
    }

    synchronized int of(long call) {
        return bytes.get(HEADER + (int) call);
    }

    /** Executions that began after the deadline of their caller. */
    synchronized int late() {
        return bytes.getInt(LATE);
    }
}
