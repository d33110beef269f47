package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.BeanAnswers;
import io.volant.rpc.benchmarks.peer.BeanClient;
import io.volant.rpc.benchmarks.peer.FreePort;
import io.volant.rpc.benchmarks.peer.Peer;
import java.net.InetSocketAddress;
import org.jupiter.rpc.DefaultClient;
import org.jupiter.rpc.DefaultServer;
import org.jupiter.rpc.InvokeType;
import org.jupiter.rpc.JClient;
import org.jupiter.rpc.JServer;
import org.jupiter.rpc.consumer.ProxyFactory;
import org.jupiter.rpc.consumer.cluster.ClusterInvoker;
import org.jupiter.rpc.load.balance.LoadBalancerType;
import org.jupiter.serialization.SerializerType;
import org.jupiter.transport.UnresolvedAddress;
import org.jupiter.transport.UnresolvedSocketAddress;
import org.jupiter.transport.netty.JNettyTcpAcceptor;
import org.jupiter.transport.netty.JNettyTcpConnector;

/** Jupiter with Protostuff and without a registry: {@code jupiter} as it comes, {@code jupiterRoundRobin} with other strategies. */
public final class JupiterPeer implements Peer {
    private static final int LONGEST = 64 << 20; // 5 MiB unless raised, which the large replies exceed
    private static final long TIMEOUT_MILLIS = 30_000;

    static {
        System.setProperty(
                "jupiter.io.decoder.max.body.size", String.valueOf(LONGEST)); // read when the library is loaded
    }

    @Override
    public Serving serve(String row, Workload workload) throws Exception {
        int port = FreePort.take();
        JServer server =
                new DefaultServer().withAcceptor(new JNettyTcpAcceptor(new InetSocketAddress("127.0.0.1", port)));
        server.serviceRegistry()
                .provider(new JupiterAnswers(new BeanAnswers(workload)))
                .register();
        server.start(false);
        return new Serving(port, settings(row));
    }

    @Override
    public Connection connect(String row, int port) {
        JClient client = new DefaultClient().withConnector(new JNettyTcpConnector());
        UnresolvedAddress address = new UnresolvedSocketAddress("127.0.0.1", port);
        client.connector().connect(address);
        ProxyFactory<JupiterUsers> factory = ProxyFactory.factory(JupiterUsers.class)
                .version("1.0.0")
                .client(client)
                .serializerType(SerializerType.PROTO_STUFF)
                .invokeType(InvokeType.AUTO)
                .timeoutMillis(TIMEOUT_MILLIS)
                .addProviderAddress(address);
        if (isTuned(row)) {
            factory.loadBalancerType(LoadBalancerType.ROUND_ROBIN).clusterStrategy(ClusterInvoker.Strategy.FAIL_FAST);
        }
        JupiterCalls users = new JupiterCalls(factory.newProxyInstance());
        users.existUser("");
        return Connection.of(BeanClient.of(users), "one connection, time-out 30 s, " + settings(row));
    }

    private static boolean isTuned(String row) {
        return switch (row) {
            case "jupiter" -> false;
            case "jupiterRoundRobin" -> true;
            default -> throw Peer.unknown(row);
        };
    }

    private static String settings(String row) {
        return "protostuff" + (isTuned(row) ? ", round robin, fail fast" : "") + ", max.body.size " + LONGEST;
    }
}
