package io.volant.rpc.examples.balance;

import java.util.List;
import java.util.Locale;

/**
 * One of the four servers of the example.
 *
 * @param millis how long it takes for a call
 * @param workers how many calls it works on at once
 * @param weight what an operator gives it by hand
 */
record Backend(String name, int millis, int workers, int weight) {
    static final List<Backend> ALL = List.of(
            new Backend("fast", 1, 32, 400),
            new Backend("normal", 5, 32, 200),
            new Backend("small", 5, 2, 50),
            new Backend("slow", 20, 32, 100));

    /** As it stands in the table's introduction. */
    String describe(String address, long pid) {
        return String.format(
                Locale.ROOT,
                "  %-7s %2d ms a call, %2d workers, weight %3d   %s  pid %d",
                name,
                millis,
                workers,
                weight,
                address,
                pid);
    }
}
