package io.volant.rpc.cluster.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A registry that answers when the test says so. */
final class RegistryInHand implements Registry, Registry.Registration {
    final List<Instance> entered = new ArrayList<>();
    final List<String> services = new ArrayList<>();
    final List<Instance> updates = new ArrayList<>();
    final CompletableFuture<Void> registered = new CompletableFuture<>();
    final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    int withdrawals;
    boolean known = true;

    @Override
    public Registration register(Instance instance, Collection<String> services) {
        entered.add(instance);
        this.services.addAll(services);
        return this;
    }

    @Override
    public CompletableFuture<Void> registered() {
        return registered;
    }

    @Override
    public boolean mayBeKnown() {
        return known;
    }

    @Override
    public void update(Instance instance) {
        updates.add(instance);
    }

    @Override
    public CompletableFuture<Void> withdraw() {
        withdrawals++;
        return withdrawn;
    }

    @Override
    public Watch watch(String service, Listener listener) {
        throw new UnsupportedOperationException("nobody watches");
    }

    @Override
    public void close() {
        // nothing is held
    }
}
