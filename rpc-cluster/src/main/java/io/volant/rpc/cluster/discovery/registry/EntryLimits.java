package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.InstanceRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an entry may hold beside the rules for every instance, so that the lists of a registry fit into messages. */
final class EntryLimits {
    /** Services of one server. */
    static final int SERVICES = 256;

    private static final int LABEL_CHARS = 2_048;

    private EntryLimits() {}

    /** @throws IllegalArgumentException naming the value that may not be */
    static void check(ServerEntry server) {
        Instance instance = InstanceRules.check(server.instance());
        int chars = 0;
        for (Map.Entry<String, String> label : instance.labels().entrySet()) {
            chars += label.getKey().length() + label.getValue().length();
        }
        if (chars > LABEL_CHARS) {
            throw new IllegalArgumentException(
                    "labels: " + chars + " characters of " + instance + " (expected: at most " + LABEL_CHARS + ")");
        }
    }

    /** @throws IllegalArgumentException naming the value that may not be */
    static void check(List<String> services) {
        if (services.isEmpty() || services.size() > SERVICES) {
            throw new IllegalArgumentException("services: " + services.size() + " (expected: 1.." + SERVICES + ")");
        }
        Set<String> seen = new HashSet<>();
        for (String service : services) {
            if (!seen.add(InstanceRules.checkService(service))) {
                throw new IllegalArgumentException("services: \"" + service + "\" twice (expected: once)");
            }
        }
    }
}
