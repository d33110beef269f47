package io.volant.rpc.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The line to one server of a {@link SimulatedNetwork}, as bad as it is told to be: what a {@link FaultProxy} is on a real network, with
 * the same faults.
 *
 * <p>What it is told holds for the connections that are open and for later ones; what is under way keeps the time at which it was to
 * arrive. Confined to the thread of the simulation.
 */
public final class SimulatedLink {
    /** A good line within a building. */
    static final LinkFaults GOOD =
            LinkFaults.none().withDelay(Duration.ofNanos(200_000)).withJitter(Duration.ofNanos(800_000));

    private final EvidenceCount count = new EvidenceCount();
    private final SplittableRandom random;
    private final int port;
    private final Map<Direction, LinkFaults> faults = new EnumMap<>(Direction.class);
    private final Set<SimulatedConnection> connections = new LinkedHashSet<>();
    private boolean refusing;

    SimulatedLink(int port, SplittableRandom random) {
        this.port = port;
        this.random = random;
        for (Direction direction : Direction.values()) {
            faults.put(direction, GOOD);
        }
    }

    /** Of the server. */
    public int port() {
        return port;
    }

    /** Both directions are as bad as that. */
    public void apply(LinkFaults changed) {
        for (Direction direction : Direction.values()) {
            apply(direction, changed);
        }
    }

    /** One direction is as bad as that; the other one stays as it is. */
    public void apply(Direction direction, LinkFaults changed) {
        faults.put(requireNonNull(direction, "direction"), requireNonNull(changed, "faults"));
        List.copyOf(connections).forEach(connection -> connection.set(direction, changed));
    }

    /** Nothing arrives any more, either way, and nobody hears of it. */
    public void cut() {
        apply(GOOD.withFlow(LinkFaults.Flow.LOSE));
    }

    /** Nothing arrives any more one way, and nobody hears of it. */
    public void cut(Direction direction) {
        apply(direction, GOOD.withFlow(LinkFaults.Flow.LOSE));
    }

    /** Resets the connections that are open, which both ends hear of; returns how many there were. */
    public int reset() {
        List<SimulatedConnection> open = List.copyOf(connections);
        connections.clear();
        open.forEach(SimulatedConnection::reset);
        count.reset.addAndGet(open.size());
        return open.size();
    }

    /** Refuses every later connection; those that are open stay. */
    public void refuse() {
        refusing = true;
    }

    /** A good line again, on which everything takes 0.2 to 1 ms: what was held back arrives, and connections are accepted. */
    public void heal() {
        refusing = false;
        apply(GOOD);
    }

    /** What was done until now. */
    public FaultEvidence evidence() {
        return count.snapshot();
    }

    LinkFaults faults(Direction direction) {
        return faults.getOrDefault(direction, GOOD);
    }

    boolean refuses() {
        return refusing;
    }

    EvidenceCount count() {
        return count;
    }

    /** The dice of the next connection. */
    SplittableRandom nextRandom() {
        return random.split();
    }

    void add(SimulatedConnection connection) {
        connections.add(connection);
    }

    void forget(SimulatedConnection connection) {
        connections.remove(connection);
    }

    @Override
    public String toString() {
        return "the line to port " + port;
    }
}
