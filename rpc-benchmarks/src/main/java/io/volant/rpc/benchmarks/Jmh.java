package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.runner.Machine;
import io.volant.rpc.benchmarks.system.JvmArgs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * JMH as it is, with two defaults of its own: an error fails the run ({@code -foe true}), and the forks are told the machine's
 * name, which JMH then records, so that {@code bench diff} can refuse to compare machines. Options given win.
 */
public final class Jmh {
    private static final String FAIL_ON_ERROR = "-foe";
    private static final String APPEND = "-jvmArgsAppend";

    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");

    private Jmh() {}

    public static void main(String[] arguments) throws IOException {
        if (runs(arguments) && locked()) {
            System.err.println(
                    "bench: another JMH runs on this machine (it holds " + LOCK + "). Two at once would measure"
                            + " each other, so wait for it; to run all the same, set JAVA_TOOL_OPTIONS=-Djmh.ignoreLock=true.");
            System.exit(1);
        }
        org.openjdk.jmh.Main.main(withDefaults(arguments));
    }

    /** Whether this is more than a look at lists and help, for which JMH takes no lock. */
    private static boolean runs(String[] arguments) {
        return Collections.disjoint(Arrays.asList(arguments), List.of("-l", "-lp", "-lprof", "-lrf", "-h"))
                && !Boolean.getBoolean("jmh.ignoreLock");
    }

    /** Looks at JMH's lock, which JMH itself takes afterwards. */
    private static boolean locked() throws IOException {
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
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
