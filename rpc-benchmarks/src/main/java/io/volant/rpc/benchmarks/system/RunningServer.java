package io.volant.rpc.benchmarks.system;

import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.Transport;
import io.volant.rpc.benchmarks.reference.FramedPipelined;
import io.volant.rpc.benchmarks.reference.RawBatch;
import io.volant.rpc.benchmarks.reference.RawSync;
import io.volant.rpc.benchmarks.reference.ReferenceServer;
import io.volant.rpc.examples.user.UserService;
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
        return start(spec, null);
    }

    /** Starts a server of Volant on a transport of its own. */
    public static RunningServer start(ServerSpec spec, @Nullable Transport transport) {
        Class<?> contract = load(spec.contract());
        Object implementation = create(spec.implementation());
        return switch (spec.system()) {
            case VOLANT, VOLANT_POOL -> volant(spec, contract, implementation, transport);
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
            ServerSpec spec, Class<T> contract, Object implementation, @Nullable Transport transport) {
        RpcServerBuilder builder =
                RpcServer.builder().workersQueue(WORKERS_QUEUE).fixedLimit();
        builder.service(contract, contract.cast(implementation), on -> {
            if (spec.system() == RpcSystem.VOLANT) {
                on.eventLoop();
            }
        });
        if (spec.compress()) {
            builder.compressAbove(0);
        }
        if (transport != null) {
            builder.transport(transport);
        }
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
