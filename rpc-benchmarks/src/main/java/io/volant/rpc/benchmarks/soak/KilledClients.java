package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.JvmArgs;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Clients whose JVM is killed while many of their calls are under way. */
record KilledClients(String server) implements Visitor {
    private static final List<String> JVM_ARGS =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final Duration START = Duration.ofMinutes(1);
    private static final int MOST_ANSWERS = 400;

    @Override
    public void visit(Random random) throws InterruptedException {
        try (ChildJvm jvm = ChildJvm.start(
                "a client to be killed",
                List.of(),
                JvmArgs.withNativeAccess(JVM_ARGS),
                KilledMain.class,
                List.of(server, String.valueOf(random.nextInt(MOST_ANSWERS))))) {
            jvm.expect("calling", START);
            jvm.kill();
        }
    }
}
