package io.volant.rpc.cluster;

class LeastResponseTimeTest extends LoadBalancerContract {
    @Override
    protected LoadBalancer balancer() {
        return LoadBalancer.leastResponseTime();
    }
}
