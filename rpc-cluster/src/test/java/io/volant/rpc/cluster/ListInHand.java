package io.volant.rpc.cluster;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.Instance;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A source that says what the test tells it. */
final class ListInHand implements EndpointSource {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Consumer<Listener> last = listener -> {};

    synchronized void say(Endpoint... endpoints) {
        say(Arrays.stream(endpoints).map(Instance::of).toList());
    }

    synchronized void say(List<Instance> instances) {
        tell(listener -> listener.onInstances(instances));
    }

    synchronized void fail(String reason) {
        tell(listener -> listener.onFailure(reason));
    }

    private void tell(Consumer<Listener> news) {
        last = news;
        listeners.forEach(news);
    }

    int watches() {
        return listeners.size();
    }

    @Override
    public synchronized Watch watch(String service, Listener listener) {
        listeners.add(listener);
        last.accept(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        listeners.clear();
    }

    @Override
    public String toString() {
        return "the list";
    }
}
