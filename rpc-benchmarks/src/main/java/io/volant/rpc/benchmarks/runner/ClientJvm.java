package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.load.LoadResult;
import io.volant.rpc.benchmarks.load.Usage;
import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.RpcSystem;
import java.time.Duration;
import java.util.List;

/** The JVM that puts the load on a server. */
public final class ClientJvm implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);

    private final ChildJvm jvm;

    private ClientJvm(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /** Starts the client and waits until it is connected. */
    static ClientJvm start(RpcSystem system, int port, List<String> launcher, List<String> jvmArgs) {
        return of(ChildJvm.start(
                "the client of " + system.label(),
                launcher,
                jvmArgs,
                ClientMain.class,
                List.of(system.label(), String.valueOf(port))));
    }

    /** Waits until a JVM that has been started is connected; ends it when it does not. */
    public static ClientJvm of(ChildJvm jvm) {
        try {
            jvm.expect("ready", START);
            return new ClientJvm(jvm);
        } catch (RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    /** What the client says of its settings. */
    public String settings() {
        jvm.send("settings");
        return jvm.expect("settings", START);
    }

    public long pid() {
        return jvm.pid();
    }

    /** Starts a run; returns what the JVM had used before it. */
    public Usage begin(String load, Duration time) {
        jvm.send(load + " " + time.toMillis());
        return Usage.parse(jvm.expect("begin", START));
    }

    /** Waits for the end of a run. */
    public End end(Duration time) {
        String[] parts = jvm.expect("end", time.plus(LAST_ANSWERS)).split(" ", 3);
        return new End(Usage.parse(parts[0] + " " + parts[1]), LoadResult.parse(parts[2]));
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** What a run came to, and what the JVM had used after it. */
    public record End(Usage usage, LoadResult result) {}
}
