package io.volant.rpc.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** What happened in a simulation, in order: a digest of all of it, and the last of it to be read. Confined to one thread. */
final class NetworkTrace {
    private static final int MOST_KEPT = 2_000;

    private final MessageDigest digest;
    private final Deque<Entry> last = new ArrayDeque<>();

    NetworkTrace() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    private record Entry(Duration time, String what, int bytes, long checksum) {
        @Override
        public String toString() {
            String text = String.format(Locale.ROOT, "%12.6f s  %s", time.toNanos() / 1e9, what);
            return bytes == 0 ? text : text + String.format(Locale.ROOT, ", %d bytes (%08x)", bytes, checksum);
        }
    }

    void add(Duration time, String what, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(time.toNanos()).array());
        digest.update(what.getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        last.add(new Entry(time, what, bytes.length, checksum.getValue()));
        if (last.size() > MOST_KEPT) {
            last.remove();
        }
    }

    /** Of everything until now. */
    String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("SHA-256 of the JDK can be cloned", e);
        }
    }

    /** The last entries, oldest first. */
    List<String> last(int atMost) {
        List<Entry> kept = new ArrayList<>(last);
        return kept.subList(Math.max(0, kept.size() - atMost), kept.size()).stream()
                .map(Entry::toString)
                .toList();
    }

    List<String> kept() {
        return last(MOST_KEPT);
    }
}
