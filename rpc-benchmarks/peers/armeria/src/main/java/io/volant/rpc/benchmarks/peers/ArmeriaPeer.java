package io.volant.rpc.benchmarks.peers;

import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.Flags;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.Peer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/**
 * Armeria with gRPC and protobuf: {@code armeria} as it comes, {@code armeriaNoMeters} without a time limit of the server's and
 * without meters, and with the cached headers of its benchmark.
 */
public final class ArmeriaPeer implements Peer {
    private static final int LONGEST = 64 << 20; // 10 MB of a call and 4 MiB of a message unless raised
    private static final String CACHED_HEADERS = "com.linecorp.armeria.cachedHeaders";
    private static final String HEADERS =
            ":authority,:scheme,:method,accept-encoding,content-type,:path,user-agent," + "grpc-accept-encoding,te";

    @Override
    public Serving serve(String row, Workload workload) {
        boolean bare = prepare(row);
        ServerBuilder builder = Server.builder()
                .http(new InetSocketAddress("127.0.0.1", 0))
                .maxRequestLength(LONGEST)
                .service(GrpcService.builder()
                        .addService(GrpcUsers.of(workload))
                        .maxRequestMessageLength(LONGEST)
                        .build());
        if (bare) {
            builder.requestTimeout(Duration.ZERO).meterRegistry(NoopMeterRegistry.get());
        }
        Server server = builder.build();
        server.start().join();
        return new Serving(
                server.activeLocalPort(),
                "handlers on the event loop, requestTimeoutMillis "
                        + server.config().defaultVirtualHost().requestTimeoutMillis() + ", "
                        + server.config().meterRegistry().getClass().getSimpleName() + settings());
    }

    @Override
    public Connection connect(String row, int port) {
        prepare(row);
        ArmeriaStub stub = GrpcClients.builder("http://127.0.0.1:" + port + "/")
                .clientStubFactory(new ArmeriaStub.Factory())
                .maxResponseLength(LONGEST)
                .maxResponseMessageLength(LONGEST)
                .build(ArmeriaStub.class);
        GrpcClient client = new GrpcClient(stub.channel());
        client.existUser("");
        return Connection.of(
                client,
                "HTTP/2, plaintext, one connection, responseTimeoutMillis " + Flags.defaultResponseTimeoutMillis()
                        + settings());
    }

    /** Whether the row is the one of the benchmark; its headers are read when Armeria's first class is. */
    private static boolean prepare(String row) {
        return switch (row) {
            case "armeria" -> false;
            case "armeriaNoMeters" -> {
                System.setProperty(CACHED_HEADERS, HEADERS);
                yield true;
            }
            default -> throw Peer.unknown(row);
        };
    }

    private static String settings() {
        return ", " + Flags.transportType().name().toLowerCase(Locale.ROOT) + ", "
                + Flags.numCommonWorkers() + " event loops, cachedHeaders " + String.join(" ", Flags.cachedHeaders())
                + ", longest message " + LONGEST;
    }
}
