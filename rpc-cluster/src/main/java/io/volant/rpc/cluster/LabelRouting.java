package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@link LoadBalancer#routedBy}: a picker for the nodes with each value, one for those without, and one for all. */
final class LabelRouting implements LoadBalancer {
    private final LoadBalancer within;
    private final LabelRule rule;

    LabelRouting(LoadBalancer within, LabelRule rule) {
        this.within = within;
        this.rule = requireNonNull(rule, "rule");
    }

    @Override
    public Picker picker(List<Node> nodes) {
        Map<String, List<Node>> byValue = nodes.stream().collect(Collectors.groupingBy(this::value));
        Picker all = within.picker(nodes);
        Map<String, Picker> pickers = new HashMap<>();
        byValue.forEach((value, group) -> pickers.put(value, within.picker(group)));
        return new ByValue(rule, Map.copyOf(pickers), pickers.getOrDefault("", all), all);
    }

    private String value(Node node) {
        String value = rule.value(node);
        return rule.isAbout(value) ? value : "";
    }

    @Override
    public void onFinished(Node node, Response response, long nanos) {
        within.onFinished(node, response, nanos);
    }

    private record ByValue(LabelRule rule, Map<String, Picker> pickers, Picker rest, Picker all) implements Picker {
        @Override
        public Node pick(Request request, Tried tried) {
            String wanted = rule.wanted(request);
            Picker picker = wanted.isEmpty() ? rest : pickers.getOrDefault(wanted, rest);
            Node node = picker.pick(request, tried);
            return tried.contains(node) ? all.pick(request, tried) : node;
        }
    }
}
