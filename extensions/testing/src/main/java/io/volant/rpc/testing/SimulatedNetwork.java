package io.volant.rpc.testing;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Layer;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.VolantRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A network, a clock and the servers and clients on it, all on one thread: the real transport and its codec, over lines that are as bad
 * as a seed or a script wants them, in a time that goes from event to event and costs none. What happens for a seed happens again for
 * it, byte for byte.
 *
 * <pre>{@code
 * SimulatedNetwork.seeds(200, network -> {
 *     RpcServer server = network.server().service(Greeter.class, new Greetings()).start();
 *     RpcClient client = network.client().address(server.address()).connect();
 *     CompletableFuture<String> hello = client.stub(Greeter.class).hello("World");
 *     network.misfortunes(Duration.ofSeconds(2));
 *     network.runUntil(hello::isDone, Duration.ofMinutes(1));
 * });
 * }</pre>
 *
 * <p>Whatever services say, their methods run on the one thread, which is an event loop: handlers and callers return futures, and a
 * blocking stub, or a wait for a call, is refused with an {@code IllegalStateException} that says so. A handler that takes time returns
 * a stage of {@link #after(Duration)}. Servers listen on addresses of this network alone. Registries have threads and clocks of
 * their own and stay outside; so does, with a time of its own, whatever else reads the clock of the JVM or rolls dice of its own.
 *
 * <p>Confined to the thread that plays the scenario. Needs a transport that knows simulations, such as rpc-transport.
 */
public final class SimulatedNetwork {
    private static final byte[] NOTHING = {};
    private static final Duration TO_END = Duration.ofSeconds(30);

    private final long seed;
    private final SimulatedWorld world;
    private final SplittableRandom random;
    private final OpenCalls calls = new OpenCalls();
    private final VolantRuntime runtime;

    private SimulatedNetwork(long seed, SplittableRandom random) {
        this.seed = seed;
        this.world = new SimulatedWorld(random.split());
        this.random = random.split();
        this.runtime = VolantRuntime.builder().simulation(world).build();
    }

    /**
     * Plays a scenario under the seeds 1 to {@code count}, each from the beginning; under one alone where the system property
     * {@code volant.seed} gives it.
     *
     * @throws AssertionError of the first seed that fails: names it, and the last that happened
     */
    public static void seeds(int count, Scenario scenario) {
        SeedRuns.of(count).forEach(each -> run(each, scenario));
    }

    /**
     * Plays a scenario under one seed, on a thread of its own, and waits for it. Afterwards everything is closed.
     *
     * @return what happened, as {@link #digest} tells it at the end
     * @throws AssertionError if the scenario fails, a task throws, or a call has not ended a second after the scenario
     */
    public static String run(long seed, Scenario scenario) {
        requireNonNull(scenario, "scenario");
        return SeedRuns.play(seed, random -> new SimulatedNetwork(seed, random), scenario);
    }

    /** What repeats everything. */
    public long seed() {
        return seed;
    }

    /** Numbers for the scenario, by the seed. */
    public RandomGenerator random() {
        return random;
    }

    /** How much time has passed since the beginning. */
    public Duration now() {
        return world.time().elapsed();
    }

    /** What servers and clients on this network are built with; it is closed with the network. */
    public VolantRuntime runtime() {
        return runtime;
    }

    /** A server on this network, on a free port of {@code 127.0.0.1} unless told otherwise. */
    public RpcServerBuilder server() {
        return RpcServer.builder().runtime(runtime);
    }

    /**
     * A client on this network; checksums are for it to ask for, without which damaged bytes may arrive as wrong values.
     * {@code connect()} lets time pass until it has connected; within a task that is refused where a client waits for its server.
     */
    public RpcClientBuilder client() {
        return RpcClient.builder().runtime(runtime).interceptor(Layer.EXPLAIN, calls);
    }

    /** The line to a server by its port, where nobody needs to listen yet. */
    public SimulatedLink link(int port) {
        return world.link(port);
    }

    /** The line to a server. */
    public SimulatedLink link(RpcServer server) {
        return world.link(server.port());
    }

    /**
     * Lets the seed decide what befalls the lines to all servers that there are, and when, from now on until all are good again after
     * {@code within}: slowness, cuts both ways and one way, held bytes, resets, refusals, damage, repeated bytes, early ends.
     */
    public void misfortunes(Duration within) {
        if (requireNonNull(within, "within").compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("within: " + within + " (expected: at least 1 ms)");
        }
        new Misfortunes(world, random, within).plan(world.links());
    }

    /** Runs a task later: what a script does at its time. */
    public void after(Duration delay, Runnable task) {
        world.time().schedule(requireNonNull(task, "task"), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Completes later, as the answer of a handler that takes its time. */
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        after(delay, () -> over.complete(null));
        return over;
    }

    /** Lets so much time pass, with all that happens in it. */
    public void advance(Duration time) {
        long latest = world.time().nanoTime() + time.toNanos();
        while (world.time().step(latest)) {
            // a task ran
        }
    }

    /**
     * Lets time pass until something holds.
     *
     * @throws AssertionError if it does not after {@code atMost}
     */
    public void runUntil(BooleanSupplier condition, Duration atMost) {
        long latest = world.time().nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (!world.time().step(latest) && !condition.getAsBoolean()) {
                throw new AssertionError("still waiting after " + atMost + ", at " + now());
            }
        }
    }

    /** Adds something to what happened: to the trace, and to the digest. */
    public void note(String what) {
        world.note(requireNonNull(what, "what"), NOTHING);
    }

    /** The last that happened, oldest first: what arrived where, and when. */
    public List<String> trace() {
        return world.trace().kept();
    }

    /** SHA-256 of all that happened until now, each byte included: the same for the same seed and the same code. */
    public String digest() {
        return world.trace().digest();
    }

    NetworkTrace events() {
        return world.trace();
    }

    /** Fails when a call has not ended, a second after the scenario. */
    void expectNoCalls() throws InterruptedException {
        advance(Duration.ofSeconds(1));
        Map<String, Integer> hanging = calls.await(Duration.ZERO);
        if (!hanging.isEmpty()) {
            throw new AssertionError("calls that have not ended 1 s after the scenario, with their number: " + hanging
                    + " (expected: none; a scenario runs until its calls have ended)");
        }
    }

    /** Ends all connections and lets what ends late do so. */
    void close() {
        runtime.close();
        advance(TO_END);
    }
}
