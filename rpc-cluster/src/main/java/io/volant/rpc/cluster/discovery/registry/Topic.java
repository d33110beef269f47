package io.volant.rpc.cluster.discovery.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who offers one service, by address, and who lately ceased to. Confined to the registry's thread. */
final class Topic {
    private record Gone(long lease, long epoch, long atNanos) {}

    private final Map<String, Lease> holders = new LinkedHashMap<>();
    private final Map<String, Gone> gone = new HashMap<>();
    private long version;

    long version() {
        return version;
    }

    void changed(long version) {
        this.version = version;
    }

    int size() {
        return holders.size();
    }

    boolean isEmpty() {
        return holders.isEmpty() && gone.isEmpty();
    }

    Collection<Lease> holders() {
        return holders.values();
    }

    /** The addresses from which a server withdrew and where no other one is. */
    List<String> withdrawn() {
        return gone.keySet().stream()
                .filter(endpoint -> !holders.containsKey(endpoint))
                .toList();
    }

    boolean has(String endpoint) {
        return holders.containsKey(endpoint);
    }

    boolean isHeldBy(Lease lease) {
        return holders.get(lease.endpoint()) == lease;
    }

    /** Whether the lease may have its address here: no later life has it, or had it, and the lease was not withdrawn. */
    boolean admits(LeaseRequest request) {
        Gone past = gone.get(request.endpoint());
        if (past != null && (past.lease() == request.lease() || past.epoch() > request.epoch())) {
            return false;
        }
        Lease holder = holders.get(request.endpoint());
        return holder == null || holder.id() == request.lease() || holder.epoch() <= request.epoch();
    }

    /** Gives an admitted lease its address; true when that changes what clients see. */
    boolean take(Lease lease) {
        Lease holder = holders.put(lease.endpoint(), lease);
        if (holder != null && holder != lease) {
            holder.lost();
        }
        return holder == null || !holder.server().equals(lease.server());
    }

    /** Takes the server of a lease out; true when it, or an earlier life, was here, or it might have been said to be. */
    boolean withdraw(LeaseRequest request, long nowNanos) {
        Lease holder = holders.get(request.endpoint());
        boolean own = holder != null && (holder.id() == request.lease() || holder.epoch() < request.epoch());
        if (holder != null && !own) {
            return false;
        }
        if (holder != null) {
            holder.lost();
            holders.remove(request.endpoint());
        }
        gone.put(request.endpoint(), new Gone(request.lease(), request.epoch(), nowNanos));
        return true;
    }

    /** Takes a lease out whose time ran out; false when it was not here any more. */
    boolean expire(Lease lease) {
        return holders.remove(lease.endpoint(), lease);
    }

    /** Forgets those that withdrew so long ago. */
    void forget(long nowNanos, long afterNanos) {
        gone.values().removeIf(past -> nowNanos - past.atNanos() >= afterNanos);
    }
}
