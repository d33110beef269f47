package io.volant.rpc.cluster;

class RandomChoiceTest extends LoadBalancerContract {
    @Override
    protected LoadBalancer balancer() {
        return LoadBalancer.random();
    }
}
