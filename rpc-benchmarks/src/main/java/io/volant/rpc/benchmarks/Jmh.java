package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.runner.Machine;
import io.volant.rpc.benchmarks.system.JvmArgs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * JMH as it is, with two defaults of its own: an error fails the run ({@code -foe true}), and the forks are told the machine's
 * name, which JMH then records, so that {@code bench diff} can refuse to compare machines. Options given win.
 */
public final class Jmh {
    private static final String FAIL_ON_ERROR = "-foe";
    private static final String APPEND = "-jvmArgsAppend";

    private Jmh() {}

    public static void main(String[] arguments) throws IOException {
        org.openjdk.jmh.Main.main(withDefaults(arguments));
    }

    static String[] withDefaults(String[] arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        if (!all.contains(FAIL_ON_ERROR)) {
            all.addAll(List.of(FAIL_ON_ERROR, "true"));
        }
        List<String> append =
                new ArrayList<>(JvmArgs.withNativeAccess(List.of("-Dvolant.machine=" + Machine.fingerprint())));
        int given = all.indexOf(APPEND);
        if (given >= 0 && given + 1 < all.size()) {
            append.add(all.get(given + 1));
            all.set(given + 1, String.join(" ", append));
        } else {
            all.addAll(List.of(APPEND, String.join(" ", append)));
        }
        return all.toArray(String[]::new);
    }
}
