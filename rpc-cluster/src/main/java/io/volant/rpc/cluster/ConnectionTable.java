package io.volant.rpc.cluster;

import io.volant.rpc.Dialer;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The connections of one client, by endpoint, each as long as any service has its server in its list. Thread-safe. */
final class ConnectionTable implements AutoCloseable {
    private final Dialer dialer;
    private final Function<Request, ServiceRoute> route;
    private final Map<Endpoint, NodeConnections> table = new HashMap<>(); // guarded by this, as all below
    private final Set<NodeConnections> retired = new LinkedHashSet<>(); // those whose calls may not have ended

    /** @param route of the service that a call is for */
    ConnectionTable(Dialer dialer, Function<Request, ServiceRoute> route) {
        this.dialer = dialer;
        this.route = route;
    }

    /** Those to {@code endpoint}, which are begun if nobody has them yet; {@code service} hears what becomes of them. */
    NodeConnections take(Endpoint endpoint, ServiceRoute service) {
        NodeConnections connections;
        boolean first;
        synchronized (this) {
            first = !table.containsKey(endpoint);
            connections = table.computeIfAbsent(endpoint, e -> new NodeConnections(e, dialer, route));
            connections.join(service);
        }
        if (first) {
            connections.start();
        }
        return connections;
    }

    /** {@code service} calls that server no more; with the last service the connections end when their calls have. */
    void giveBack(NodeConnections connections, ServiceRoute service) {
        synchronized (this) {
            if (!connections.leave(service)) {
                return;
            }
            table.remove(connections.endpoint(), connections);
            retired.removeIf(NodeConnections::ended);
            retired.add(connections);
        }
        connections.retire();
    }

    /** Ends all, those too whose calls have not ended. */
    @Override
    public void close() {
        List<NodeConnections> all;
        synchronized (this) {
            all = new ArrayList<>(table.values());
            all.addAll(retired);
            table.clear();
            retired.clear();
        }
        all.forEach(NodeConnections::close);
    }
}
