package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Priority;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The registry as its clients call it; {@link RegistryClient} is the one that takes care of leases and outages.
 *
 * <p>What a registry has no room for ends as {@link Status#RESOURCE_EXHAUSTED}, what it may not hold as {@link
 * Status#INVALID_ARGUMENT}; both are an {@link RpcException} that names the value.
 */
@RpcService(name = "volant.Registry")
public interface RegistryService {
    /** Enters a server, or replaces what its lease says when the revision is higher, and renews the lease. */
    @RpcMethod(idempotent = true, timeout = "5s", priority = Priority.CRITICAL)
    CompletableFuture<LeaseAnswer> register(LeaseRequest request);

    /** Renews a lease. */
    @RpcMethod(idempotent = true, timeout = "5s", priority = Priority.CRITICAL)
    CompletableFuture<LeaseAnswer> renew(long lease);

    /** Ends a lease, also one that the registry does not know yet; a later life of the server stays where it is. */
    @RpcMethod(idempotent = true, timeout = "5s", priority = Priority.CRITICAL)
    CompletableFuture<Void> withdraw(LeaseRequest request);

    /**
     * Who offers {@code service}: at once when that is not what the caller has seen, else as soon as it changes, and empty when it did
     * not change for {@link ServiceView#HOLD}.
     */
    @RpcMethod(idempotent = true, timeout = "20s", priority = Priority.CRITICAL)
    CompletableFuture<Optional<ServiceView>> watch(String service, Seen seen);

    /** The services that somebody offers, in alphabetical order. */
    @RpcMethod(idempotent = true, timeout = "5s")
    CompletableFuture<List<String>> services();
}
