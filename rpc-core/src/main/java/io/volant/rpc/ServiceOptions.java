package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the methods of one service run: a matter of the implementation, not of the interface. Confined to the builder. */
public final class ServiceOptions {
    private final ServiceDescriptor service;
    private final Set<String> onEventLoop = new HashSet<>();
    private int workers; // 0: those of the server
    private int workersQueue = -1; // not given
    private boolean fixedLimit;

    ServiceOptions(ServiceDescriptor service) {
        this.service = service;
    }

    /**
     * Runs these methods, and all their overloads, on the event loop: the fastest way for methods that return at once, and wrong
     * for any that may block: all calls of the connections on that loop wait for it, and its own blocking calls are refused.
     *
     * @throws IllegalArgumentException if the service has no method of such a name
     */
    public ServiceOptions eventLoop(String... methodNames) {
        List<String> known = names();
        for (String name : methodNames) {
            if (!known.contains(requireNonNull(name, "methodName"))) {
                throw new IllegalArgumentException("eventLoop: " + service.name() + " has no method \"" + name
                        + "\" (expected: one of " + String.join(", ", known) + ")");
            }
            onEventLoop.add(name);
        }
        return this;
    }

    /** Runs all methods on the event loop. */
    public ServiceOptions eventLoop() {
        onEventLoop.addAll(names());
        return this;
    }

    /**
     * Gives the service workers of its own, so many, which no other service can keep busy and which keep none from others. Without
     * them it shares the server's.
     */
    public ServiceOptions workers(int workers) {
        this.workers = WorkerCounts.checkWorkers(workers);
        return this;
    }

    /** How many calls may wait for the service's own workers; unless given, as many as {@link RpcServerBuilder#workersQueue} says. */
    public ServiceOptions workersQueue(int calls) {
        this.workersQueue = WorkerCounts.checkQueue(calls);
        return this;
    }

    /** As {@link RpcServerBuilder#fixedLimit}, for the service's own workers. */
    public ServiceOptions fixedLimit() {
        this.fixedLimit = true;
        return this;
    }

    /** The service's own workers, of the kind that {@code like} are; empty when it has none. */
    Optional<WorkerPool> pool(WorkerPool.Kind like) {
        if (workers == 0 && workersQueue >= 0) {
            throw new IllegalArgumentException("workersQueue: " + workersQueue + " of " + service.name()
                    + " (expected: workers(n) with it: the queue is that of the service's own workers)");
        }
        if (workers == 0 && fixedLimit) {
            throw new IllegalArgumentException("fixedLimit() of " + service.name()
                    + " (expected: workers(n) with it: the limit is that of the service's own workers)");
        }
        WorkerPool.Kind kind = fixedLimit ? like.withFixedLimit() : like;
        return workers == 0 ? Optional.empty() : Optional.of(kind.pool(service.name(), workers, workersQueue));
    }

    boolean runsOnEventLoop(MethodDescriptor method) {
        return onEventLoop.contains(method.name());
    }

    private List<String> names() {
        return service.methods().stream().map(MethodDescriptor::name).distinct().toList();
    }
}
