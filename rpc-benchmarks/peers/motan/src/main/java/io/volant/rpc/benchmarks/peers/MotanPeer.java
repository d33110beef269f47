package io.volant.rpc.benchmarks.peers;

import com.weibo.api.motan.common.MotanConstants;
import com.weibo.api.motan.config.ProtocolConfig;
import com.weibo.api.motan.config.RefererConfig;
import com.weibo.api.motan.config.RegistryConfig;
import com.weibo.api.motan.config.ServiceConfig;
import com.weibo.api.motan.util.MotanSwitcherUtil;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.FreePort;
import io.volant.rpc.benchmarks.peer.Peer;

/**
 * Motan with Hessian and without a registry: {@code motan} as it comes, {@code motanPool} with workers that services share, up to 800 of
 * them, no second attempts, and round robin. That benchmark's client has 2 to 10 connections, through Netty 3; the one for Netty 4 keeps the
 * least number, and two are its default, too. Its asynchronous calls need an interface that a code generator writes, and are not
 * compared.
 */
public final class MotanPeer implements Peer {
    private static final int LONGEST = 64 << 20; // 10 MiB unless raised, which the large replies exceed
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final String GROUP = "volant";

    @Override
    public Serving serve(String row, Workload workload) throws Exception {
        int port = FreePort.take();
        ProtocolConfig protocol = protocol();
        if (isTuned(row)) {
            protocol.setMaxServerConnection(80_000);
            protocol.setMinWorkerThread(20);
            protocol.setMaxWorkerThread(800);
        }
        ServiceConfig<MotanUsers> service = new ServiceConfig<>();
        service.setInterface(MotanUsers.class);
        service.setRef(new MotanAnswers(workload));
        service.setApplication("users");
        service.setGroup(GROUP);
        service.setVersion("1.0");
        service.setShareChannel(isTuned(row));
        service.setRegistry(registry());
        service.setProtocol(protocol);
        service.setExport("motan:" + port);
        service.export();
        MotanSwitcherUtil.setSwitcherValue(MotanConstants.REGISTRY_HEARTBEAT_SWITCHER, true);
        return new Serving(
                port,
                "hessian" + (isTuned(row) ? ", 20 to 800 workers, shareChannel" : "") + ", maxContentLength "
                        + LONGEST);
    }

    @Override
    public Connection connect(String row, int port) {
        ProtocolConfig protocol = protocol();
        if (isTuned(row)) {
            protocol.setHaStrategy("failfast");
            protocol.setLoadbalance("roundrobin");
            protocol.setMinClientConnection(2);
            protocol.setMaxClientConnection(10);
        }
        RefererConfig<MotanUsers> referer = new RefererConfig<>();
        referer.setInterface(MotanUsers.class);
        referer.setApplication("users");
        referer.setGroup(GROUP);
        referer.setVersion("1.0");
        referer.setRequestTimeout(TIMEOUT_MILLIS);
        referer.setRegistry(registry());
        referer.setProtocol(protocol);
        referer.setDirectUrl("127.0.0.1:" + port);
        MotanUsers users = referer.getRef();
        users.existUser("");
        return Connection.blocking(
                new MotanClient(users),
                "hessian, " + (isTuned(row) ? "2 connections, failfast, round robin" : "defaults") + ", requestTimeout "
                        + TIMEOUT_MILLIS + " ms, maxContentLength " + LONGEST);
    }

    private static ProtocolConfig protocol() {
        ProtocolConfig protocol = new ProtocolConfig();
        protocol.setId("motan");
        protocol.setName("motan");
        protocol.setMaxContentLength(LONGEST);
        return protocol;
    }

    private static RegistryConfig registry() {
        RegistryConfig registry = new RegistryConfig();
        registry.setRegProtocol("local");
        registry.setName("local");
        registry.setCheck("false");
        return registry;
    }

    private static boolean isTuned(String row) {
        return switch (row) {
            case "motan" -> false;
            case "motanPool" -> true;
            default -> throw Peer.unknown(row);
        };
    }
}
