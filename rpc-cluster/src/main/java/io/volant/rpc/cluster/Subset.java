package io.volant.rpc.cluster;

import io.volant.rpc.Randomness;
import io.volant.rpc.cluster.discovery.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The part of a very large cluster that one client connects to: the servers stand on a ring, in an order that all clients share and
 * that has nothing to do with their addresses, and a client takes as many as it wants from its own place on. Immutable.
 *
 * <p>Servers that come or go change at most as many of a client's. Clients that are numbered from 0 stand evenly on the ring,
 * however many there are; others stand anywhere, and their number per server scatters as such numbers do.
 *
 * @param size how many servers, of as many as there are
 * @param place where on the ring, from 0 to 1
 */
public record Subset(int size, double place) {
    public Subset {
        if (size < 1) {
            throw new IllegalArgumentException("size: " + size + " (expected: at least 1)");
        }
        if (!(place >= 0 && place < 1)) {
            throw new IllegalArgumentException("place: " + place + " (expected: 0 to less than 1)");
        }
    }

    /** For a client that nobody has given a number. */
    public static Subset of(int size) {
        return new Subset(size, Randomness.ofThread().nextDouble());
    }

    /** For one of many clients that are numbered from 0 on, such as the replicas of a deployment. */
    public static Subset of(int size, int client) {
        if (client < 0) {
            throw new IllegalArgumentException("client: " + client + " (expected: at least 0)");
        }
        // the bits of the number mirrored behind the point (van der Corput's sequence): each next one halves a gap
        return new Subset(size, Integer.toUnsignedLong(Integer.reverse(client)) * 0x1p-32);
    }

    /** The servers that the client connects to. */
    public List<Instance> select(List<Instance> instances) {
        int count = instances.size();
        if (count <= size) {
            return List.copyOf(instances);
        }
        List<Instance> ring = instances.stream()
                .sorted(Comparator.comparingLong(Subset::position)
                        .thenComparing(instance -> instance.endpoint().toString()))
                .toList();
        int first = (int) (place * count);
        return IntStream.range(first, first + size)
                .mapToObj(i -> ring.get(i % count))
                .toList();
    }

    /** As many of {@code zone}, and as many of all others for what the zone cannot take. */
    public List<Instance> select(List<Instance> instances, String zone) {
        Stream<Instance> inside =
                select(instances.stream().filter(one -> one.zone().equals(zone)).toList()).stream();
        Stream<Instance> outside = select(
                instances.stream().filter(one -> !one.zone().equals(zone)).toList())
                .stream();
        return Stream.concat(inside, outside).toList();
    }

    private static long position(Instance instance) {
        return RoutingHash.of(instance.endpoint().toString());
    }
}
