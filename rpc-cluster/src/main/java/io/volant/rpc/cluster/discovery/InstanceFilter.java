package io.volant.rpc.cluster.discovery;

import io.volant.rpc.Endpoint;
import io.volant.rpc.PeerText;
import io.volant.rpc.Warnings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps of a list what makes sense: every endpoint once, in the life that began last, and none of the client itself. Immutable. */
final class InstanceFilter {
    private static final Logger log = LoggerFactory.getLogger(InstanceFilter.class);

    /**
     * What is left of a list.
     *
     * @param instances in the order of the list
     * @param refused how many were left out because something was wrong with them
     */
    record Filtered(Map<Endpoint, Instance> instances, int refused) {}

    private final String source;
    private final Set<Endpoint> own;
    private final Warnings warnings;

    /** @param own where the client itself is, which it must not call */
    InstanceFilter(String source, Collection<Endpoint> own, Warnings warnings) {
        this.source = source;
        this.own = Set.copyOf(own);
        this.warnings = warnings;
    }

    Filtered filter(List<Instance> list) {
        Map<Endpoint, Instance> instances = new LinkedHashMap<>();
        int refused = 0;
        for (@Nullable Instance instance : list) {
            Optional<String> fault =
                    instance == null ? Optional.of("null (expected: an instance)") : InstanceRules.fault(instance);
            if (fault.isPresent()) {
                refused++;
                warnings.warn(
                        log,
                        "event=instance_refused source=\"{}\" instance=\"{}\" reason=\"{}\"",
                        source,
                        PeerText.oneLine(String.valueOf(instance)),
                        fault.get());
            } else if (instance != null && !own.contains(instance.endpoint())) {
                instances.merge(instance.endpoint(), instance, (a, b) -> b.epoch() > a.epoch() ? b : a);
            }
        }
        return new Filtered(instances, refused);
    }
}
