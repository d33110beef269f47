package io.volant.rpc.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls on paper: big-endian entries of 16 bytes {@code u64 call, u32 method, u32 state} in a memory-mapped file, which keeps what
 * was written when its writer is killed. Thread-safe.
 */
final class RecordFile implements AutoCloseable {
    private static final int ENTRY = 16;
    private static final int SEGMENT = 1 << 24; // mapped at once; a multiple of the entry
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final FileChannel channel;
    private final AtomicLong next = new AtomicLong();
    private volatile MappedByteBuffer[] segments = {}; // replaced whole, under this

    private RecordFile(FileChannel channel) {
        this.channel = channel;
    }

    /** A new, empty record; replaces an earlier one. */
    static RecordFile create(Path file) throws IOException {
        return new RecordFile(FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    /** Passes every entry that was written, in the order in which they were claimed. */
    static void read(Path file, Reader reader) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long from = 0; from < channel.size(); from += SEGMENT) {
                int length = (int) Math.min(SEGMENT, channel.size() - from);
                MappedByteBuffer segment = channel.map(MapMode.READ_ONLY, from, length);
                for (int at = 0; at + ENTRY <= length; at += ENTRY) {
                    CallState state = CallState.ofNumber(segment.getInt(at + 12));
                    if (state != CallState.NONE) { // claimed, but its writer was killed before it wrote
                        reader.entry(segment.getLong(at), CallKind.ofNumber(segment.getInt(at + 8)), state);
                    }
                }
            }
        }
    }

    /** Takes the next free entry. */
    long claim() {
        return next.getAndIncrement();
    }

    /** Fills a claimed entry. */
    void write(long entry, long call, CallKind kind, CallState state) {
        MappedByteBuffer segment = segment(entry);
        int at = offset(entry);
        LONG.set(segment, at, call);
        INT.set(segment, at + 8, kind.number());
        INT.setRelease(segment, at + 12, state.number()); // last: an entry with a state is whole
    }

    /** Changes the state of an entry. */
    void update(long entry, CallState state) {
        INT.setRelease(segment(entry), offset(entry) + 12, state.number());
    }

    /** Ends the writing; what is in the file stays. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int offset(long entry) {
        return (int) (entry * ENTRY % SEGMENT);
    }

    private MappedByteBuffer segment(long entry) {
        int index = (int) (entry * ENTRY / SEGMENT);
        MappedByteBuffer[] mapped = segments;
        return index < mapped.length ? mapped[index] : grow(index);
    }

    private synchronized MappedByteBuffer grow(int index) {
        MappedByteBuffer[] mapped = segments;
        int from = mapped.length;
        if (index >= from) {
            mapped = Arrays.copyOf(mapped, index + 1);
            try {
                for (int i = from; i <= index; i++) {
                    mapped[i] = channel.map(MapMode.READ_WRITE, (long) i * SEGMENT, SEGMENT);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot grow the record of calls: " + e.getMessage(), e);
            }
            segments = mapped;
        }
        return mapped[index];
    }

    /** Takes entries. */
    @FunctionalInterface
    interface Reader {
        void entry(long call, CallKind kind, CallState state);
    }
}
