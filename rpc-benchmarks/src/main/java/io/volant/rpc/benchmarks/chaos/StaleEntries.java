package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.Endpoint;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.registry.RegistryClient;
import io.volant.rpc.testing.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A registry that lists servers which are none: an address at which nobody listens, one at which another service has moved in, and one
 * that accepts connections and says nothing.
 */
final class StaleEntries {
    private static final String SERVICE = "Ledger:1";
    private static final double BEGIN = 0.2;
    private static final double END = 0.9;

    private StaleEntries() {}

    /** Who has moved in. */
    @RpcService
    interface Tenant {
        @RpcMethod
        CompletableFuture<Integer> rent();
    }

    static Fault fault() {
        return Fault.of(
                        "registry-stale",
                        "the registry lists a dead server, another service, and one that says nothing",
                        StaleEntries::play)
                .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN);
    }

    private static void play(Stage stage) throws InterruptedException, IOException {
        stage.awaitPart(BEGIN);
        stage.mark();
        try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                FaultProxy toSilent = FaultProxy.to(silent.getLocalPort());
                RpcServer tenant = RpcServer.builder()
                        .port(0)
                        .service(Tenant.class, () -> CompletableFuture.completedFuture(1))
                        .start();
                FaultProxy toTenant = FaultProxy.to(tenant.port());
                RegistryClient liar = RegistryClient.at(stage.registry().addressForServers())) {
            for (int port : List.of(StagedServer.freePort(), toTenant.port(), toSilent.port())) {
                liar.register(
                        Instance.of(new Endpoint("127.0.0.1", port)).withId("stale-" + port, 1), List.of(SERVICE));
            }
            stage.awaitPart(END);
            stage.evidence("connectionsToAnotherService", toTenant.evidence().connections());
            stage.evidence("connectionsToSilence", toSilent.evidence().connections());
            stage.evidence("allListed", listed(liar) == stage.servers().size() + 3 ? 1 : 0);
        }
    }

    /** How many servers the registry lists. */
    private static int listed(RegistryClient client) throws InterruptedException {
        CompletableFuture<Integer> count = new CompletableFuture<>();
        EndpointSource.Listener listener = new EndpointSource.Listener() {
            @Override
            public void onInstances(List<Instance> instances) {
                count.complete(instances.size());
            }

            @Override
            public void onFailure(String reason) {
                count.completeExceptionally(new IllegalStateException(reason));
            }
        };
        EndpointSource.Watch watch = client.watch(SERVICE, listener);
        try {
            return count.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the registry cannot be asked: " + e, e);
        } finally {
            watch.close();
        }
    }
}
