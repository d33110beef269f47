package io.volant.rpc.cluster.discovery;

import io.volant.rpc.Endpoint;
import io.volant.rpc.FakeTime;
import io.volant.rpc.Warnings;
import java.util.ArrayList;
import java.util.List;

/** A source in hand, what was told of it, and a time that only the test moves. */
abstract class KnownInstancesRig {
    static final String SERVICE = "Orders:1";
    static final Instance A = Instance.of(Endpoint.parse("10.0.0.1:9090"));
    static final Instance B = Instance.of(Endpoint.parse("10.0.0.2:9090"));

    final FakeTime time = new FakeTime();
    final SourceInHand source = new SourceInHand();
    final List<Known> told = new ArrayList<>();
    KnowledgeOptions options = KnowledgeOptions.defaults();

    final KnownInstances watch() {
        Surroundings around = new Surroundings(time, time, Runnable::run, new Warnings(time));
        return KnownInstances.watch(source, SERVICE, options, around, told::add);
    }

    final Known last() {
        return told.get(told.size() - 1);
    }
}
