package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads, the clock and the memory that clients and servers share: event loops, one timer, one executor for callbacks, and what
 * calls in flight may hold.
 *
 * <p>Thread-safe. All its threads are daemons and start when first needed. Clients and servers built with the same runtime share
 * it and leave it open; those built without one share a default runtime that lives as long as any of them.
 */
public final class VolantRuntime implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VolantRuntime.class);
    private static final SharedRuntime DEFAULT = new SharedRuntime();

    private final EventLoops loops;
    private final Ticker ticker;
    private final @Nullable Simulation simulation;
    private final @Nullable Executor givenExecutor;
    private final BytesInFlight clientBytes;
    private final BytesInFlight serverBytes;
    private final Map<Class<?>, AutoCloseable> resources = new HashMap<>(); // guarded by this, as all below
    private final Deque<AutoCloseable> order = new ArrayDeque<>();
    private boolean closed;

    private VolantRuntime(Builder builder) {
        this.simulation = builder.simulation;
        this.loops = EventLoops.of(
                simulation == null ? builder.eventLoops : 1,
                builder.callsToDrive,
                simulation == null ? builder.spin : Duration.ZERO);
        this.ticker = simulation == null ? builder.ticker() : simulation.ticker();
        this.givenExecutor = builder.executor;
        long inFlightBytes = builder.inFlightBytes > 0 ? builder.inFlightBytes : MemoryShare.ofThisJvm();
        this.clientBytes = new BytesInFlight(inFlightBytes);
        this.serverBytes = new BytesInFlight(inFlightBytes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A runtime with an event loop per processor. */
    public static VolantRuntime create() {
        return builder().build();
    }

    /** A share in the default runtime, which lives until the last share is closed. */
    public static Lease lease() {
        return DEFAULT.lease();
    }

    /** A share in {@code given}, which whoever created it closes; without one in the default runtime, kept alive until the share is closed. */
    static Lease lease(@Nullable VolantRuntime given) {
        return given == null ? DEFAULT.lease() : new SharedRuntime.OwnedElsewhere(given);
    }

    /** Number of event loops that a transport starts. */
    public int eventLoops() {
        return loops.count();
    }

    /** Whether a caller that waits may drive the event loop meanwhile. */
    public boolean callersDrive() {
        return loops.callsToDrive() > 0;
    }

    /** From its so many-th blocking call in a row a caller drives the event loop; 0 when callers never do. */
    public int callsToDrive() {
        return loops.callsToDrive();
    }

    /** How long an event loop or a worker looks for what comes next before it sleeps, at most; zero where it sleeps at once. */
    public Duration spin() {
        return loops.spin();
    }

    /** The clock of all deadlines. */
    public Ticker ticker() {
        return ticker;
    }

    /** What the calls of all clients of this runtime hold. */
    public BytesInFlight clientBytes() {
        return clientBytes;
    }

    /** What the calls of all servers of this runtime hold. */
    public BytesInFlight serverBytes() {
        return serverBytes;
    }

    /** On which the asynchronous stages of callers run. */
    public Executor executor() {
        if (givenExecutor != null) {
            return givenExecutor;
        }
        return simulation != null ? simulation.timer() : shared(CallbackThreads.class, CallbackThreads::new);
    }

    /** The one timer thread; tasks on it must be short. */
    public ScheduledExecutorService timer() {
        return simulation != null
                ? simulation.timer()
                : shared(TimerThread.class, TimerThread::new).service();
    }

    /** What takes the place of threads, clock and sockets; nothing but in a test that owns time. */
    public Optional<Simulation> simulation() {
        return Optional.ofNullable(simulation);
    }

    /** An id that no other one has and nobody can guess; in a simulation, the next one by its seed. */
    public UUID newId() {
        if (simulation == null) {
            return UUID.randomUUID();
        }
        RandomGenerator random = Randomness.ofThread();
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** The one instance of {@code type} in this runtime, created when first asked for and closed with the runtime. */
    public synchronized <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> create) {
        if (closed) {
            throw new IllegalStateException("the runtime is closed");
        }
        AutoCloseable present = resources.get(type);
        if (present == null) {
            present = requireNonNull(create.get(), "create");
            resources.put(type, present);
            order.push(present);
        }
        return type.cast(present);
    }

    /** Stops the threads. Idempotent; clients and servers that still use the runtime fail their calls. */
    @Override
    public void close() {
        Deque<AutoCloseable> toClose;
        synchronized (this) {
            closed = true;
            toClose = new ArrayDeque<>(order);
            order.clear();
            resources.clear();
        }
        for (AutoCloseable resource : toClose) {
            try {
                resource.close();
            } catch (Exception e) {
                log.warn("event=runtime_close_failed resource={}", resource, e);
            }
        }
    }

    /** A share in a runtime, given back once. */
    public interface Lease extends AutoCloseable {
        VolantRuntime runtime();

        @Override
        void close();
    }

    /** Settings of a runtime. */
    public static final class Builder {
        private static final long LEAST_IN_FLIGHT = 64 << 10;
        private static final int CALLS_TO_DRIVE = 8;
        private static final Duration LONGEST_SPIN = Duration.ofMillis(1);

        private int eventLoops; // 0: one for each processor
        private int callsToDrive; // 0: callers never drive
        private @Nullable Duration spin;
        private @Nullable Ticker ticker;
        private @Nullable Executor executor;
        private @Nullable Simulation simulation;
        private long inFlightBytes; // 0: a share of the memory of this JVM

        private Builder() {}

        public Builder eventLoops(int eventLoops) {
            if (eventLoops < 1) {
                throw new IllegalArgumentException("eventLoops: " + eventLoops + " (expected: > 0)");
            }
            this.eventLoops = eventLoops;
            return this;
        }

        /** Lets callers drive from their eighth call in a row; see {@link #callersDrive(int)}. */
        public Builder callersDrive() {
            return callersDrive(CALLS_TO_DRIVE);
        }

        /**
         * Gives the runtime one event loop, and lets a caller drive it: one that waits for its answer, and is alone, does the I/O of its
         * call itself, which spares it two hand-offs between threads. For clients only, whose calls are made by one thread at a time, one
         * soon after the other. A second caller, an asynchronous call or 5 to 10 ms without a call bring the loop's own thread back, and calls
         * are then as with any other runtime.
         *
         * <p>While answers come soon the caller looks for them without sleeping ({@link #spin}).
         *
         * <p>What runs on an event loop otherwise, such as the completions of asynchronous calls, runs on the caller that drives; nothing
         * may block there. A timer, or an answer that is left from before, may wait for 10 ms. Virtual threads never drive, and where
         * epoll does not load nobody does. An interrupt of a caller that drives is noticed after some 10 ms.
         *
         * @param fromCall from its so many-th blocking call in a row a caller drives, 2 or more
         */
        public Builder callersDrive(int fromCall) {
            if (fromCall < 2) {
                throw new IllegalArgumentException("fromCall: " + fromCall + " (expected: >= 2)");
            }
            this.callsToDrive = fromCall;
            return this;
        }

        /**
         * How long an event loop of epoll, or the caller that drives it, looks for what comes next before it sleeps, at most, and so a
         * worker that has nothing to do, one of each pool at a time: to be woken costs more than most calls on a fast network. It gives its
         * processor to threads of this process meanwhile, and soon stops looking where that is in vain. 50 µs unless given; zero where it
         * would take time that other processes want more.
         *
         * @param most up to 1 ms; zero to sleep at once, always
         */
        public Builder spin(Duration most) {
            requireNonNull(most, "most");
            if (most.isNegative() || most.compareTo(LONGEST_SPIN) > 0) {
                throw new IllegalArgumentException("spin: " + most + " (expected: zero to " + LONGEST_SPIN + ")");
            }
            this.spin = most;
            return this;
        }

        public Builder ticker(Ticker ticker) {
            this.ticker = requireNonNull(ticker, "ticker");
            return this;
        }

        /** Runs the asynchronous stages of callers; the runtime does not close it. */
        public Builder executor(Executor executor) {
            this.executor = requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Puts a simulation in the place of threads, clock and sockets, for tests that own time. Whatever services say, their methods run
         * on its one thread. A runtime with a simulation has no event loops, spin, ticker or executor given.
         */
        public Builder simulation(Simulation simulation) {
            this.simulation = requireNonNull(simulation, "simulation");
            return this;
        }

        /**
         * Most bytes that the calls in flight of all clients hold, outbound and again inbound, and those of all servers likewise.
         * Unless given, an eighth of the heap or a quarter of the memory for direct buffers, whichever is less, and in a small JVM
         * the 17 MiB that one message of 16 MiB needs.
         */
        public Builder inFlightBytes(long inFlightBytes) {
            if (inFlightBytes < LEAST_IN_FLIGHT) {
                throw new IllegalArgumentException(
                        "inFlightBytes: " + inFlightBytes + " (expected: >= " + LEAST_IN_FLIGHT + ")");
            }
            this.inFlightBytes = inFlightBytes;
            return this;
        }

        private Ticker ticker() {
            return ticker == null ? Ticker.system() : ticker;
        }

        public VolantRuntime build() {
            if (simulation != null && (ticker != null || executor != null || eventLoops != 0 || spin != null)) {
                throw new IllegalArgumentException(
                        "simulation: given beside eventLoops, spin, ticker or executor (expected: none of them, whose place it takes)");
            }
            if (callsToDrive > 0 && (simulation != null || eventLoops > 1)) {
                throw new IllegalArgumentException("callersDrive: given beside "
                        + (simulation != null ? "simulation" : "eventLoops " + eventLoops)
                        + " (expected: one event loop that no simulation takes the place of)");
            }
            return new VolantRuntime(this);
        }
    }
}
