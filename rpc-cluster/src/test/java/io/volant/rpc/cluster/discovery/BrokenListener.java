package io.volant.rpc.cluster.discovery;

import java.util.List;

/** A listener with a fault. */
final class BrokenListener implements EndpointSource.Listener {
    @Override
    public void onInstances(List<Instance> instances) {
        throw new IllegalStateException("a listener with a fault was told " + instances);
    }

    @Override
    public void onFailure(String reason) {
        throw new IllegalStateException("a listener with a fault was told " + reason);
    }
}
