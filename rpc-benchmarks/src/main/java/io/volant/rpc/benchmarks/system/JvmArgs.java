package io.volant.rpc.benchmarks.system;

import java.util.ArrayList;
import java.util.List;

/** Arguments of the JVMs that the benchmarks start. */
public final class JvmArgs {
    /** More of the {@link #defaults}, separated by blanks: tests, which measure nothing, ask for JVMs that start cheaply. */
    static final String MORE_PROPERTY = "volant.benchmarks.jvm";

    private static final int FIRST_THAT_WARNS = 24;

    private JvmArgs() {}

    /** The same fixed heap and collector for every system; the collector pauses instead of running beside the program. */
    public static List<String> defaults() {
        List<String> all = withNativeAccess(List.of("-Xms256m", "-Xmx256m", "-XX:+UseParallelGC"));
        String more = System.getProperty(MORE_PROPERTY, "");
        if (!more.isBlank()) {
            all.addAll(List.of(more.split(" ", -1)));
        }
        return all;
    }

    /** A larger heap: replies of 50 MB are in it several times, in some systems. */
    public static List<String> forComparison() {
        return withNativeAccess(List.of("-Xms512m", "-Xmx1g", "-XX:+UseParallelGC"));
    }

    /** Adds what newer JVMs want to hear before Netty runs at full speed and in silence. */
    public static List<String> withNativeAccess(List<String> jvmArgs) {
        List<String> all = new ArrayList<>(jvmArgs);
        if (Runtime.version().feature() >= FIRST_THAT_WARNS) {
            all.add("--enable-native-access=ALL-UNNAMED");
            all.add("--sun-misc-unsafe-memory-access=allow");
        }
        return all;
    }
}
