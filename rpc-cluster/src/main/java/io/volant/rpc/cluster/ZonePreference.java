package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@link LoadBalancer#preferringZone}. */
final class ZonePreference implements LoadBalancer {
    private final LoadBalancer within;
    private final String zone;

    ZonePreference(LoadBalancer within, String zone) {
        this.within = within;
        if (requireNonNull(zone, "zone").isEmpty()) {
            throw new IllegalArgumentException("zone: \"\" (expected: the name of a zone)");
        }
        this.zone = zone;
    }

    @Override
    public Picker picker(List<Node> nodes) {
        Map<Boolean, List<Node>> here = nodes.stream()
                .collect(
                        Collectors.partitioningBy(node -> node.instance().zone().equals(zone)));
        List<Node> inside = here.getOrDefault(true, List.of());
        List<Node> outside = here.getOrDefault(false, List.of());
        if (inside.isEmpty() || outside.isEmpty()) {
            return within.picker(nodes);
        }
        return new SpillOver(within.picker(inside), within.picker(outside));
    }

    @Override
    public void onFinished(Node node, Response response, long nanos) {
        within.onFinished(node, response, nanos);
    }

    private record SpillOver(Picker inside, Picker outside) implements Picker {
        private static final int AT_ONCE = 4;
        private static final double LONGER = 2;

        @Override
        public Node pick(Request request, Tried tried) {
            Node near = inside.pick(request, tried);
            if (tried.contains(near)) {
                return outside.pick(request, tried);
            }
            NodeFigures figures = near.figures();
            if (figures.pending() < AT_ONCE && figures.trouble() == 0) {
                return near;
            }
            Node far = outside.pick(request, tried);
            double nearCost = figures.costNanos(0);
            double farCost = far.figures().costNanos(figures.responseNanos());
            return nearCost > LONGER * farCost && !tried.contains(far) ? far : near;
        }
    }
}
