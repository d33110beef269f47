package io.volant.rpc.benchmarks.system;

import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.Transport;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.benchmarks.reference.FramedPipelined;
import io.volant.rpc.benchmarks.reference.RawBatch;
import io.volant.rpc.benchmarks.reference.RawSync;
import io.volant.rpc.benchmarks.reference.ReferenceServer;
import io.volant.rpc.examples.user.UserService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server in this JVM. */
public final class RunningServer implements AutoCloseable {
    /** More than any benchmark has in flight, so that no call is refused. */
    public static final int WORKERS_QUEUE = 16_384;

    private static final String HOST = "127.0.0.1";

    private final int port;
    private final AutoCloseable server;

    private RunningServer(int port, AutoCloseable server) {
        this.port = port;
        this.server = server;
    }

    public static RunningServer start(ServerSpec spec) {
        return start(spec, server -> {});
    }

    /** Starts a server of Volant on the event loops of {@code runtime}. */
    public static RunningServer start(ServerSpec spec, VolantRuntime runtime) {
        return start(spec, server -> server.runtime(runtime));
    }

    /** Starts a server of Volant on a transport of its own, where there is one. */
    public static RunningServer start(ServerSpec spec, @Nullable Transport transport) {
        return start(spec, server -> {
            if (transport != null) {
                server.transport(transport);
            }
        });
    }

    private static RunningServer start(ServerSpec spec, Consumer<RpcServerBuilder> where) {
        Class<?> contract = load(spec.contract());
        Object implementation = create(spec.implementation());
        return switch (spec.system()) {
            case VOLANT, VOLANT_POOL, VOLANT_CLUSTER, VOLANT_DRIVEN -> volant(spec, contract, implementation, where);
            case R1 -> reference(RawSync.serve((UserService) implementation));
            case R2 -> reference(RawBatch.serve((UserService) implementation));
            case R3 -> reference(FramedPipelined.serve());
        };
    }

    public int port() {
        return port;
    }

    /** As a client of Volant takes it. */
    public String address() {
        return HOST + ":" + port;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("the server on port " + port + " did not close", e);
        }
    }

    private static <T> RunningServer volant(
            ServerSpec spec, Class<T> contract, Object implementation, Consumer<RpcServerBuilder> where) {
        RpcServerBuilder builder =
                RpcServer.builder().workersQueue(WORKERS_QUEUE).fixedLimit();
        builder.service(contract, contract.cast(implementation), on -> {
            if (spec.system() != RpcSystem.VOLANT_POOL) {
                on.eventLoop();
            }
        });
        if (spec.compress()) {
            builder.compressAbove(0);
        }
        where.accept(builder);
        RpcServer server = builder.start();
        return new RunningServer(server.port(), server);
    }

    private static RunningServer reference(ReferenceServer server) {
        return new RunningServer(server.port(), server);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("class " + name + " is not on the class path", e);
        }
    }

    private static Object create(String name) {
        try {
            var constructor = load(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "cannot create a " + name + " (expected: a constructor without parameters)", e);
        }
    }
}
