package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a client asked: a mapped file of {@code i64 due, i64 end, i32 state, i32 server} per call, times by {@code System.nanoTime()}. */
final class CallRecord {
    private static final int ENTRY = 24;
    private static final Ending[] ENDINGS = Ending.values();

    private final MappedByteBuffer bytes;

    private CallRecord(MappedByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** How far a call has come; 0 is what was never written. */
    enum Ending {
        NONE(0),
        BEGUN(1),
        OK(2),
        WRONG(3),
        NOT_EXECUTED(4),
        UNKNOWN(5),
        EXECUTED(6);

        private final int number;

        Ending(int number) {
            this.number = number;
        }
    }

    static CallRecord in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new CallRecord(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) ENTRY * Executions.MOST_CALLS));
        }
    }

    void begin(int call, long dueNanos) {
        bytes.putLong(call * ENTRY, dueNanos);
        bytes.putInt(call * ENTRY + 16, Ending.BEGUN.number);
    }

    /** @param server that answered; -1 where none did */
    void end(int call, Ending ending, int server) {
        bytes.putLong(call * ENTRY + 8, System.nanoTime());
        bytes.putInt(call * ENTRY + 20, server);
        bytes.putInt(call * ENTRY + 16, ending.number);
    }

    long dueNanos(int call) {
        return bytes.getLong(call * ENTRY);
    }

    long endNanos(int call) {
        return bytes.getLong(call * ENTRY + 8);
    }

    Ending ending(int call) {
        return ENDINGS[bytes.getInt(call * ENTRY + 16)];
    }

    int server(int call) {
        return bytes.getInt(call * ENTRY + 20);
    }
}
