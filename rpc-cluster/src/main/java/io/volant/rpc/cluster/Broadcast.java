package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.CallOptions;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcService;
import io.volant.rpc.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call to every server of a service, as to clear a cache in all of them or to ask each for its part. Immutable.
 *
 * <pre>{@code
 * Broadcast<Cache> everywhere = Broadcast.of(client, Cache.class);
 * everywhere.call(cache -> cache.invalidate(key)).thenAccept(result -> log(result.failed()));
 * }</pre>
 *
 * <p>Every server is asked that is listed when the call is made, be it left out by the balancer, each with the retries of its method
 * but at that server alone. Nothing is promised of servers that come later, or that cannot be reached: whoever needs all asks for
 * {@link #all()}, and is told.
 */
public final class Broadcast<S> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int PARALLELISM = 64;

    private final RpcClient client;
    private final Class<S> service;
    private final String name;
    private final CallOptions options;
    private final Duration timeout;
    private final int parallelism;
    private final Set<String> without;
    private final Need need;

    private Broadcast(
            RpcClient client,
            Class<S> service,
            CallOptions options,
            Duration timeout,
            int parallelism,
            Set<String> without,
            Need need) {
        this.client = client;
        this.service = service;
        this.name = name(service);
        this.options = options;
        this.timeout = timeout;
        this.parallelism = parallelism;
        this.without = Set.copyOf(without);
        this.need = need;
    }

    /**
     * Looks for the servers of {@code service} from now on. Unless told otherwise it asks 64 at a time, takes 5 s at most, and is content
     * with whatever comes of it.
     *
     * @param client of a cluster; one of a single server asks that one
     * @throws IllegalArgumentException if the interface is not a service or has mistakes
     */
    public static <S> Broadcast<S> of(RpcClient client, Class<S> service) {
        client.stub(service);
        return new Broadcast<>(client, service, CallOptions.defaults(), TIMEOUT, PARALLELISM, Set.of(), Need.NONE);
    }

    /** Makes the calls with {@code options}. */
    public Broadcast<S> with(CallOptions options) {
        return new Broadcast<>(
                client, service, requireNonNull(options, "options"), timeout, parallelism, without, need);
    }

    /** How long all of it may take; a method whose time-out is shorter has that. */
    public Broadcast<S> timeout(Duration timeout) {
        if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: more than 0, at most PT24H)");
        }
        return new Broadcast<>(client, service, options, timeout, parallelism, without, need);
    }

    /** How many servers are asked at a time. */
    public Broadcast<S> parallelism(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("parallelism: " + most + " (expected: at least 1)");
        }
        return new Broadcast<>(client, service, options, timeout, most, without, need);
    }

    /** Leaves out the servers at these addresses, such as one's own. */
    public Broadcast<S> without(String... addresses) {
        return new Broadcast<>(client, service, options, timeout, parallelism, Set.of(addresses), need);
    }

    /** Fails where not every server answers; at once when one does not. */
    public Broadcast<S> all() {
        return new Broadcast<>(client, service, options, timeout, parallelism, without, Need.ALL);
    }

    /** Ends with the first answer, and fails where there is none. The calls to the other servers go on. */
    public Broadcast<S> any() {
        return atLeast(1);
    }

    /** Ends when so many have answered, and fails when that cannot be any more. The calls to the other servers go on. */
    public Broadcast<S> atLeast(int answers) {
        return new Broadcast<>(client, service, options, timeout, parallelism, without, Need.of(answers));
    }

    /**
     * Makes a call of an asynchronous method to every server. Never blocks.
     *
     * <p>A client that knows no server yet asks those that it comes to know, within the time that all of it may take. The function runs
     * for one server after the other, on this thread, on the runtime's executor, or where the answer of an earlier server came: it must
     * not block, which is for {@link #callBlocking}.
     *
     * <p>The future completes when all have ended, or as {@link #all}, {@link #any} and {@link #atLeast} say; exceptionally, with an
     * {@link io.volant.rpc.RpcException}, where too few answered or no server came to be known. Cancelling it cancels the futures that
     * {@code call} returned; those of a stub cancel their calls.
     */
    public <T extends @Nullable Object> CompletableFuture<BroadcastResult<T>> call(
            Function<? super S, ? extends CompletionStage<T>> call) {
        requireNonNull(call, "call");
        BroadcastCall<S, T> all =
                new BroadcastCall<>(name, need, parallelism, timeout, Ticker.system(), this::stub, call);
        CompletableFuture<List<String>> known = client.servers(service, timeout);
        known.whenComplete((servers, error) -> {
            if (error == null) {
                all.begin(servers.stream()
                        .filter(address -> !without.contains(address))
                        .toList());
            } else {
                all.fail(error);
            }
        });
        all.whenComplete((result, error) -> known.cancel(false));
        return all;
    }

    /** As {@link #call}, for a method that blocks, on a thread of {@code executor} for each server. */
    public <T extends @Nullable Object> CompletableFuture<BroadcastResult<T>> callBlocking(
            Executor executor, Function<? super S, ? extends T> call) {
        requireNonNull(executor, "executor");
        requireNonNull(call, "call");
        return call(stub -> CompletableFuture.<T>supplyAsync(() -> call.apply(stub), executor));
    }

    private S stub(String server, Duration left) {
        boolean shorter =
                options.timeout().filter(given -> given.compareTo(left) < 0).isPresent();
        return client.with((shorter ? options : options.withTimeout(left)).withServer(server))
                .stub(service);
    }

    private static String name(Class<?> service) {
        RpcService named = requireNonNull(service.getAnnotation(RpcService.class));
        return (named.name().isEmpty() ? service.getSimpleName() : named.name()) + ":" + named.version();
    }
}
