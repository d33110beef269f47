package io.volant.rpc.cluster.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A source that says what the test wants. Confined to the test's thread. */
final class SourceInHand implements EndpointSource {
    private final List<Listener> listeners = new ArrayList<>();
    private Listener last;

    void say(Instance... instances) {
        say(Arrays.asList(instances));
    }

    void say(List<Instance> instances) {
        List.copyOf(listeners).forEach(listener -> listener.onInstances(instances));
    }

    void fail(String reason) {
        List.copyOf(listeners).forEach(listener -> listener.onFailure(reason));
    }

    /** Who watched last, also when it has ended. */
    Listener listener() {
        return last;
    }

    int watches() {
        return listeners.size();
    }

    @Override
    public Watch watch(String service, Listener listener) {
        last = listener;
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        listeners.clear();
    }

    @Override
    public String toString() {
        return "the source in hand";
    }
}
