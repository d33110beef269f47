package io.volant.rpc.serialization;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damage to the bytes of a message. */
final class Mutations {
    /** Classes that a decoder that asks the wire for a class would load. */
    static final List<String> TEMPTING = List.of(
            "io.volant.rpc.serialization.NeverLoaded",
            "javax.script.ScriptEngineManager",
            "com.sun.rowset.JdbcRowSetImpl",
            "javax.management.BadAttributeValueExpException");

    private static final int LONGEST_HEADER = 4;

    private Mutations() {}

    /**
     * How many bytes the header of a body takes: the markers, counts and case number at its beginning, without which little behind
     * them is looked at. At most half of a short body.
     */
    static int header(byte[] body) {
        return Math.min(LONGEST_HEADER, body.length / 2);
    }

    /** One change behind the first {@code intact} bytes. */
    static byte[] mutate(byte[] body, int intact, Random random) {
        int at = body.length == intact ? intact : intact + random.nextInt(body.length - intact);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(body, at, random.nextInt(8));
            case 1 -> replaced(body, at, (byte) random.nextInt(256));
            case 2 -> Arrays.copyOf(body, at);
            case 3 -> spliced(body, at, at, new byte[] {(byte) random.nextInt(256)});
            case 4 -> spliced(body, at, Math.min(body.length, at + 1 + random.nextInt(4)), new byte[0]);
            case 5 -> spliced(body, at, Math.min(body.length, at + 1), varint(random.nextInt() >>> random.nextInt(32)));
            case 6 -> spliced(body, at, Math.min(body.length, at + 1), text(random));
            default ->
                spliced(body, at, at, Arrays.copyOfRange(body, at, Math.min(body.length, at + random.nextInt(64))));
        };
    }

    private static byte[] flipped(byte[] body, int at, int bit) {
        return at == body.length ? body : replaced(body, at, (byte) (body[at] ^ 1 << bit));
    }

    private static byte[] replaced(byte[] body, int at, byte by) {
        return spliced(body, at, Math.min(body.length, at + 1), new byte[] {by});
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] by) {
        byte[] mutated = new byte[from + by.length + body.length - to];
        System.arraycopy(body, 0, mutated, 0, from);
        System.arraycopy(by, 0, mutated, from, by.length);
        System.arraycopy(body, to, mutated, from + by.length, body.length - to);
        return mutated;
    }

    private static byte[] text(Random random) {
        byte[] name = TEMPTING.get(random.nextInt(TEMPTING.size())).getBytes(StandardCharsets.US_ASCII);
        return spliced(name, 0, 0, new byte[] {(byte) (name.length + 1)});
    }

    private static byte[] varint(int value) {
        WireOutput out = new WireOutput();
        out.putVarint(value);
        return Arrays.copyOf(out.getBuffer(), out.position());
    }
}
