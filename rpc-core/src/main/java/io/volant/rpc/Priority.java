package io.volant.rpc;

import org.jspecify.annotations.Nullable;

/**
 * How much it matters that a call is served when a server cannot serve all; in ascending order. Where calls wait for workers, those
 * of higher priority go first, and those of lower priority are refused first.
 *
 * <p>The interface says it with {@link RpcMethod#priority}, where its owner knows what a method is for; a caller that knows better
 * says so with {@link CallOptions#withPriority}, up or down. Calls of which neither says anything are {@link #NORMAL}.
 *
 * <p>A call that a handler makes inherits the priority of the call that the handler serves. It may be lower, when its method or its
 * options say so; it is never higher, whatever they say: what a background job needs is background work all the way down. What has
 * to be done at its own priority whoever asked for it is called through {@link CallContext#detached}.
 *
 * <p>The levels are those of "Handling Overload" in <i>Site Reliability Engineering</i> (Beyer, Jones, Petoff, Murphy, 2016).
 */
public enum Priority {
    /** May fail often, and at times for hours: prefetching, statistics, warming a cache. */
    SHEDDABLE(32),
    /** Somebody wants the result, but nobody waits for it, and the caller tries again later: jobs over many items, exports. */
    BATCH(64),
    /** Somebody waits for it. */
    NORMAL(128),
    /** Without it users are stopped, and servers have room for all such calls even at their worst: paying, logging in. */
    CRITICAL(192);

    private static final Priority[] ASCENDING = values();

    private final int code;

    Priority(int code) {
        this.code = code;
    }

    /** The number that stands for it on the wire, 0 to 255; between two levels there is room for others. */
    public int code() {
        return code;
    }

    /** The level of that number; of a number that is none, the next level below, or else the lowest. */
    public static Priority of(int code) {
        Priority found = SHEDDABLE;
        for (Priority level : ASCENDING) {
            if (level.code <= code) {
                found = level;
            }
        }
        return found;
    }

    /** That of a call about to be made, in the handler of {@code context} if there is one. */
    static Priority of(MethodDescriptor method, CallOptions options, @Nullable CallContext context) {
        Priority asked = options.priority().orElse(method.priority());
        if (context == null) {
            return asked;
        }
        Priority served = context.priority();
        boolean unsaid = asked == NORMAL && options.priority().isEmpty();
        return unsaid || asked.compareTo(served) > 0 ? served : asked;
    }
}
