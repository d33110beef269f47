package io.volant.rpc.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Bytes to send. */
final class Content {
    private static final byte[] TEXT = ("{\"id\":4711,\"name\":\"Łukasz Müller\",\"email\":\"user4711@example.com\","
                    + "\"address\":\"Sonnenstraße 12, 80331 München\",\"status\":\"ACTIVE\",\"total\":\"149.90\"},")
            .getBytes(StandardCharsets.UTF_8);
    private static final long SEED = 4711;

    private Content() {}

    /** Text of records that differ in their numbers, or bytes that nothing can compress. */
    static byte[] of(String kind, int length) {
        Random random = new Random(SEED);
        byte[] bytes = new byte[length];
        switch (kind) {
            case "random" -> random.nextBytes(bytes);
            case "text" -> {
                for (int at = 0; at < length; at += TEXT.length) {
                    byte[] line = Arrays.copyOf(TEXT, TEXT.length);
                    for (int i = 0; i < line.length; i++) {
                        if (line[i] >= '0' && line[i] <= '9') {
                            line[i] = (byte) ('0' + random.nextInt(10));
                        }
                    }
                    System.arraycopy(line, 0, bytes, at, Math.min(line.length, length - at));
                }
            }
            default -> throw new IllegalArgumentException("content: " + kind + " (expected: text or random)");
        }
        return bytes;
    }
}
