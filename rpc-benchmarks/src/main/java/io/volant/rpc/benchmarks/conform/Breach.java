package io.volant.rpc.benchmarks.conform;

/** A server did something else than the specification says. */
final class Breach extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String seen;

    Breach(String expected, String seen) {
        super("expected " + expected + ", seen " + seen);
        this.expected = expected;
        this.seen = seen;
    }

    static void unless(boolean right, String expected, Object seen) {
        if (!right) {
            throw new Breach(expected, String.valueOf(seen));
        }
    }

    String expected() {
        return expected;
    }

    String seen() {
        return seen;
    }
}
