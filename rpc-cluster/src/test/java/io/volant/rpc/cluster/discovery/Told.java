package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A listener that writes down what it is told, and waits for what it should be told. */
public final class Told implements EndpointSource.Listener {
    private static final long PATIENCE_SECONDS = 30;

    private final List<List<Instance>> lists = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<List<Instance>> unreadLists = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> unreadFailures = new LinkedBlockingQueue<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean overlapped = new AtomicBoolean();

    @Override
    public void onInstances(List<Instance> instances) {
        enter();
        lists.add(instances);
        unreadLists.add(instances);
        inside.decrementAndGet();
    }

    @Override
    public void onFailure(String reason) {
        enter();
        failures.add(reason);
        unreadFailures.add(reason);
        inside.decrementAndGet();
    }

    private void enter() {
        if (inside.incrementAndGet() > 1) {
            overlapped.set(true);
        }
    }

    /** Waits for a list, among those not yet waited for, that is as wanted. */
    public List<Instance> awaitList(String what, Predicate<List<Instance>> wanted) throws InterruptedException {
        while (true) {
            List<Instance> list = unreadLists.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(list)
                    .as("%s after the lists %s and the failures %s", what, lists, failures)
                    .isNotNull();
            if (wanted.test(list)) {
                return list;
            }
        }
    }

    /** Waits for a list of exactly these servers, in any order. */
    public void awaitInstances(Instance... instances) throws InterruptedException {
        List<Instance> expected = List.of(instances);
        awaitList("the list " + expected, list -> same(list, expected));
    }

    /** Waits for a list of exactly the servers at these addresses, in any order. */
    public void awaitEndpoints(Collection<Endpoint> endpoints) throws InterruptedException {
        awaitList(
                "the list " + endpoints,
                list -> same(list.stream().map(Instance::endpoint).toList(), endpoints));
    }

    /** Waits for a failure, among those not yet waited for, that is as wanted. */
    public String awaitFailure(String what, Predicate<String> wanted) throws InterruptedException {
        while (true) {
            String reason = unreadFailures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(reason)
                    .as("%s after the lists %s and the failures %s", what, lists, failures)
                    .isNotNull();
            if (wanted.test(reason)) {
                return reason;
            }
        }
    }

    /** All lists until now. */
    public List<List<Instance>> lists() {
        return List.copyOf(lists);
    }

    /** All failures until now. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Whether two threads told it something at once. */
    public boolean overlapped() {
        return overlapped.get();
    }

    private static boolean same(Collection<?> list, Collection<?> expected) {
        return list.size() == expected.size() && list.containsAll(expected);
    }
}
