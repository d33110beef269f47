package io.volant.rpc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health of one server, as its own {@link Health} service tells it. Thread-safe. */
final class ServerHealth implements Health {
    private static final Logger log = LoggerFactory.getLogger(ServerHealth.class);

    private final Set<String> services =
            new LinkedHashSet<>(); // with and without version; not changed once constructed
    private volatile RpcServer.State server = RpcServer.State.NEW;

    /** Of a server that offers {@code services}, each as {@code name:version}. */
    ServerHealth(List<String> services) {
        for (String service : services) {
            this.services.add(service);
            this.services.add(service.substring(0, service.lastIndexOf(':')));
        }
    }

    /** To be told of every state of the server. */
    void onState(RpcServer.State state) {
        server = state;
    }

    @Override
    public State check(String service) {
        if (!service.isEmpty() && !services.contains(service)) {
            return State.UNKNOWN_SERVICE;
        }
        return switch (server) {
            case NEW, STARTING, SERVING -> State.SERVING; // who asks has reached it
            case DRAINING, CLOSED -> State.DRAINING;
        };
    }

    /** This as a service; empty where the serializer has no form for it, which is no reason to refuse the server. */
    Optional<ExportedService> export(
            Serializer serializer,
            CodecLimits limits,
            WorkerPool workers,
            HandlerFailures failures,
            ServerWatch watch) {
        ServiceCodec codec;
        try {
            codec = Contracts.compile(Health.class, serializer, limits);
        } catch (IllegalArgumentException e) {
            log.warn("event=health_not_offered serializer={} reason=\"{}\"", serializer.name(), e.getMessage());
            return Optional.empty();
        }
        ServiceOptions where = new ServiceOptions(codec.service()).eventLoop();
        ServiceHost host = new ServiceHost(codec, this, where, new InterceptorStack(), workers, failures, watch);
        return Optional.of(new ExportedService(codec, host));
    }
}
