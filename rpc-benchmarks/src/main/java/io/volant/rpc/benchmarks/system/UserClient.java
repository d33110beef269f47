package io.volant.rpc.benchmarks.system;

import io.volant.rpc.Routing;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.Transport;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.benchmarks.reference.RawBatch;
import io.volant.rpc.benchmarks.reference.RawSync;
import io.volant.rpc.cluster.Cluster;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.examples.user.UserService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection of one system, as the interface that all of them implement. */
public record UserClient(UserService users, AutoCloseable connection) implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30); // a busy machine is no reason to measure nothing

    public static UserClient connect(RpcSystem system, int port) {
        return connect(system, port, null);
    }

    /** Connects over a transport of its own, where the system is Volant. */
    public static UserClient connect(RpcSystem system, int port, @Nullable Transport transport) {
        return switch (system) {
            case VOLANT, VOLANT_POOL -> volant(Routing.direct(address(port)), transport);
            case VOLANT_DRIVEN -> driven(port);
            case VOLANT_CLUSTER ->
                volant(Cluster.of(EndpointSource.fixed(address(port))).slowStart(Duration.ZERO), transport);
            case R1 -> {
                RawSync client = RawSync.connect(port);
                yield new UserClient(client, client);
            }
            case R2 -> {
                RawBatch client = RawBatch.connect(port);
                yield new UserClient(client, client);
            }
            case R3 -> throw new IllegalArgumentException("R3 is not a UserService: it sends back what it gets");
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (Exception e) {
            throw new IllegalStateException("the connection did not close", e);
        }
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    private static UserClient volant(Routing routing, @Nullable Transport transport) {
        RpcClientBuilder builder = RpcClient.builder().routing(routing).connectTimeout(START);
        if (transport != null) {
            builder.transport(transport);
        }
        RpcClient client = builder.connect();
        return new UserClient(client.stub(UserService.class), client);
    }

    private static UserClient driven(int port) {
        VolantRuntime runtime = VolantRuntime.builder().callersDrive().build();
        RpcClient client = RpcClient.builder()
                .address(address(port))
                .runtime(runtime)
                .connectTimeout(START)
                .connect();
        return new UserClient(client.stub(UserService.class), () -> {
            client.close();
            runtime.close();
        });
    }
}
