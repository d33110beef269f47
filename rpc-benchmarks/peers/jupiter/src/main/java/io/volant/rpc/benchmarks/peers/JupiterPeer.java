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

/**
 * Jupiter with Protostuff and without a registry: {@code jupiter} as it comes, {@code jupiterRoundRobin} with other strategies,
 * {@code jupiterBenchmark} with a connection for each processor and the settings of its own benchmark.
 */
public final class JupiterPeer implements Peer {
    private static final int LONGEST = 64 << 20; // 5 MiB unless raised, which the large replies exceed
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    static {
        System.setProperty(
                "jupiter.io.decoder.max.body.size", String.valueOf(LONGEST)); // read when the library is loaded
    }

    @Override
    public Serving serve(String row, Workload workload) throws Exception {
        int port = FreePort.take();
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
        String set = "";
        if (isBenchmark(row)) { // before any class of the library reads them
            set = ", native transport where there is one, loops " + PROCESSORS
                    + set("executor.factory.provider.core.workers", PROCESSORS)
                    + set("metric.needed", false)
                    + set("executor.factory.provider.queue.capacity", 65_536)
                    + set("executor.factory.provider.factory_name", "threadPool");
        }
        JServer server = new DefaultServer()
                .withAcceptor(
                        isBenchmark(row)
                                ? new JNettyTcpAcceptor(address, PROCESSORS, true)
                                : new JNettyTcpAcceptor(address));
        server.serviceRegistry()
                .provider(new JupiterAnswers(new BeanAnswers(workload)))
                .register();
        server.start(false);
        return new Serving(port, settings(row) + set);
    }

    @Override
    public Connection connect(String row, int port) {
        int connections = isBenchmark(row) ? PROCESSORS : 1;
        String set = "";
        if (isBenchmark(row)) {
            set = ", native transport where there is one, loops " + PROCESSORS
                    + set("executor.factory.consumer.core.workers", 2 * PROCESSORS)
                    + set("use.non_blocking_hash", true)
                    + set("executor.factory.consumer.factory_name", "forkJoin");
        }
        JClient client = new DefaultClient()
                .withConnector(isBenchmark(row) ? new JNettyTcpConnector(PROCESSORS, true) : new JNettyTcpConnector());
        UnresolvedAddress[] addresses = new UnresolvedAddress[connections];
        for (int i = 0; i < connections; i++) {
            addresses[i] = new UnresolvedSocketAddress("127.0.0.1", port);
            client.connector().connect(addresses[i]);
        }
        ProxyFactory<JupiterUsers> factory = ProxyFactory.factory(JupiterUsers.class)
                .version("1.0.0")
                .client(client)
                .serializerType(SerializerType.PROTO_STUFF)
                .invokeType(InvokeType.AUTO)
                .timeoutMillis(TIMEOUT_MILLIS)
                .addProviderAddress(addresses);
        if (!row.equals("jupiter")) {
            factory.loadBalancerType(LoadBalancerType.ROUND_ROBIN);
        }
        if (row.equals("jupiterRoundRobin")) {
            factory.clusterStrategy(ClusterInvoker.Strategy.FAIL_FAST);
        }
        JupiterCalls users = new JupiterCalls(factory.newProxyInstance());
        users.existUser("");
        return Connection.of(
                BeanClient.of(users), "connections " + connections + ", time-out 30 s, " + settings(row) + set);
    }

    private static boolean isBenchmark(String row) {
        return row.equals("jupiterBenchmark");
    }

    /** Sets a property of the library's, and says so. */
    private static String set(String name, Object value) {
        System.setProperty("jupiter." + name, String.valueOf(value));
        return ", " + name + " " + value;
    }

    private static String settings(String row) {
        String how = switch (row) {
            case "jupiter" -> "";
            case "jupiterRoundRobin" -> ", round robin, fail fast";
            case "jupiterBenchmark" -> ", round robin";
            default -> throw Peer.unknown(row);
        };
        return "protostuff" + how + ", max.body.size " + LONGEST;
    }
}
