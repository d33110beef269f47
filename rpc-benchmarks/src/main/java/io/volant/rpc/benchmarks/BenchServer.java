package io.volant.rpc.benchmarks;

import io.volant.rpc.Transport;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.benchmarks.system.RunningServer;
import io.volant.rpc.benchmarks.system.ServerJvm;
import io.volant.rpc.benchmarks.system.ServerSpec;
import io.volant.rpc.inprocess.InProcessTransport;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server of a benchmark: in a JVM of its own, in this one over TCP, or in this one without sockets.
 *
 * @param transport over which clients must connect; null for that of the class path
 */
record BenchServer(int port, @Nullable Transport transport, AutoCloseable running) implements AutoCloseable {
    /**
     * Starts a server and prints where and how.
     *
     * @param where {@code otherJvm}, {@code sameJvm} (on the event loops of the client), {@code ownLoops} (in the same JVM, on others)
     *     or {@code inProcess}
     */
    static BenchServer start(String where, ServerSpec spec) {
        return switch (where) {
            case "otherJvm" -> otherJvm(spec);
            case "sameJvm" -> sameJvm(spec, null);
            case "ownLoops" -> ownLoops(volant(where, spec));
            case "inProcess" -> sameJvm(volant(where, spec), new InProcessTransport());
            default ->
                throw new IllegalArgumentException(
                        "server: " + where + " (expected: otherJvm, sameJvm, ownLoops or inProcess)");
        };
    }

    /** As a client of Volant takes it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    Optional<Transport> clientTransport() {
        return Optional.ofNullable(transport);
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (Exception e) {
            throw new IllegalStateException("the server on port " + port + " did not close", e);
        }
    }

    private static BenchServer otherJvm(ServerSpec spec) {
        ServerJvm jvm = ServerJvm.start(spec);
        print(spec, "pid " + jvm.pid() + " on " + jvm.address() + ", -jvmArgs " + String.join(" ", jvm.jvmArgs()));
        return new BenchServer(jvm.port(), null, jvm);
    }

    private static BenchServer sameJvm(ServerSpec spec, @Nullable Transport transport) {
        RunningServer server = RunningServer.start(spec, transport);
        print(spec, "in the client's JVM" + (transport == null ? ", on " + server.address() : ", without sockets"));
        return new BenchServer(server.port(), transport, server);
    }

    private static BenchServer ownLoops(ServerSpec spec) {
        VolantRuntime runtime = VolantRuntime.builder().build();
        RunningServer server = RunningServer.start(spec, runtime);
        print(spec, "in the client's JVM, on event loops of its own, on " + server.address());
        return new BenchServer(server.port(), null, () -> {
            server.close();
            runtime.close();
        });
    }

    private static ServerSpec volant(String where, ServerSpec spec) {
        if (!spec.system().isVolant()) {
            throw new IllegalArgumentException("server: " + where + " is for Volant (system: "
                    + spec.system().label() + ")");
        }
        return spec;
    }

    private static void print(ServerSpec spec, String where) {
        String queue = spec.system().isVolant() ? ", workersQueue " + RunningServer.WORKERS_QUEUE : "";
        System.out.println("# server of " + spec.system().label() + ": " + where + queue);
        System.out.println("# client: pid " + ProcessHandle.current().pid() + ", -jvmArgs "
                + String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    }
}
