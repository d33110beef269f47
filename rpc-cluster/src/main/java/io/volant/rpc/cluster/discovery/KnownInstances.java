package io.volant.rpc.cluster.discovery;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Endpoint;
import io.volant.rpc.PeerText;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.cluster.discovery.Known.Standing;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client makes of what a source says of one service: the last good list, whatever becomes of the source. Thread-safe.
 *
 * <p>An empty list is not believed at once, nor at all while there is a longer one: it is what a registry says that has lost its
 * memory. It makes the last good list {@link Standing#STALE}, and after 30 s without another word {@link Standing#WITHDRAWN}. A list
 * in which nothing makes sense, or of more than {@link #MOST} instances, counts as a failure of the source; a single bad instance is
 * left out. Of a source that changes its mind all the time, the client hears no more than one change a second.
 */
public final class KnownInstances implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KnownInstances.class);

    /** The longest list that is believed. */
    public static final int MOST = 100_000;

    private static final long BELIEVE_EMPTY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final String service;
    private final String source;
    private final InstanceFilter filter;
    private final Consumer<Known> listener;
    private final SequentialExecutor turns = new SequentialExecutor(Runnable::run);
    private final Damper damper;
    private final Delay emptiness;
    private final DiskCopy copy;
    private final EndpointSource.Watch watch;
    private volatile Known known;
    private volatile boolean closed;

    private Map<Endpoint, Instance> good = Map.of(); // touched by turns alone, as all below
    private Map<Endpoint, Instance> told = Map.of();
    private Standing standing = Standing.STALE;
    private String reason;
    private boolean heard; // the source itself
    private boolean failed; // ever

    private KnownInstances(
            EndpointSource source,
            String service,
            KnowledgeOptions options,
            Surroundings around,
            Consumer<Known> listener) {
        this.service = InstanceRules.checkService(service);
        this.source = PeerText.oneLine(source.toString());
        this.listener = requireNonNull(listener, "listener");
        this.filter = new InstanceFilter(this.source, options.own(), around.warnings());
        this.emptiness = new Delay(around, turns);
        this.damper = new Damper(around, turns);
        this.reason = this.source + " has not answered yet";
        this.known = new Known(List.of(), standing, reason);
        this.copy = DiskCopy.in(options.copies(), service, around);
        copy.read(read -> turns.execute(() -> onCopy(read)));
        this.watch = source.watch(service, new EndpointSource.Listener() {
            @Override
            public void onInstances(List<Instance> instances) {
                turns.execute(() -> KnownInstances.this.onInstances(instances));
            }

            @Override
            public void onFailure(String reason) {
                turns.execute(() -> KnownInstances.this.onFailure(PeerText.oneLine(reason)));
            }
        });
    }

    /**
     * Begins to watch {@code service} at {@code source}, which whoever opened it closes after this.
     *
     * @param listener hears of every change of list or standing, one at a time, perhaps before this returns; must not block
     * @throws IllegalStateException if the source or the runtime is closed
     */
    public static KnownInstances watch(
            EndpointSource source,
            String service,
            KnowledgeOptions options,
            VolantRuntime runtime,
            Consumer<Known> listener) {
        return watch(source, service, options, Surroundings.of(runtime), listener);
    }

    static KnownInstances watch(
            EndpointSource source,
            String service,
            KnowledgeOptions options,
            Surroundings around,
            Consumer<Known> listener) {
        return new KnownInstances(source, service, options, around, listener);
    }

    /** What the listener was told last, with the latest reason. Does not block. */
    public Known known() {
        return known;
    }

    /** Nothing is told after this has returned, but what is being told meanwhile. Idempotent; does not block. */
    @Override
    public void close() {
        closed = true;
        watch.close();
        turns.execute(() -> {
            emptiness.cancel();
            damper.cancel();
        });
    }

    private void onInstances(List<Instance> list) {
        if (list.size() > MOST) {
            onFailure(source + " gave " + list.size() + " instances (expected: at most " + MOST + ")");
            return;
        }
        InstanceFilter.Filtered filtered = filter.filter(list);
        if (!filtered.instances().isEmpty()) {
            emptiness.cancel();
            heard = true;
            good = filtered.instances();
            become(Standing.CURRENT, "");
            if (!closed) {
                copy.write(List.copyOf(good.values()));
            }
        } else if (filtered.refused() > 0) {
            onFailure(source + " gave " + list.size() + " instances, none of which makes sense");
        } else {
            onNone();
        }
    }

    private void onNone() {
        String none = source + " says that no server offers " + service;
        heard = true;
        if (good.isEmpty()) {
            become(Standing.CURRENT, none);
        } else if (standing != Standing.WITHDRAWN) {
            become(Standing.STALE, none);
            emptiness.start(BELIEVE_EMPTY_NANOS, () -> become(Standing.WITHDRAWN, none));
        }
    }

    private void onFailure(String failure) {
        emptiness.cancel(); // what cannot be read does not say that there is nothing
        if (!failed && good.isEmpty()) {
            log(Standing.STALE, failure); // which is no news for the listener
        }
        failed = true;
        become(standing == Standing.WITHDRAWN ? Standing.WITHDRAWN : Standing.STALE, failure);
    }

    private void onCopy(List<Instance> read) {
        Map<Endpoint, Instance> instances = filter.filter(read).instances();
        if (!heard && !instances.isEmpty()) {
            good = instances;
            become(Standing.STALE, reason);
        }
    }

    private void become(Standing next, String why) {
        standing = next;
        reason = why;
        if (unchanged()) {
            known = new Known(known.instances(), standing, reason);
        } else {
            damper.soon(this::tell);
        }
    }

    private void log(Standing next, String why) {
        if (next == Standing.CURRENT) {
            log.info("event=discovery_current service={} instances={}", service, good.size());
        } else {
            log.warn(
                    "event=discovery_stale service={} standing={} instances_kept={} reason=\"{}\"",
                    service,
                    next,
                    good.size(),
                    why);
        }
    }

    private void tell() {
        if (closed || unchanged()) {
            return;
        }
        if (known.standing() != standing) {
            log(standing, reason);
        }
        Known now = new Known(List.copyOf(good.values()), standing, reason);
        told = good;
        known = now;
        listener.accept(now);
    }

    private boolean unchanged() {
        return known.standing() == standing && told.equals(good);
    }
}
