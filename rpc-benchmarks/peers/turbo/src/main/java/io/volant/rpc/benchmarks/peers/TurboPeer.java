package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.FreePort;
import io.volant.rpc.benchmarks.peer.Peer;
import java.util.List;
import java.util.Map;
import rpc.turbo.client.TurboClient;
import rpc.turbo.config.HostPort;
import rpc.turbo.config.client.AppConfig;
import rpc.turbo.config.server.ServerConfig;
import rpc.turbo.discover.DirectConnectDiscover;
import rpc.turbo.invoke.ServerInvokerFactory;
import rpc.turbo.loadbalance.RoundRobinLoadBalanceFactory;
import rpc.turbo.serialization.kryo.KryoSerializer;
import rpc.turbo.server.TurboServer;

/** turbo-rpc with Kryo: {@code turbo} with one connection, its default, {@code turbo4} with four. */
public final class TurboPeer implements Peer {
    private static final String GROUP = "volant";
    private static final String APP = "users";
    private static final String SERIALIZER = KryoSerializer.class.getName();
    private static final int ERRORS = 16;

    @Override
    public Serving serve(String row, Workload workload) throws Exception {
        int port = FreePort.take();
        ServerConfig config = new ServerConfig(GROUP, APP);
        config.setSerializer(SERIALIZER);
        TurboServer server = new TurboServer(config, new ServerInvokerFactory(GROUP, APP));
        server.registerService(Map.of(TurboUsers.class, new TurboAnswers(workload)));
        server.startRpcServer(new HostPort("127.0.0.1", port));
        return new Serving(port, "serializer kryo");
    }

    @Override
    public Connection connect(String row, int port) {
        int connections = switch (row) {
            case "turbo" -> 1;
            case "turbo4" -> 4;
            default -> throw Peer.unknown(row);
        };
        DirectConnectDiscover discover = new DirectConnectDiscover();
        discover.init(List.of(new HostPort("127.0.0.1", port)));
        AppConfig config = new AppConfig();
        config.setGroup(GROUP);
        config.setApp(APP);
        config.setSerializer(SERIALIZER);
        config.setConnectPerServer(connections);
        config.setServerErrorThreshold(ERRORS);
        config.setLoadBalanceFactory(new RoundRobinLoadBalanceFactory<>());
        config.setDiscover(discover);
        TurboClient client = new TurboClient();
        client.addConnect(config);
        client.register(TurboUsers.class);
        TurboClientUsers users = new TurboClientUsers(client.getService(TurboUsers.class));
        users.existUser("");
        return Connection.of(
                users,
                "serializer kryo, connectPerServer " + connections + ", round robin, serverErrorThreshold " + ERRORS);
    }
}
