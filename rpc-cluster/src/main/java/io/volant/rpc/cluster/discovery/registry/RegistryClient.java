package io.volant.rpc.cluster.discovery.registry;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Endpoint;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.InstanceRules;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.SequentialExecutor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The client of one or several {@link EmbeddedRegistry}s. Thread-safe. Its connections are opened, and opened again, in the background;
 * what it tells its listeners it tells on callback threads of its runtime.
 *
 * <p>Several registries know nothing of one another: servers enter themselves in all of them, and a watch reads the first one that can
 * be reached, and another one when that is lost.
 */
public final class RegistryClient implements Registry {
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<RegistryLink> links = new ArrayList<>(); // complete when the client is opened
    private final SequentialExecutor turns =
            new SequentialExecutor(task -> links.get(0).runtime().executor().execute(task));
    private final Set<Subscription> watches = ConcurrentHashMap.newKeySet();
    private final Set<ClientRegistration> registrations = ConcurrentHashMap.newKeySet();
    private boolean closed; // guarded by this

    private RegistryClient() {}

    /**
     * A client of the registries at these addresses, {@code host:port} or {@code unix:PATH} each, in plain text on this machine. Does
     * not wait for them.
     */
    public static RegistryClient at(String... addresses) {
        return at(List.of(addresses), settings -> {});
    }

    /**
     * As {@link #at(String...)}, with settings of the clients that call the registries; address and routing are not theirs to choose.
     *
     * @throws IllegalStateException if a module is missing
     */
    public static RegistryClient at(List<String> addresses, Consumer<RpcClientBuilder> settings) {
        requireNonNull(settings, "settings");
        List<Endpoint> endpoints =
                addresses.stream().map(Endpoint::parse).distinct().toList();
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("addresses: none (expected: at least one registry)");
        }
        RegistryClient client = new RegistryClient();
        try {
            for (Endpoint endpoint : endpoints) {
                client.links.add(RegistryLink.open(endpoint, settings, client.turns, client.new Events()));
            }
        } catch (Throwable e) {
            client.links.forEach(RegistryLink::close);
            throw e;
        }
        client.links.forEach(RegistryLink::start);
        return client;
    }

    @Override
    public Watch watch(String service, Listener listener) {
        InstanceRules.checkService(requireNonNull(service, "service"));
        requireNonNull(listener, "listener");
        Subscription watch = new Subscription(service, listener, links, watches::remove);
        synchronized (this) {
            checkOpen();
            watches.add(watch);
        }
        turns.execute(watch::start);
        return watch;
    }

    @Override
    public Registration register(Instance instance, Collection<String> services) {
        long lease = ThreadLocalRandom.current().nextLong();
        LeaseRequest request = new LeaseRequest(lease, 0, ServerEntry.of(instance), List.copyOf(services));
        ClientRegistration registration =
                new ClientRegistration(instance, request, links, turns, registrations::remove);
        synchronized (this) {
            checkOpen();
            registrations.add(registration);
        }
        turns.execute(registration::start);
        return registration;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the client of " + this + " is closed");
        }
    }

    /** The leases that it keeps. */
    List<Long> leases() {
        return registrations.stream()
                .filter(registration -> !registration.leaving())
                .map(ClientRegistration::lease)
                .toList();
    }

    @Override
    public String toString() {
        String addresses =
                String.join(", ", links.stream().map(RegistryLink::toString).toList());
        return (links.size() == 1 ? "registry " : "registries ") + addresses;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        watches.forEach(Subscription::end);
        watches.clear();
        turns.execute(this::leave);
    }

    private void leave() {
        CompletableFuture<?>[] withdrawn =
                registrations.stream().map(ClientRegistration::withdraw).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(withdrawn);
        boolean mayWait = links.get(0).after(LAST_WORDS_NANOS, this::hangUp);
        if (!mayWait || links.stream().noneMatch(RegistryLink::isUp)) {
            hangUp();
        } else {
            all.whenComplete((done, error) -> hangUp());
        }
    }

    private void hangUp() {
        links.forEach(RegistryLink::close);
    }

    /** Passes on what happens to the links. */
    private final class Events implements RegistryLink.Owner {
        @Override
        public void onUp(RegistryLink link) {
            registrations.forEach(registration -> registration.onUp(link));
            watches.forEach(watch -> watch.onUp(link));
        }

        @Override
        public void onLost(RegistryLink link) {
            watches.forEach(watch -> watch.onLost(link));
        }

        @Override
        public void onFailed(RegistryLink link, String reason) {
            watches.forEach(watch -> watch.onFailed(reason));
        }
    }
}
