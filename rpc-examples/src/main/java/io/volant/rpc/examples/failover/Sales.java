package io.volant.rpc.examples.failover;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How often each sale was made at a server: a byte each in a mapped file, which keeps what was written when its writer is killed. Thread-safe. */
final class Sales {
    static final int MOST = 1 << 16;

    private final MappedByteBuffer bytes;

    private Sales(MappedByteBuffer bytes) {
        this.bytes = bytes;
    }

    static Sales in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Sales(channel.map(FileChannel.MapMode.READ_WRITE, 0, MOST));
        }
    }

    synchronized void add(int sale) {
        bytes.put(sale, (byte) Math.min(bytes.get(sale) + 1, Byte.MAX_VALUE));
    }

    synchronized int of(int sale) {
        return bytes.get(sale);
    }
}
