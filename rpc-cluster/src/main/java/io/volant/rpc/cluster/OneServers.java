package io.volant.rpc.cluster;

import io.volant.rpc.Dialer;
import io.volant.rpc.Endpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers of one service to which calls go that may go to one server alone. Those are kept at which calls wait, and forgotten
 * afterwards: servers come and go, and every address that was ever named would be too many. Thread-safe.
 */
final class OneServers implements AutoCloseable {
    private static final int FEW = 64; // that may be left of calls whose wait ended in vain

    private final String service;
    private final Membership members;
    private final LoadBalancer balancer;
    private final Dialer dialer;
    private final Map<Endpoint, OneServer> kept = new ConcurrentHashMap<>();
    private volatile boolean closed;

    OneServers(String service, Membership members, LoadBalancer balancer, Dialer dialer) {
        this.service = service;
        this.members = members;
        this.balancer = balancer;
        this.dialer = dialer;
    }

    /** Where calls go that may go to {@code endpoint} alone. */
    OneServer at(Endpoint endpoint) {
        OneServer server = kept.get(endpoint);
        return server != null ? server : new OneServer(endpoint, service, members, balancer, dialer, this);
    }

    /**
     * Lets {@code server} hear of connections, since a call waits there.
     *
     * @return the server that hears of them; not the same one where others wait at another object for that server
     */
    OneServer keep(OneServer server) {
        OneServer before = kept.putIfAbsent(server.endpoint(), server);
        if (closed) {
            server.close();
        } else if (kept.size() > FEW) {
            forgetIdle();
        }
        return before == null ? server : before;
    }

    /** There may be connections where there were none. */
    void onRoom() {
        if (!kept.isEmpty()) {
            kept.values().forEach(OneServer::onRoom);
            forgetIdle();
        }
    }

    /** A server at which a call comes to wait meanwhile is {@linkplain #keep kept} afterwards. */
    private void forgetIdle() {
        kept.keySet()
                .forEach(endpoint -> kept.computeIfPresent(endpoint, (e, server) -> server.isIdle() ? null : server));
    }

    /** How many are kept. */
    int size() {
        return kept.size();
    }

    @Override
    public void close() {
        closed = true;
        kept.values().forEach(OneServer::close);
    }
}
