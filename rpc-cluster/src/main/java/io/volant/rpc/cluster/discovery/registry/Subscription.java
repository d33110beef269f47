package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.PeerText;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener and one service: asks one registry for the next change again and again, and another one when that is lost. Confined to
 * the turns of its client, but for {@link #close}.
 */
final class Subscription implements EndpointSource.Watch {
    private static final Logger log = LoggerFactory.getLogger(Subscription.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String service;
    private final EndpointSource.Listener listener;
    private final List<RegistryLink> links;
    private final Consumer<Subscription> onClose;
    private @Nullable RegistryLink asked;
    private Seen seen = Seen.NOTHING;
    private @Nullable List<Instance> told;
    private volatile boolean closed;

    /** @param onClose called when the watch is ended by whoever made it */
    Subscription(
            String service,
            EndpointSource.Listener listener,
            List<RegistryLink> links,
            Consumer<Subscription> onClose) {
        this.service = service;
        this.listener = listener;
        this.links = links;
        this.onClose = onClose;
    }

    void start() {
        move();
        links.stream()
                .map(RegistryLink::lastReason)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .ifPresent(this::onFailed);
    }

    void onUp(RegistryLink link) {
        if (link == asked || asked == null || !asked.isUp()) {
            ask(link);
        }
    }

    void onLost(RegistryLink link) {
        if (link == asked) {
            move();
        }
    }

    void onFailed(String reason) {
        if (links.stream().noneMatch(RegistryLink::isUp)) {
            fail(reason);
            seen = Seen.NOTHING; // so that it is told, too, when the list can be read again, even if it is the same
        }
    }

    private void move() {
        links.stream().filter(RegistryLink::isUp).findFirst().ifPresent(this::ask);
    }

    private void ask(RegistryLink link) {
        asked = link;
        if (!closed) {
            long start = link.runtime().ticker().nanoTime();
            link.ask(
                    registry -> registry.watch(service, seen),
                    view -> onAnswer(link, view, link.runtime().ticker().nanoTime() - start),
                    failure -> onRefused(link, failure));
        }
    }

    private void onAnswer(RegistryLink link, Optional<ServiceView> view, long afterNanos) {
        boolean news = view.isPresent() && !view.get().seen().equals(seen);
        if (news) {
            seen = view.get().seen();
            tell(link, view.get());
        }
        if (news || afterNanos > PAUSE_NANOS) {
            ask(link);
        } else { // it should have waited
            link.after(PAUSE_NANOS, () -> askAgain(link));
        }
    }

    private void onRefused(RegistryLink link, Failure failure) {
        fail(link.reason(failure));
        seen = Seen.NOTHING;
        link.after(PAUSE_NANOS, () -> askAgain(link));
    }

    private void askAgain(RegistryLink link) {
        if (link == asked) {
            ask(link);
        }
    }

    /** A registry that has just begun does not know yet who is gone: what was told before stands, but for those that withdrew. */
    private void tell(RegistryLink link, ServiceView view) {
        Map<Endpoint, Instance> servers = new LinkedHashMap<>();
        for (ServerEntry entry : view.servers()) {
            try {
                Instance instance = entry.instance();
                servers.put(instance.endpoint(), instance);
            } catch (IllegalArgumentException e) {
                log.warn(
                        "event=registry_entry_refused registry={} service={} why=\"{}\"",
                        link,
                        service,
                        PeerText.oneLine(String.valueOf(e.getMessage())));
            }
        }
        if (!view.settled()) {
            if (told == null && servers.isEmpty()) {
                fail("registry " + link + " has just started and knows no server of " + service + " yet");
                return;
            }
            for (Instance before : told == null ? List.<Instance>of() : told) {
                if (!view.withdrawn().contains(before.endpoint().toString())) {
                    servers.putIfAbsent(before.endpoint(), before);
                }
            }
        }
        List<Instance> list = List.copyOf(servers.values());
        told = list;
        guarded(() -> listener.onInstances(list));
    }

    private void fail(String reason) {
        guarded(() -> listener.onFailure(reason));
    }

    private void guarded(Runnable telling) {
        if (closed) {
            return;
        }
        try {
            telling.run();
        } catch (RuntimeException e) {
            log.warn("event=registry_listener_failed service={}", service, e);
        }
    }

    /** Ends the telling, not the subscription's place in its client. */
    void end() {
        closed = true;
    }

    @Override
    public void close() {
        end();
        onClose.accept(this);
    }
}
