package io.volant.rpc;

import io.volant.rpc.Announcement.Announced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time in which clients know of a server: it is made known when it serves, and taken back before it drains. Thread-safe. */
final class PublicLife {
    private static final Logger log = LoggerFactory.getLogger(PublicLife.class);
    private static final long ENTER_SECONDS = 2;

    private final List<Announcement> announcements;
    private final List<Announced> announced = new ArrayList<>(); // guarded by this, as leaving
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private boolean leaving;

    PublicLife(List<Announcement> announcements) {
        this.announcements = List.copyOf(announcements);
    }

    /**
     * Makes the server known, and waits until clients can know of it, 2 s at most, and not at all on an event loop. Does nothing
     * when it is already leaving.
     */
    void enter(Serving server) {
        for (Announcement announcement : announcements) {
            synchronized (this) {
                if (leaving) {
                    return;
                }
                announced.add(announcement.announce(server));
            }
        }
        await(
                CompletableFuture.allOf(all().stream().map(Announced::told).toArray(CompletableFuture<?>[]::new)),
                server);
    }

    private void await(CompletableFuture<Void> told, Serving server) {
        try {
            if (!EventLoopThread.isCurrent()) {
                CompletableFuture.anyOf(told, left).get(ENTER_SECONDS, TimeUnit.SECONDS);
            }
        } catch (TimeoutException e) {
            log.warn("event=server_not_announced address={} reason=\"{}\"", server.address(), trouble());
        } catch (ExecutionException e) {
            log.warn("event=server_not_announced address={} reason=\"{}\"", server.address(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // which ends the wait, not the server
        }
    }

    private String trouble() {
        String known = all().stream()
                .map(Announced::trouble)
                .filter(trouble -> !trouble.isEmpty())
                .collect(Collectors.joining("; "));
        return known.isEmpty() ? "no answer yet" : known;
    }

    private synchronized List<Announced> all() {
        return List.copyOf(announced);
    }

    /** Takes the server back. Completes normally when clients have had time to hear of that, at most after {@code atMost}. Idempotent. */
    CompletableFuture<Void> leave(Duration atMost, Alarm alarm) {
        synchronized (this) {
            if (leaving) {
                return left;
            }
            leaving = true;
        }
        List<CompletableFuture<Void>> withdrawals = new ArrayList<>();
        for (Announced each : all()) {
            try {
                withdrawals.add(each.withdraw());
            } catch (RuntimeException e) { // must not keep the server from ending
                log.warn("event=withdraw_threw", e);
            }
        }
        if (withdrawals.isEmpty() || atMost.isZero()) {
            hurry();
            return left;
        }
        CompletableFuture.allOf(withdrawals.toArray(CompletableFuture<?>[]::new))
                .whenComplete((done, error) -> hurry());
        try {
            alarm.after(Durations.nanos(atMost), this::hurry);
        } catch (RejectedExecutionException e) { // the runtime was closed before its server
            hurry();
        }
        return left;
    }

    /** Waits no longer for clients to hear that the server leaves. */
    void hurry() {
        left.complete(null);
    }
}
