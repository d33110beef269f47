package io.volant.rpc.cluster;

import io.volant.rpc.Request;

/**
 * The routing key of a call as 64 well mixed bits: the same in every process, and the same for a number, an enum and a
 * {@code String} that reads like it. 0 is no key.
 */
final class RoutingHash {
    static final long NO_KEY = 0;

    private RoutingHash() {}

    static long of(Request request) {
        Object key = request.routingKeyOrNull();
        if (key instanceof String text) {
            return of(text);
        }
        if (key instanceof Number number) { // whole: the parser of the interface saw to that
            return mixed(hashOfDecimal(number.longValue()));
        }
        return key instanceof Enum<?> constant ? of(constant.name()) : NO_KEY;
    }

    static long of(String text) {
        return mixed(text.hashCode());
    }

    /** What {@code Long.toString(number).hashCode()} is, without the string. */
    private static int hashOfDecimal(long number) {
        long left = number > 0 ? -number : number; // there is one more below zero than above
        int hash = 0;
        int power = 1;
        do {
            hash += ('0' - (int) (left % 10)) * power;
            power *= 31;
            left /= 10;
        } while (left != 0);
        return number < 0 ? hash + '-' * power : hash;
    }

    /** Spreads what differs in any bit over all bits (the end of SplitMix64); never {@link #NO_KEY}. */
    static long mixed(long value) {
        long bits = value + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        bits ^= bits >>> 31;
        return bits == NO_KEY ? 1 : bits;
    }
}
