package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call that a handler is working on: its metadata, its deadline, its caller. Thread-safe, and immutable but for the metadata
 * of the reply.
 *
 * <p>It belongs to the handler's frame: on other threads it is there only if {@linkplain #wrap carried} along. Stubs called while
 * it is there inherit its deadline, its cancellation and its priority.
 */
public final class CallContext {
    private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

    private final Request request;
    private final String loggedId; // empty when the logging context does not know the call
    private volatile @Nullable Metadata
            replyMetadata; // written under this; null until then, since that costs no barrier

    CallContext(Request request) {
        this(request, "");
    }

    /** The context of a call that the logging context knows by this id, or does not know. */
    CallContext(Request request, String loggedId) {
        this.request = requireNonNull(request, "request");
        this.loggedId = loggedId;
    }

    /**
     * The context of the handler that the calling thread runs.
     *
     * @throws IllegalStateException if it runs none
     */
    public static CallContext current() {
        return find().orElseThrow(() -> new IllegalStateException(
                "no call context on thread \"" + Thread.currentThread().getName()
                        + "\": it exists inside handlers; carry it elsewhere with wrap(executor)"));
    }

    /** The context of the handler that the calling thread runs, if it runs one. */
    public static Optional<CallContext> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    static @Nullable CallContext currentOrNull() {
        return CURRENT.get();
    }

    public MethodDescriptor method() {
        return request.method();
    }

    /** What the caller sent beside the arguments. */
    public Metadata metadata() {
        return request.metadata();
    }

    /** When the caller stops waiting. */
    public Deadline deadline() {
        return request.deadline();
    }

    /** What the call is worth to its caller; the most that the calls of this handler are worth. */
    public Priority priority() {
        return request.priority();
    }

    public Peer peer() {
        return request.peer();
    }

    /** Whether the caller gave up, its deadline passed, or its connection broke. */
    public boolean cancelled() {
        return request.scope().cancelled();
    }

    /** Runs {@code once} when the call is cancelled, on a callback thread of the runtime; on this one if it already is. */
    public void onCancel(Runnable once) {
        request.scope().onCancel(once);
    }

    /** Sends a value beside the result or the error. Has an effect until the handler, or the future it returned, is done. */
    public synchronized void addReplyMetadata(String key, String value) {
        replyMetadata = replyMetadata().with(key, value);
    }

    /** An executor whose tasks see this context. */
    public Executor wrap(Executor executor) {
        requireNonNull(executor, "executor");
        return task -> executor.execute(() -> {
            CallContext before = enter();
            try {
                task.run();
            } finally {
                leave(before);
            }
        });
    }

    /** Runs {@code work} without a context: its calls have deadlines and priorities of their own and survive this one. */
    public static <T> T detached(Supplier<T> work) {
        CallContext before = CURRENT.get();
        CURRENT.remove();
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    /** Makes this the context of the calling thread; what is returned goes to {@link #leave}. */
    @Nullable
    CallContext enter() {
        CallContext before = CURRENT.get();
        CURRENT.set(this);
        if (!loggedId.isEmpty()) {
            CallMdc.put(request, loggedId);
        }
        return before;
    }

    /** Makes {@code before} the context of the calling thread again. */
    void leave(@Nullable CallContext before) {
        restore(before);
        if (before != null && !before.loggedId.isEmpty()) {
            CallMdc.put(before.request, before.loggedId);
        } else if (!loggedId.isEmpty()) {
            CallMdc.remove();
        }
    }

    /** Leaves the calling thread without a context; what is returned, null for none, {@linkplain #enter() enters} again. */
    static @Nullable CallContext suspend() {
        CallContext suspended = CURRENT.get();
        if (suspended != null) {
            if (!suspended.loggedId.isEmpty()) {
                CallMdc.remove();
            }
            restore(null); // last: a logging adapter that throws does not cost the handler its context
        }
        return suspended;
    }

    /* Null is set and not removed: the entry of a thread that runs handlers is used again by the next one, while removing it would
     * cost every call a weak reference, which is dear to make, to clear and to collect. */
    static void restore(@Nullable CallContext before) {
        CURRENT.set(before);
    }

    CallScope scope() {
        return request.scope();
    }

    Metadata replyMetadata() {
        Metadata added = replyMetadata;
        return added == null ? Metadata.empty() : added;
    }
}
