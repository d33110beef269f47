package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.SequentialExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server in all registries of a client. Thread-safe; what it does happens in the turns of its client. */
final class ClientRegistration implements Registry.Registration, LeaseAtRegistry.Owner {
    private static final Logger log = LoggerFactory.getLogger(ClientRegistration.class);
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final Instance first;
    private final SequentialExecutor turns;
    private final Consumer<ClientRegistration> onOver;
    private final List<LeaseAtRegistry> places;
    private final CompletableFuture<Void> registered = new CompletableFuture<>();
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    private LeaseRequest request; // guarded by this
    private boolean leaving; // guarded by this
    private boolean waited; // of the turns, as the next: longer than whoever starts the server waits
    private boolean left; // a registry has confirmed it

    /** @param onOver told when no registry has to be asked for it any more */
    ClientRegistration(
            Instance instance,
            LeaseRequest request,
            List<RegistryLink> links,
            SequentialExecutor turns,
            Consumer<ClientRegistration> onOver) {
        this.first = instance;
        this.request = request;
        this.turns = turns;
        this.onOver = onOver;
        this.places = links.stream()
                .map(link -> new LeaseAtRegistry(link, this::request, this))
                .toList();
    }

    private synchronized LeaseRequest request() {
        return request;
    }

    /** Begins in all registries that can be reached. */
    void start() {
        places.forEach(LeaseAtRegistry::enter);
    }

    void onUp(RegistryLink link) {
        places.stream().filter(place -> place.link() == link).forEach(LeaseAtRegistry::onUp);
    }

    long lease() {
        return request().lease();
    }

    @Override
    public CompletableFuture<Void> registered() {
        return registered.copy();
    }

    @Override
    public boolean mayBeKnown() {
        return places.stream().anyMatch(LeaseAtRegistry::wasSent);
    }

    @Override
    public String trouble() {
        return places.stream()
                .map(LeaseAtRegistry::trouble)
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining("; "));
    }

    @Override
    public void update(Instance instance) {
        if (!instance.endpoint().equals(first.endpoint())
                || !instance.id().equals(first.id())
                || instance.epoch() != first.epoch()) {
            throw new IllegalArgumentException(
                    "instance: " + described(instance) + " (expected: " + described(first) + ", as it was registered)");
        }
        synchronized (this) {
            if (leaving) {
                return;
            }
            request = request.with(ServerEntry.of(instance));
        }
        turns.execute(() -> places.forEach(LeaseAtRegistry::enter));
    }

    private static String described(Instance instance) {
        return instance + " id \"" + instance.id() + "\" epoch " + instance.epoch();
    }

    @Override
    public CompletableFuture<Void> withdraw() {
        synchronized (this) {
            if (leaving) {
                return withdrawn.copy();
            }
            leaving = true;
        }
        turns.execute(() -> {
            registered.completeExceptionally(
                    new IllegalStateException(first + " was withdrawn before any registry had it"));
            places.forEach(LeaseAtRegistry::withdraw);
            confirm(); // where all had ended before
            RegistryLink any = places.get(0).link();
            if (!any.after(WITHIN.toNanos(), this::giveUp)) {
                giveUp();
            }
            any.after(EmbeddedRegistry.LEASE.toNanos(), () -> places.forEach(LeaseAtRegistry::abandon));
        });
        return withdrawn.copy();
    }

    private void giveUp() {
        withdrawn.completeExceptionally(new TimeoutException(
                first + " was not withdrawn within " + WITHIN.toMillis() + " ms: no registry confirmed it"));
    }

    @Override
    public void onHeld() {
        registered.complete(null);
    }

    @Override
    public void onWaiting(Throwable why) {
        waited = true;
        log.warn("event=registration_waits server={} why=\"{}\"", first, why.getMessage());
    }

    @Override
    public void onRefused(Throwable why) {
        boolean last = places.stream().allMatch(LeaseAtRegistry::isOver); // no other registry may have it yet
        boolean told = last && registered.completeExceptionally(why);
        if (!told || waited) {
            log.warn("event=registration_lost server={} why=\"{}\"", first, why.getMessage());
        }
        confirm();
    }

    @Override
    public void onWithdrawn() {
        left = true;
        confirm();
    }

    /** A registry that cannot be reached is not waited for when another one has confirmed it. */
    private void confirm() {
        boolean over = places.stream().allMatch(LeaseAtRegistry::isOver);
        boolean asking = places.stream()
                .anyMatch(place -> !place.isOver() && place.link().isUp());
        if (leaving() && (over || (left && !asking))) {
            withdrawn.complete(null);
        }
        if (over) {
            onOver.accept(this);
        }
    }

    synchronized boolean leaving() {
        return leaving;
    }
}
