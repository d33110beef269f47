package io.volant.rpc.cluster.own;

import io.volant.rpc.cluster.LoadBalancer;
import io.volant.rpc.cluster.LoadBalancerContract;

class FewerOfTwoTest extends LoadBalancerContract {
    @Override
    protected LoadBalancer balancer() {
        return new FewerOfTwo();
    }
}
