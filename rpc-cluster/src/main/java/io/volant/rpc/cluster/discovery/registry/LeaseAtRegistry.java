package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Failure;
import io.volant.rpc.Status;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The entry of one server in one registry: entered when the registry can be reached, renewed at a third of its time, entered anew when
 * the registry does not know it any more, and withdrawn in the end. Confined to the turns of its client.
 *
 * <p>A server that starts with its clock set back seems to be an earlier life of the one that has died. The registry forgets that one in
 * the time of a few leases, for which an entry that it never had waits; one that it had and gave to another server is over at once.
 */
final class LeaseAtRegistry {
    /** What is told of an entry, in turns. */
    interface Owner {
        void onHeld();

        /** It is not entered yet, because another one has its place, and is tried again. */
        void onWaiting(Throwable why);

        /** It will never be entered here. */
        void onRefused(Throwable why);

        /** The registry has taken it out, or never had it. */
        void onWithdrawn();
    }

    private enum Life {
        WANTED,
        LEAVING,
        OVER
    }

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int RENEWALS_PER_LEASE = 3;
    private static final int LEASES_WAITED = RegistryBook.FORGOTTEN_AFTER_LEASES + 1;

    private final RegistryLink link;
    private final Supplier<LeaseRequest> request;
    private final Owner owner;
    private Life life = Life.WANTED;
    private volatile boolean sent; // whether the registry may have it
    private volatile String trouble = ""; // while another one has its place
    private boolean held; // whether the registry ever had it
    private long waitedNanos; // for the place that another one has
    private long round; // grows whenever something is asked: what was planned before does not happen any more

    /** @param request what the entry says now */
    LeaseAtRegistry(RegistryLink link, Supplier<LeaseRequest> request, Owner owner) {
        this.link = link;
        this.request = request;
        this.owner = owner;
    }

    RegistryLink link() {
        return link;
    }

    /** Whether it was ever asked for. Any thread may ask this, and the next. */
    boolean wasSent() {
        return sent;
    }

    /** Why it is not entered; empty where nothing is known of that. */
    String trouble() {
        return trouble.isEmpty() ? link.lastReason() : trouble;
    }

    boolean isOver() {
        return life == Life.OVER;
    }

    /** The registry can be asked from now on. */
    void onUp() {
        switch (life) {
            case WANTED -> enter();
            case LEAVING -> leave();
            case OVER -> {}
        }
    }

    /** Enters the server, or what it says anew of itself. */
    void enter() {
        if (life == Life.WANTED && link.isUp()) {
            long mine = ++round;
            sent = true;
            LeaseRequest now = request.get();
            link.ask(registry -> registry.register(now), answer -> onAnswer(mine, answer), why -> onRefused(mine, why));
        }
    }

    private void renew() {
        if (life == Life.WANTED && link.isUp()) {
            long mine = ++round;
            long lease = request.get().lease();
            link.ask(registry -> registry.renew(lease), answer -> onAnswer(mine, answer), why -> onRefused(mine, why));
        }
    }

    void withdraw() {
        if (life == Life.WANTED) {
            life = Life.LEAVING;
            leave();
        }
    }

    private void leave() {
        long mine = ++round;
        if (!sent) {
            finish();
        } else if (link.isUp()) {
            LeaseRequest now = request.get();
            link.ask(registry -> registry.withdraw(now), done -> finish(), why -> pause(mine, this::leave));
        }
    }

    /** Gives up; the registry takes it out when its time has run out. */
    void abandon() {
        if (life != Life.OVER) {
            finish();
        }
    }

    private void finish() {
        life = Life.OVER;
        round++;
        owner.onWithdrawn();
    }

    private void onAnswer(long asked, LeaseAnswer answer) {
        if (asked != round) {
            return;
        }
        switch (answer.state()) {
            case HELD -> {
                held = true;
                trouble = "";
                owner.onHeld();
                long nanos = TimeUnit.MILLISECONDS.toNanos(answer.leaseMillis()) / RENEWALS_PER_LEASE;
                plan(asked, nanos, this::renew);
            }
            case UNKNOWN -> enter();
            case SUPERSEDED -> onSuperseded(asked, TimeUnit.MILLISECONDS.toNanos(answer.leaseMillis()));
        }
    }

    private void onSuperseded(long asked, long leaseNanos) {
        IllegalStateException why = new IllegalStateException(request.get().endpoint() + " with epoch "
                + request.get().epoch() + " is superseded in registry " + link
                + ": a later life of the server, or another one with its address, is entered there");
        if (held || waitedNanos > LEASES_WAITED * leaseNanos) {
            refused(why);
            return;
        }
        if (waitedNanos == 0) {
            owner.onWaiting(why);
        }
        trouble = String.valueOf(why.getMessage());
        waitedNanos += PAUSE_NANOS;
        pause(asked, this::enter);
    }

    private void onRefused(long asked, Failure why) {
        if (asked != round) {
            return;
        }
        if (why.status() == Status.INVALID_ARGUMENT) {
            refused(new IllegalArgumentException(link.reason(why)));
        } else { // it may have room later
            pause(asked, this::enter);
        }
    }

    private void refused(Throwable why) {
        life = Life.OVER;
        round++;
        owner.onRefused(why);
    }

    private void pause(long asked, Runnable next) {
        plan(asked, PAUSE_NANOS, next);
    }

    private void plan(long asked, long nanos, Runnable next) {
        link.after(nanos, () -> {
            if (asked == round) {
                next.run();
            }
        });
    }
}
