package io.volant.rpc.cluster;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Dialer;
import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.NodeStats;
import io.volant.rpc.OpenRoutes;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Route;
import io.volant.rpc.ServiceDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of one client to many servers: a {@link ServiceRoute} for each service, over connections that they share. Thread-safe. */
final class ClusterRoute implements Route {
    private final Cluster cluster;
    private final Dialer dialer;
    private final ConnectionTable connections;
    private final Retries retries;
    private final Retries retriesThere; // of calls that may go to one server alone
    private final Map<String, ServiceRoute> services = new ConcurrentHashMap<>();
    private final OpenRoutes openRoutes;
    private volatile boolean closed;

    ClusterRoute(Cluster cluster, Dialer dialer) {
        this.cluster = cluster;
        this.dialer = dialer;
        this.connections = new ConnectionTable(dialer, this::route);
        this.retries = Retries.of(
                cluster.retry(), dialer, (request, tried) -> route(request).hasOther(tried));
        this.retriesThere = Retries.of(cluster.retry(), dialer, (request, tried) -> false);
        this.openRoutes = OpenRoutes.of(dialer.runtime());
        openRoutes.add(this);
    }

    @Override
    public CompletableFuture<Void> ready() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Invoker to(ServiceDescriptor service, CallOptions options) {
        ServiceRoute route = route(service);
        return options.server().<Invoker>map(route.only()::at).orElse(route);
    }

    @Override
    public CompletableFuture<List<String>> servers(ServiceDescriptor service, Duration atMost) {
        return route(service).servers(atMost);
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        return route(request).invoke(request);
    }

    @Override
    public Interceptor retries(CallOptions options) {
        Retries chosen = options.server().isPresent() ? retriesThere : retries;
        return (method, next) -> chosen.around(method, next, options.hedge(method));
    }

    ServiceRoute route(Request request) {
        return route(request.codec().service());
    }

    private ServiceRoute route(ServiceDescriptor service) {
        ServiceRoute route = services.computeIfAbsent(
                service.toString(), name -> ServiceRoute.open(name, cluster, dialer, connections));
        if (closed) {
            route.close();
        }
        return route;
    }

    @Override
    public List<NodeStats> nodes() {
        return new TreeMap<>(services)
                .values().stream().flatMap(service -> service.stats().stream()).toList();
    }

    @Override
    public String toString() {
        return "the servers that " + cluster.source() + " tells";
    }

    @Override
    public void close() {
        closed = true;
        openRoutes.remove(this);
        retries.close();
        retriesThere.close();
        List.copyOf(services.values()).forEach(ServiceRoute::close);
        connections.close();
    }
}
