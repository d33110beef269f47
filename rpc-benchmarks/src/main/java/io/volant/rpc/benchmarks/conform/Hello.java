package io.volant.rpc.benchmarks.conform;

import java.util.HashMap;
import java.util.Map;

/** The handshake of section 2 of the specification: hellos to send, and the server's answer as read. */
final class Hello {
    static final int CHECKSUM = 0x02;
    static final int COMPRESSION = 0x01;
    static final int TIMING = 0x04;
    static final int ONE_EXECUTION = 0x20;
    static final byte[] MAGIC = Bytes.hex("f7 52 50 43");

    private static final int LARGEST_MESSAGE = 5;
    private static final int CALLS_IN_FLIGHT = 9;
    private static final int PING_INTERVAL = 11;
    private static final Map<Integer, Long> DEFAULTS =
            Map.of(1, 262_144L, LARGEST_MESSAGE, 16_777_216L, CALLS_IN_FLIGHT, 8_192L, PING_INTERVAL, 10_000L);

    private final int version;
    private final int agreed;
    private final Map<Integer, Long> limits;

    private final Map<Integer, byte[]> entries;

    private Hello(int version, int agreed, Map<Integer, Long> limits, Map<Integer, byte[]> entries) {
        this.entries = entries;
        this.version = version;
        this.agreed = agreed;
        this.limits = limits;
    }

    /** The entry that names the serializer, and these. */
    static byte[] entries(String more) {
        return new Bytes()
                .varint(2)
                .string("volant-kryo/1")
                .bytes(Bytes.hex(more))
                .toArray();
    }

    static byte[] plain() {
        return client(1, 1, 0, 0, entries(""));
    }

    static byte[] offering(int features, int required, String more) {
        return client(1, 1, features, required, entries(more));
    }

    static byte[] with(String more) {
        return client(1, 1, 0, 0, entries(more));
    }

    static byte[] client(int minVersion, int maxVersion, int offered, int required, byte[] entries) {
        return around(new Bytes()
                .u8(minVersion)
                .u8(maxVersion)
                .u32(offered)
                .u32(required)
                .bytes(entries)
                .toArray());
    }

    /** Magic, length and checksum around whatever a hello holds. */
    static byte[] around(byte[] fields) {
        byte[] unsigned =
                new Bytes().bytes(MAGIC).u16(fields.length + 4).bytes(fields).toArray();
        return new Bytes().bytes(unsigned).u32(Bytes.crc(unsigned)).toArray();
    }

    /** The server's answer to a hello that it should accept. */
    static Hello read(byte[] fields) {
        Cursor cursor = new Cursor(fields);
        int version = cursor.u8();
        if (version == 0) {
            throw new Breach("a hello of the server", Refusal.read(fields).toString());
        }
        cursor.u8();
        int agreed = cursor.u32();
        cursor.u32();
        Map<Integer, Long> limits = new HashMap<>(DEFAULTS);
        Map<Integer, byte[]> entries = new HashMap<>();
        while (cursor.left() > 0) {
            int type = (int) cursor.varint();
            byte[] value = cursor.take(cursor.varint());
            entries.put(type, value);
            if (DEFAULTS.containsKey(type)) {
                limits.put(type, new Cursor(value).varint());
            }
        }
        return new Hello(version, agreed, limits, entries);
    }

    int version() {
        return version;
    }

    int agreed() {
        return agreed;
    }

    boolean agreed(int feature) {
        return (agreed & feature) != 0;
    }

    /** The value of an entry; empty where there is none. */
    byte[] entry(int type) {
        return entries.getOrDefault(type, new byte[0]);
    }

    int largestFrame() {
        return limit(1);
    }

    int largestMessage() {
        return limit(LARGEST_MESSAGE);
    }

    int callsInFlight() {
        return limit(CALLS_IN_FLIGHT);
    }

    int pingIntervalMillis() {
        return limit(PING_INTERVAL);
    }

    private int limit(int type) {
        return Math.toIntExact(limits.getOrDefault(type, 0L));
    }
}
