package io.volant.rpc;

/** The places in which interceptors stack, outermost first; those of one layer stack in the order in which they were added. */
public enum Layer {
    /** Outermost: the time line of a call covers everything below. */
    EXPLAIN,
    /** One sample per call of the user, retries and cache hits included. */
    METRICS,
    /** One span per call of the user; attempts become its children. */
    TRACE,
    /** Above everything that may wait. */
    DEADLINE,
    /** A call that may not be made must not be answered from a cache. */
    AUTH,
    /** Once per call: the user's own. */
    CALL,
    /** A hit costs neither limit nor budget. */
    CACHE,
    /** Sees the final failure, after all attempts. */
    FALLBACK,
    /** Above retry: a call that is refused must not spend the retry budget. */
    LIMIT,
    /** Bounds what hedging and retry add, together. */
    BUDGET,
    /** Above retry: each hedge may itself be retried. */
    HEDGE,
    /** Each attempt below goes back to the balancer. */
    RETRY,
    /** Once per attempt: the user's own. */
    ATTEMPT,
    /** Innermost: chooses a node and sends. */
    ROUTE
}
