package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.PeerText;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.TransportFailures;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.cluster.discovery.SequentialExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to one registry: a connection that is tried again and again until it works, and again when it was lost or what answers on it
 * is no registry. Confined to the turns of its client, but for {@link #close}.
 */
final class RegistryLink implements AutoCloseable {
    /** What is told of a link, in turns. */
    interface Owner {
        /** Calls can be made; what was not answered before will never be. */
        void onUp(RegistryLink link);

        /** The connection is lost; another one is tried. */
        void onLost(RegistryLink link);

        /** A try led to nothing; another one follows. */
        void onFailed(RegistryLink link, String reason);
    }

    private final Endpoint endpoint;
    private final RegistryRoute route;
    private final RpcClient client;
    private final RegistryService registry;
    private final SequentialExecutor turns;
    private final Owner owner;
    private final Backoff backoff = new Backoff();
    private boolean answered; // on the present connection
    private volatile String lastReason = ""; // of the last try, where it led to nothing
    private volatile boolean closed;

    private RegistryLink(
            Endpoint endpoint, Consumer<RpcClientBuilder> settings, SequentialExecutor turns, Owner owner) {
        this.endpoint = endpoint;
        this.turns = turns;
        this.owner = owner;
        this.route = new RegistryRoute(endpoint);
        RpcClientBuilder builder = RpcClient.builder().name("registry-client");
        settings.accept(builder);
        this.client = builder.routing(route).connect();
        this.registry = client.stub(RegistryService.class);
    }

    /** A link that does nothing before it is {@linkplain #start started}. */
    static RegistryLink open(
            Endpoint endpoint, Consumer<RpcClientBuilder> settings, SequentialExecutor turns, Owner owner) {
        return new RegistryLink(endpoint, settings, turns, owner);
    }

    VolantRuntime runtime() {
        return route.dialer().runtime();
    }

    void start() {
        turns.execute(this::connect);
    }

    boolean isUp() {
        return route.connection() != null;
    }

    private void connect() {
        if (!closed) {
            route.connect().whenComplete((connection, error) -> turns.execute(() -> onTried(connection, error)));
        }
    }

    private void onTried(@Nullable Connection connection, @Nullable Throwable error) {
        if (connection == null) {
            onFailed(failureOf(error));
        } else if (closed) {
            connection.close();
        } else {
            answered = false;
            route.use(connection);
            connection.onState(state -> turns.execute(() -> onState(connection)));
            lastReason = "";
            owner.onUp(this);
        }
    }

    private void onState(Connection connection) {
        if (route.connection() == connection) {
            drop(connection);
            if (answered) {
                connect();
            } else { // whoever accepts and closes is not besieged
                onFailed(Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, endpoint + " closed the connection"));
            }
        }
    }

    private void drop(Connection connection) {
        route.use(null);
        connection.close(); // what it did not answer is asked again
        owner.onLost(this);
    }

    private void onFailed(Failure why) {
        if (!closed) {
            long delay = backoff.afterFailure();
            lastReason = named(TransportFailures.clause(why, backoff.failures()));
            owner.onFailed(this, lastReason);
            after(delay, this::connect);
        }
    }

    /**
     * Asks the registry. An answer is passed on while the connection lasts on which it was asked; a failure that another connection may
     * mend ends the connection instead. Without a connection nothing happens.
     *
     * @param onRefused told the failure of any other kind
     */
    <T> void ask(
            Function<RegistryService, CompletableFuture<T>> call, Consumer<T> onAnswer, Consumer<Failure> onRefused) {
        Connection asked = route.connection();
        if (asked == null) {
            return;
        }
        call.apply(registry)
                .whenComplete((value, error) -> turns.execute(() -> {
                    if (route.connection() != asked) {
                        return;
                    }
                    if (error == null) {
                        answered = true;
                        backoff.reset();
                        onAnswer.accept(value);
                        return;
                    }
                    Failure failure = failureOf(error);
                    if (mayMend(failure.status())) {
                        drop(asked);
                        onFailed(failure);
                    } else {
                        onRefused.accept(failure);
                    }
                }));
    }

    private static boolean mayMend(Status status) {
        return switch (status) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNIMPLEMENTED, FAILED_PRECONDITION, INTERNAL -> true;
            case OK,
                    OVERLOADED,
                    UNAUTHENTICATED,
                    PERMISSION_DENIED,
                    INVALID_ARGUMENT,
                    RESULT_UNENCODABLE,
                    RESOURCE_EXHAUSTED,
                    APPLICATION -> false;
        };
    }

    /** Why the last try led to nothing; empty when it did not. */
    String lastReason() {
        return lastReason;
    }

    /** Runs {@code task} in turns later; false when the runtime has ended, and never when it ends before. */
    boolean after(long nanos, Runnable task) {
        try {
            runtime().timer().schedule(() -> turns.execute(task), nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException | IllegalStateException e) {
            closed = true; // the runtime was closed before its client
            return false;
        }
    }

    /** What a registry said no with, as a reason for people. */
    String reason(Failure failure) {
        return named(failure.message());
    }

    private String named(String reason) {
        String name = endpoint.toString();
        return "registry " + (reason.startsWith(name) ? reason : name + ": " + reason);
    }

    /** The failure of a call, its message cut down to a clause of one line. */
    private static Failure failureOf(@Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        Failure failure = cause instanceof RpcException e
                ? e.failure()
                : Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, String.valueOf(cause));
        String line = failure.message().lines().findFirst().orElse("");
        int end = line.indexOf(". " + failure.outcome().sentence());
        return failure.withMessage(PeerText.oneLine(end < 0 ? line : line.substring(0, end)));
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
