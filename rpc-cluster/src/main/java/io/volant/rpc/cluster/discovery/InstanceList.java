package io.volant.rpc.cluster.discovery;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Endpoint;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A list of servers that the program itself keeps, for whatever service; it may be replaced while it is watched, such as by weights
 * set by hand. Thread-safe.
 */
public final class InstanceList implements EndpointSource {
    private final Audience audience = new Audience();
    private List<Instance> instances; // guarded by this

    private InstanceList(List<Instance> instances) {
        this.instances = instances;
        audience.tell(instances);
    }

    /**
     * Servers of which each is said as {@link InstanceText} has it: {@code host:port}, or {@code host:port weight=50}.
     *
     * @throws IllegalArgumentException if one is not, or there is none
     */
    public static InstanceList of(String... servers) {
        return of(Arrays.stream(servers).map(InstanceText::parse).toList());
    }

    /**
     * These servers.
     *
     * @throws IllegalArgumentException if {@link InstanceRules} have something against one of them, or there is none
     */
    public static InstanceList of(Collection<Instance> instances) {
        return new InstanceList(checked(instances));
    }

    /** The list as it is now. */
    public synchronized List<Instance> instances() {
        return instances;
    }

    /**
     * Puts other servers, or other weights, in the place of those that there were.
     *
     * @throws IllegalArgumentException as {@link #of(Collection)}; the list is then as it was
     */
    public synchronized void replace(Collection<Instance> instances) {
        this.instances = checked(instances);
        audience.tell(this.instances);
    }

    /**
     * Changes the weight of the server at {@code address}.
     *
     * @throws IllegalArgumentException if there is none, or it may not have this weight
     */
    public synchronized void weight(String address, int weight) {
        Endpoint endpoint = Endpoint.parse(address);
        if (instances.stream().noneMatch(each -> each.endpoint().equals(endpoint))) {
            throw new IllegalArgumentException("address: " + address + " (expected: one of " + instances + ")");
        }
        replace(instances.stream()
                .map(each -> each.endpoint().equals(endpoint) ? each.withWeight(weight) : each)
                .toList());
    }

    private static List<Instance> checked(Collection<Instance> instances) {
        if (requireNonNull(instances, "instances").isEmpty()) {
            throw new IllegalArgumentException("instances: none (expected: at least one server)");
        }
        instances.forEach(InstanceRules::check);
        return List.copyOf(instances);
    }

    @Override
    public Watch watch(String service, Listener listener) {
        return audience.add(listener, this);
    }

    @Override
    public void close() {
        audience.close();
    }

    @Override
    public String toString() {
        return "the list of this program";
    }
}
