package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.BeanAnswers;
import io.volant.rpc.benchmarks.peer.BeanClient;
import io.volant.rpc.benchmarks.peer.BeanFutures;
import io.volant.rpc.benchmarks.peer.FreePort;
import io.volant.rpc.benchmarks.peer.Peer;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/**
 * Apache Dubbo without a registry: the protocol {@code dubbo} as it comes, and with fastjson2 and no filters; {@code tri} as it
 * comes.
 */
public final class DubboPeer implements Peer {
    /** 127.0.0.1 as one number, so that the library does not put the address of another interface in its place. */
    private static final String LOOPBACK = "2130706433";

    private static final int LONGEST = 64 << 20; // 8 MiB unless raised, which the large replies exceed
    private static final int TIMEOUT_MILLIS =
            30_000; // one second unless raised, which the large replies exceed on a busy machine

    @Override
    public Serving serve(String row, Workload workload) throws Exception {
        int port = FreePort.take();
        ProtocolConfig protocol = new ProtocolConfig(protocol(row), port);
        protocol.setHost(LOOPBACK);
        protocol.setPayload(LONGEST);
        if (isTuned(row)) {
            protocol.setSerialization("fastjson2");
        }
        ServiceConfig<BeanFutures> service = new ServiceConfig<>();
        service.setInterface(BeanFutures.class);
        service.setRef(new BeanAnswers(workload));
        service.setProtocol(protocol);
        if (isTuned(row)) {
            service.setFilter("-default");
        }
        bootstrap().protocol(protocol).service(service).start();
        return new Serving(port, settings(row));
    }

    @Override
    public Connection connect(String row, int port) {
        ReferenceConfig<BeanFutures> reference = new ReferenceConfig<>();
        reference.setInterface(BeanFutures.class);
        reference.setTimeout(TIMEOUT_MILLIS);
        reference.setRetries(0);
        reference.setUrl(protocol(row) + "://" + LOOPBACK + ":" + port + "/" + BeanFutures.class.getName() + "?payload="
                + LONGEST + (isTuned(row) ? "&serialization=fastjson2&prefer.serialization=fastjson2" : ""));
        if (isTuned(row)) {
            reference.setFilter("-default");
        }
        bootstrap().reference(reference).start();
        BeanFutures users = reference.get();
        users.existUser("");
        return Connection.of(
                BeanClient.of(users),
                settings(row) + ", timeout " + TIMEOUT_MILLIS + " ms, no retries, one connection");
    }

    private static DubboBootstrap bootstrap() {
        System.setProperty("dubbo.protocol.triple.max-body-size", String.valueOf(LONGEST));
        System.setProperty("dubbo.protocol.triple.max-response-body-size", String.valueOf(LONGEST));
        ApplicationConfig application = new ApplicationConfig("users");
        application.setQosEnable(false);
        return DubboBootstrap.getInstance().application(application).registry(new RegistryConfig("N/A"));
    }

    private static boolean isTuned(String row) {
        return row.equals("dubboFastjson2");
    }

    private static String protocol(String row) {
        return switch (row) {
            case "dubbo", "dubboFastjson2" -> "dubbo";
            case "tri" -> "tri";
            default -> throw Peer.unknown(row);
        };
    }

    private static String settings(String row) {
        return "protocol " + protocol(row) + (isTuned(row) ? ", fastjson2, filter -default" : "") + ", payload "
                + LONGEST;
    }
}
