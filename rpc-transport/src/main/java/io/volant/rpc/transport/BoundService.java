package io.volant.rpc.transport;

import io.volant.rpc.ExportedService;
import io.volant.rpc.Failure;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A range of method ids as the called side of one connection answered it: for each id a method of an exported service, or why
 * there is none. Confined to the event loop.
 */
final class BoundService {
    private final BindFrame bind;
    private @Nullable ExportedService exported; // null where none is usable
    private @Nullable MethodDescriptor[] methods = {}; // by index in the caller's list
    private final Failure refusal; // of the ids that have no method

    private BoundService(BindFrame bind, Failure refusal) {
        this.bind = bind;
        this.refusal = refusal;
    }

    /** A range of which the caller must send the full form first. */
    static BoundService pending(BindFrame bind) {
        return new BoundService(
                bind,
                rejected(Status.FAILED_PRECONDITION, bind.service() + ":" + bind.version() + " is not bound yet."));
    }

    /** A range of which no method is usable. */
    static BoundService refused(BindFrame bind, Status status, String text) {
        return new BoundService(bind, rejected(status, text));
    }

    /** A range with the methods, in the caller's order; null for those that are not usable. */
    static BoundService usable(BindFrame bind, ExportedService exported, @Nullable MethodDescriptor[] methods) {
        BoundService bound = new BoundService(
                bind,
                rejected(
                        Status.FAILED_PRECONDITION,
                        bind.service() + ":" + bind.version() + " has this method in another form, or not at all."));
        bound.exported = exported;
        bound.methods = methods;
        return bound;
    }

    private static Failure rejected(Status status, String text) {
        return Failure.of(status, Outcome.REJECTED, text + " " + Outcome.REJECTED.sentence());
    }

    int base() {
        return bind.base();
    }

    /** One more than the last id of the range. */
    int end() {
        return bind.base() + bind.count();
    }

    /** Whether the frame is the full form of the BIND that this range was answered for. */
    boolean isCompletedBy(BindFrame full) {
        return exported == null
                && refusal.status() == Status.FAILED_PRECONDITION
                && !bind.full()
                && full.full()
                && bind.base() == full.base()
                && bind.count() == full.count()
                && bind.service().equals(full.service())
                && bind.version().equals(full.version());
    }

    @Nullable
    ExportedService exported() {
        return exported;
    }

    /** The method with this id; null when it is not usable, for the reason {@link #refusal}. */
    @Nullable
    MethodDescriptor method(int id) {
        return exported == null ? null : methods[id - bind.base()];
    }

    Failure refusal() {
        return refusal;
    }
}
