package io.volant.rpc.cluster.discovery;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Announcement;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Serving;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Enters a server in a registry when it serves, and takes it out before it drains. Settings confined to one thread until a server
 * has them; one of these may announce several servers.
 */
public final class Announce implements Announcement {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration MOST_GRACE = Duration.ofSeconds(20);

    private final Registry registry;
    private final Map<String, String> labels = new HashMap<>();
    private String host = ""; // that of the server
    private int port; // 0: that of the server
    private String id = "";
    private String zone = "";
    private OptionalLong epoch = OptionalLong.empty(); // the time of the start
    private Function<Serving, IntSupplier> weight = server -> () -> Instance.WEIGHT;
    private Duration grace = GRACE;
    private Clock clock = Clock.systemUTC();

    private Announce(Registry registry) {
        this.registry = registry;
    }

    /** In {@code registry}, which whoever opened it closes after the server. */
    public static Announce in(Registry registry) {
        return new Announce(requireNonNull(registry, "registry"));
    }

    /**
     * The host at which clients reach the server; unless given, that on which it listens, and where that is every address of the machine,
     * the first that is not a loopback one.
     */
    public Announce host(String host) {
        this.host = requireNonNull(host, "host");
        return this;
    }

    /** The port at which clients reach the server, unless it is the one on which it listens. */
    public Announce port(int port) {
        this.port = new Endpoint("localhost", port).port();
        return this;
    }

    /** A name of the server that outlives a restart; none unless given. */
    public Announce id(String id) {
        this.id = requireNonNull(id, "id");
        return this;
    }

    /** What grows with every start of the server; the time of the start, in milliseconds, unless given. */
    public Announce epoch(long epoch) {
        this.epoch = OptionalLong.of(epoch);
        return this;
    }

    /** The server's share of calls beside others, {@link Instance#WEIGHT} unless given. */
    public Announce weight(int weight) {
        if (weight < 1 || weight > Instance.MAX_WEIGHT) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: 1.." + Instance.MAX_WEIGHT + ")");
        }
        return weight(() -> weight);
    }

    /**
     * A share that changes: {@code weight} is asked every 5 s, on a thread that it must not block, and the entry is changed when the answer
     * differs by a tenth or more. An answer outside of 1 to {@link Instance#MAX_WEIGHT} counts as the nearest inside.
     */
    public Announce weight(IntSupplier weight) {
        requireNonNull(weight, "weight");
        this.weight = server -> weight;
        return this;
    }

    /**
     * A share by what the server has left: {@link Instance#WEIGHT} for each processor, times the share that is free of its workers or of
     * the processor time, whichever is less; smoothed over about 50 s, and told as {@link #weight(IntSupplier)} is.
     */
    public Announce autoWeight() {
        this.weight = server -> AutoWeight.of(server.stats());
        return this;
    }

    /** Where the server stands, such as a rack or a data centre. */
    public Announce zone(String zone) {
        this.zone = requireNonNull(zone, "zone");
        return this;
    }

    /** Something else that calls may be routed by. */
    public Announce label(String name, String value) {
        labels.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
        return this;
    }

    /** How long the server still takes new calls once it is out of the registry, so that clients hear of that; 1 s unless given, 20 s at most. */
    public Announce grace(Duration grace) {
        if (grace.isNegative() || grace.compareTo(MOST_GRACE) > 0) {
            throw new IllegalArgumentException(
                    "grace: " + grace + " (expected: 0 to 20 s, for what is under way needs the rest of 30 s)");
        }
        this.grace = grace;
        return this;
    }

    /** For tests: where the time of the start comes from. */
    Announce clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Enters the server.
     *
     * @throws IllegalArgumentException if the registry could not have such an entry, as of a label with a line end
     */
    @Override
    public Announced announce(Serving server) {
        Instance instance = Instance.of(endpoint(server.address()))
                .withId(id, epoch.orElseGet(clock::millis))
                .withZone(zone)
                .withLabels(labels);
        InstanceRules.check(instance);
        return RegisteredServer.enter(registry, instance, weight.apply(server), grace, server);
    }

    private Endpoint endpoint(Endpoint bound) {
        if (bound.isUnix()) {
            return bound;
        }
        String reached = host.isEmpty() ? AdvertisedHost.of(bound.host()) : host;
        return new Endpoint(reached, port == 0 ? bound.port() : port);
    }
}
