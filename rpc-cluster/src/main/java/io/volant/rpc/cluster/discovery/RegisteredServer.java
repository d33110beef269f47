package io.volant.rpc.cluster.discovery;

import io.volant.rpc.Alarm;
import io.volant.rpc.Announcement.Announced;
import io.volant.rpc.Serving;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that stands in a registry. Thread-safe. */
final class RegisteredServer implements Announced {
    private static final Logger log = LoggerFactory.getLogger(RegisteredServer.class);
    private static final long WEIGH_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long WITHDRAW_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final double NOTABLE = 0.1;

    private final Registry.Registration registration;
    private final IntSupplier weight;
    private final Duration grace;
    private final Alarm alarm;
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    private Instance instance; // guarded by this, as leaving
    private boolean leaving;

    private RegisteredServer(
            Registry.Registration registration, Instance instance, IntSupplier weight, Duration grace, Alarm alarm) {
        this.registration = registration;
        this.instance = instance;
        this.weight = weight;
        this.grace = grace;
        this.alarm = alarm;
    }

    /** Enters {@code instance}, for what {@code server} offers, with the weight as it is now and from time to time later. */
    static RegisteredServer enter(
            Registry registry, Instance instance, IntSupplier weight, Duration grace, Serving server) {
        Instance first = instance.withWeight(bounded(weight.getAsInt()));
        RegisteredServer entered =
                new RegisteredServer(registry.register(first, server.services()), first, weight, grace, server.alarm());
        log.info("event=server_announced address={} registry=\"{}\" services={}", first, registry, server.services());
        entered.weighLater();
        return entered;
    }

    private static int bounded(int weight) {
        return Math.max(1, Math.min(weight, Instance.MAX_WEIGHT));
    }

    @Override
    public CompletableFuture<Void> told() {
        return registration.registered();
    }

    @Override
    public String trouble() {
        return registration.trouble();
    }

    private void weighLater() {
        try {
            alarm.after(WEIGH_NANOS, this::weigh);
        } catch (RejectedExecutionException e) {
            log.debug("event=weight_stands address={}", instance()); // the runtime is closed
        }
    }

    private void weigh() {
        try {
            update(bounded(weight.getAsInt()));
        } catch (RuntimeException e) { // of the application: the weight stays as it is
            log.warn("event=weight_unknown address={}", instance(), e);
        }
        if (!left()) {
            weighLater();
        }
    }

    private synchronized void update(int next) {
        if (!leaving && Math.abs(next - instance.weight()) >= NOTABLE * instance.weight()) {
            instance = instance.withWeight(next);
            registration.update(instance);
        }
    }

    private synchronized Instance instance() {
        return instance;
    }

    private synchronized boolean left() {
        return leaving;
    }

    /**
     * Completes at the end of the grace; at once where no client can have heard of the server, or the registry cannot be told within 2 s,
     * so that none hears that it leaves.
     */
    @Override
    public CompletableFuture<Void> withdraw() {
        synchronized (this) {
            if (leaving) {
                return withdrawn;
            }
            leaving = true;
        }
        long graceNanos = registration.mayBeKnown() ? grace.toNanos() : 0;
        CompletableFuture<Void> gone = registration.withdraw();
        after(WITHDRAW_NANOS, () -> {
            if (!gone.isDone()) {
                giveUp("no answer within 2 s");
            }
        });
        gone.whenComplete((done, error) -> {
            if (error != null) {
                giveUp(String.valueOf((error.getCause() == null ? error : error.getCause()).getMessage()));
            } else if (graceNanos == 0) {
                withdrawn.complete(null);
            } else {
                after(graceNanos, () -> withdrawn.complete(null));
            }
        });
        return withdrawn;
    }

    private void giveUp(String why) {
        if (withdrawn.complete(null)) {
            log.warn("event=withdrawal_failed address={} reason=\"{}\"", instance(), why);
        }
    }

    private void after(long nanos, Runnable task) {
        try {
            alarm.after(nanos, task);
        } catch (RejectedExecutionException e) {
            withdrawn.complete(null); // the runtime is closed, and the server with it
        }
    }
}
