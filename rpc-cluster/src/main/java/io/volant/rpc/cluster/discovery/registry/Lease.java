package io.volant.rpc.cluster.discovery.registry;

/** One entry of a registry. Confined to the registry's thread. */
final class Lease {
    private final LeaseRequest request;
    private long expiresNanos;
    private int services; // in which it has its place

    Lease(LeaseRequest request, long expiresNanos) {
        this.request = request;
        this.expiresNanos = expiresNanos;
    }

    LeaseRequest request() {
        return request;
    }

    long id() {
        return request.lease();
    }

    long epoch() {
        return request.epoch();
    }

    String endpoint() {
        return request.endpoint();
    }

    ServerEntry server() {
        return request.server();
    }

    void gained() {
        services++;
    }

    void lost() {
        services--;
    }

    /** Whether others have its place in every service. */
    boolean superseded() {
        return services == 0;
    }

    /** Whether it has its place in every service. */
    boolean isWhole() {
        return services == request.services().size();
    }

    void renew(long expiresNanos) {
        this.expiresNanos = expiresNanos;
    }

    void extend(long nanos) {
        expiresNanos += nanos;
    }

    boolean expired(long nowNanos) {
        return nowNanos - expiresNanos >= 0;
    }
}
