package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.registry.LeaseAnswer.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a registry knows: who holds a lease, and who offers which service. Confined to the registry's thread.
 *
 * <p>In each service an address belongs to one lease: that of the highest epoch, and of two with the same epoch the later one. What
 * an earlier life of a server, or an older revision of its entry, says late changes nothing.
 *
 * <p>For the time of one lease after its start the book is not settled: servers that entered themselves in an earlier life of the
 * registry may not have found it yet.
 */
final class RegistryBook {
    static final int FORGOTTEN_AFTER_LEASES = 3;

    private final long life;
    private final Ticker ticker;
    private final long leaseNanos;
    private final RegistryRoom room;
    private final Map<Long, Lease> leases = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private long version = 1; // of services that nobody offers: 0 while the book is not settled, then 1
    private long settlesNanos;
    private long sweptNanos;
    private boolean settled;

    /** @param life tells this registry from others and from itself before a restart; not 0 */
    RegistryBook(long life, Ticker ticker, Duration lease, RegistryRoom room) {
        this.life = life;
        this.ticker = ticker;
        this.leaseNanos = lease.toNanos();
        this.room = room;
        this.sweptNanos = ticker.nanoTime();
        this.settlesNanos = sweptNanos + leaseNanos;
    }

    LeaseAnswer register(LeaseRequest request) {
        Lease known = leases.get(request.lease());
        long expires = ticker.nanoTime() + leaseNanos;
        if (known != null && known.request().revision() > request.revision()) {
            return renewed(known, expires);
        }
        room.check(request, known != null, leases.size(), topics);
        if (known != null) {
            release(known, request);
        }
        Lease lease = new Lease(request, expires);
        request.services().forEach(service -> enter(lease, service));
        if (lease.superseded() && known == null) {
            topics.values().removeIf(Topic::isEmpty);
            return answer(State.SUPERSEDED);
        }
        leases.put(lease.id(), lease);
        return renewed(lease, expires);
    }

    private void enter(Lease lease, String service) {
        Topic topic = topics.computeIfAbsent(service, first -> new Topic());
        if (topic.admits(lease.request())) {
            if (topic.take(lease)) {
                changed(service, topic);
            }
            lease.gained();
        }
    }

    /** Takes a lease out of where it no longer wants to be. */
    private void release(Lease lease, LeaseRequest request) {
        boolean moved = !lease.endpoint().equals(request.endpoint());
        for (String service : lease.request().services()) {
            if (moved || !request.services().contains(service)) {
                expire(lease, service);
            }
        }
    }

    LeaseAnswer renew(long id) {
        Lease lease = leases.get(id);
        if (lease == null) {
            return answer(State.UNKNOWN);
        }
        if (!lease.superseded() && !lease.isWhole()) { // whoever had its other places may be gone
            for (String service : lease.request().services()) {
                if (!has(service, lease)) {
                    enter(lease, service);
                }
            }
        }
        return renewed(lease, ticker.nanoTime() + leaseNanos);
    }

    private boolean has(String service, Lease lease) {
        Topic topic = topics.get(service);
        return topic != null && topic.isHeldBy(lease);
    }

    private LeaseAnswer renewed(Lease lease, long expiresNanos) {
        lease.renew(expiresNanos); // also one without a place: it has to be told so for as long as it asks
        return answer(lease.superseded() ? State.SUPERSEDED : State.HELD);
    }

    private LeaseAnswer answer(State state) {
        return new LeaseAnswer(state, Duration.ofNanos(leaseNanos).toMillis());
    }

    void withdraw(LeaseRequest request) {
        room.check(request, true, leases.size(), topics);
        leases.remove(request.lease());
        for (String service : request.services()) {
            Topic topic = topics.computeIfAbsent(service, first -> new Topic());
            if (topic.withdraw(request, ticker.nanoTime())) {
                changed(service, topic);
            }
        }
    }

    /** Takes those out whose time has run out. A registry that stood still itself lets that time pass for nobody. */
    void sweep() {
        long now = ticker.nanoTime();
        long since = now - sweptNanos;
        sweptNanos = now;
        if (since > leaseNanos / 2) {
            leases.values().forEach(lease -> lease.extend(since));
            settlesNanos += since;
        }
        for (Iterator<Lease> all = leases.values().iterator(); all.hasNext(); ) {
            Lease lease = all.next();
            if (lease.expired(now)) {
                all.remove();
                expire(lease);
            }
        }
        if (!settled && now - settlesNanos >= 0) {
            settled = true;
            topics.forEach(this::changed);
        }
        topics.values().forEach(topic -> topic.forget(now, FORGOTTEN_AFTER_LEASES * leaseNanos));
        topics.values().removeIf(Topic::isEmpty);
    }

    private void expire(Lease lease) {
        lease.request().services().forEach(service -> expire(lease, service));
    }

    private void expire(Lease lease, String service) {
        Topic topic = topics.get(service);
        if (topic != null && topic.expire(lease)) {
            changed(service, topic);
        }
    }

    private void changed(String service, Topic topic) {
        topic.changed(++version);
        changed.add(service);
    }

    boolean settled() {
        return settled;
    }

    /** What a watcher has seen who knows all of the service that is known now. */
    Seen latest(String service) {
        Topic topic = topics.get(service);
        return new Seen(life, topic != null ? topic.version() : settled ? 1 : 0);
    }

    ServiceView view(String service) {
        Topic topic = topics.get(service);
        long current = latest(service).version();
        if (topic == null) {
            return new ServiceView(life, current, settled, List.of(), List.of());
        }
        List<ServerEntry> servers = topic.holders().stream().map(Lease::server).toList();
        return new ServiceView(life, current, settled, servers, settled ? List.of() : topic.withdrawn());
    }

    List<String> services() {
        return topics.entrySet().stream()
                .filter(topic -> topic.getValue().size() > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The services of which something else is to be told than when this was last asked. */
    Set<String> takeChanged() {
        Set<String> taken = Set.copyOf(changed);
        changed.clear();
        return taken;
    }

    /** Whether it holds nothing at all. */
    boolean isEmpty() {
        return leases.isEmpty() && topics.isEmpty();
    }

    /** All that is entered. */
    List<LeaseRequest> entries() {
        List<LeaseRequest> entries = new ArrayList<>();
        for (Lease lease : leases.values()) {
            if (!lease.superseded()) {
                entries.add(lease.request());
            }
        }
        return entries;
    }
}
