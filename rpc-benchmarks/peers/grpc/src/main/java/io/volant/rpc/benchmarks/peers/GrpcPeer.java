package io.volant.rpc.benchmarks.peers;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.Peer;
import java.net.InetSocketAddress;

/** gRPC-Java over Netty, with protobuf: {@code grpc} as it comes, {@code grpcDirect} with direct executors. */
public final class GrpcPeer implements Peer {
    private static final int LONGEST = 64 << 20; // 4 MiB unless raised, which the large replies exceed

    @Override
    public Serving serve(String row, Workload workload) throws Exception {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .maxInboundMessageSize(LONGEST)
                .addService(GrpcUsers.of(workload));
        if (isDirect(row)) {
            builder.directExecutor();
        }
        Server server = builder.build().start();
        return new Serving(server.getPort(), settings(row));
    }

    @Override
    public Connection connect(String row, int port) {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().maxInboundMessageSize(LONGEST);
        if (isDirect(row)) {
            builder.directExecutor();
        }
        ManagedChannel channel = builder.build();
        GrpcClient client = new GrpcClient(channel);
        client.existUser("");
        return Connection.of(client, "one channel, plaintext, " + settings(row));
    }

    private static boolean isDirect(String row) {
        return switch (row) {
            case "grpc" -> false;
            case "grpcDirect" -> true;
            default -> throw Peer.unknown(row);
        };
    }

    private static String settings(String row) {
        return (isDirect(row) ? "direct executor" : "shared executor (cached pool)") + ", maxInboundMessageSize "
                + LONGEST;
    }
}
