package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.benchmarks.load.Orders;
import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.cluster.discovery.registry.EmbeddedRegistry;
import java.io.PrintStream;
import java.time.Duration;

/** A registry in a JVM of its own, for surroundings that this one is not in. Confined to one thread. */
final class RegistryJvm implements AutoCloseable {
    /** Short enough that several pass within a trial. */
    static final Duration LEASE = Duration.ofSeconds(2);

    private static final Duration START = Duration.ofMinutes(1);

    private final ChildJvm jvm;
    private final String address;

    private RegistryJvm(ChildJvm jvm, String address) {
        this.jvm = jvm;
        this.address = address;
    }

    static RegistryJvm start(Surroundings surroundings) {
        ChildJvm jvm = Jvms.start(
                "the registry",
                surroundings.launcher(Surroundings.NO_SERVER),
                RegistryJvm.class,
                Settings.parse("host=" + surroundings.host(Surroundings.NO_SERVER)));
        try {
            return new RegistryJvm(jvm, jvm.expect("serving on", START));
        } catch (Throwable e) {
            jvm.close();
            throw e;
        }
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        Settings settings = Settings.parse(arguments);
        WallClock clock = new WallClock();
        Orders orders = Orders.ofStandardInput();
        RpcServerBuilder builder =
                RpcServer.builder().host(settings.text("host")).port(0);
        RpcServer server = EmbeddedRegistry.inMemory(LEASE)
                .offer(settings.leavesLoopback() ? builder.insecure() : builder)
                .start();
        out.println("serving on " + server.address());
        while (true) {
            orders.next();
            out.println("ahead " + clock.aheadSeconds());
        }
    }

    ProcessHandle handle() {
        return jvm.handle();
    }

    String address() {
        return address;
    }

    /** How far its wall clock is ahead. */
    long aheadSeconds() {
        jvm.send("clock");
        return Long.parseLong(jvm.expect("ahead", START));
    }

    @Override
    public void close() {
        jvm.close();
    }
}
